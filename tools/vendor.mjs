// Copies what browsers get from node_modules into the repository, with licences and hashes.
//
//   npm ci --ignore-scripts && node tools/vendor.mjs           write the copies
//   npm ci --ignore-scripts && node tools/vendor.mjs --check   exit 1 when a copy differs by a byte
//
// The copies are committed, so that Node.js is needed neither to install nor to run the product.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const SERVED = "web/static/vendor";
const TESTED = "tests/vendor";
const LIST = `${SERVED}/vendor.json`;

const WEIGHTS = [400, 500, 600, 700, 800];
const SUBSETS = ["latin", "vietnamese"];
const beVietnamPro = SUBSETS.flatMap((subset) =>
  WEIGHTS.map((weight) => `be-vietnam-pro-${subset}-${weight}-normal.woff2`),
);

/**
 * What is taken: the package, the folder it goes to, and its files as [inside the package, name].
 * `types`: beside a script, what `tsc` reads instead of it: the package's own declarations.
 */
const PACKAGES = [
  { name: "preact", to: SERVED, files: [
    ["dist/preact.module.js", "preact.module.js"],
    ["hooks/dist/hooks.module.js", "hooks.module.js"],
  ], types: [
    ["preact.module.d.ts", 'export * from "preact";'],
    ["hooks.module.d.ts", 'export * from "preact/hooks";'],
  ] },
  { name: "htm", to: SERVED, files: [["dist/htm.module.js", "htm.module.js"]],
    types: [["htm.module.d.ts", 'export { default } from "htm";']] },
  { name: "socket.io-client", to: SERVED, files: [["dist/socket.io.min.js", "socket.io.min.js"]],
    types: [["socket.io.min.d.ts", 'export {};']] },
  { name: "@fontsource/be-vietnam-pro", to: SERVED,
    files: beVietnamPro.map((file) => [`files/${file}`, `fonts/${file}`]) },
  { name: "@fontsource-variable/inter", to: SERVED, files: [
    ["files/inter-latin-wght-normal.woff2", "fonts/inter-latin-wght-normal.woff2"],
  ] },
  { name: "@fontsource-variable/noto-sans-khmer", to: SERVED, files: [
    ["files/noto-sans-khmer-khmer-wght-normal.woff2",
      "fonts/noto-sans-khmer-khmer-wght-normal.woff2"],
  ] },
  { name: "acorn", to: TESTED, files: [["dist/acorn.js", "acorn.js"]] },
  { name: "axe-core", to: TESTED, files: [
    ["axe.min.js", "axe.min.js"],
    ["LICENSE-3RD-PARTY.txt", "licences/axe-core-third-parties.txt"],
  ] },
];

/** A script as it is served: no link to a source map that is not there, no bare import. */
function served(path, bytes) {
  if (!path.endsWith(".js")) return bytes;
  const script = bytes.toString("utf8")
    .replace(/\n?\/\/# sourceMappingURL=\S+\s*$/, "\n")
    // Browsers of the floor have no import maps: a module names its neighbour by its path.
    .replaceAll(/(from\s*)"preact"/g, '$1"./preact.module.js"');
  return Buffer.from(script, "utf8");
}

/** Every file to vendor: [path in the repository, its bytes, what vendor.json says of it]. */
function wanted() {
  return PACKAGES.flatMap(({ name, to, files, types = [] }) => {
    const home = join(ROOT, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    const licence = `licences/${name.replace("@", "").replace("/", "-")}.txt`;
    const copied = [...files, ["LICENSE", licence]].map(([inside, file]) => [
      `${to}/${file}`, served(`${to}/${file}`, readFileSync(join(home, inside))),
    ]);
    const declared = types.map(([file, text]) => [`${to}/${file}`, Buffer.from(`${text}\n`)]);
    return [...copied, ...declared].map(([path, bytes]) => {
      const sha384 = createHash("sha384").update(bytes).digest("base64");
      return [path, bytes, { name, version, licence: license, file: path, sha384 }];
    });
  });
}

function filesUnder(folder) {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

/** One sentence for each vendored file that is missing, differs, or came from nowhere. */
function faults(files) {
  const expected = new Map(files);
  const differing = files.flatMap(([path, bytes]) => {
    if (!existsSync(join(ROOT, path))) return [`${path}:1: is missing`];
    return readFileSync(join(ROOT, path)).equals(bytes) ? [] : [`${path}:1: differs from its package`];
  });
  const strays = [...filesUnder(SERVED), ...filesUnder(TESTED)]
    .filter((path) => !expected.has(path))
    .map((path) => `${path}:1: is in no vendored package`);
  return [...differing, ...strays];
}

function write(files) {
  for (const folder of [SERVED, TESTED]) rmSync(join(ROOT, folder), { recursive: true, force: true });
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), bytes);
  }
}

const copies = wanted();
const list = JSON.stringify(copies.map(([, , entry]) => entry), null, 2);
const files = [...copies.map(([path, bytes]) => [path, bytes]), [LIST, Buffer.from(`${list}\n`)]];

if (process.argv.includes("--check")) {
  const found = faults(files);
  for (const fault of found) console.error(fault);
  if (found.length > 0) console.error("Run: npm ci --ignore-scripts && node tools/vendor.mjs");
  process.exitCode = found.length > 0 ? 1 : 0;
} else {
  write(files);
  console.log(`${files.length} files written under ${SERVED} and ${TESTED}`);
}

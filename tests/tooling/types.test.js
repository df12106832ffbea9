// A field that a view has no more is found in the scripts that read it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const copy = mkdtempSync(join(tmpdir(), "types-"));
after(() => rmSync(copy, { recursive: true }));

const rooms = readdirSync(ROOT, { withFileTypes: true })
  .filter((each) => each.isDirectory() && existsSync(join(ROOT, each.name, "static")))
  .map((each) => each.name);
for (const room of rooms) {
  cpSync(join(ROOT, room), join(copy, room), {
    recursive: true, filter: (path) => statSync(path).isDirectory() || /\.(js|d\.ts)$/.test(path),
  });
}
cpSync(join(ROOT, "tsconfig.json"), join(copy, "tsconfig.json"));
symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));

function check() {
  const { status, stdout } = spawnSync(
    process.execPath, [join(ROOT, "node_modules/.bin/tsc"), "--pretty", "false"], { cwd: copy, encoding: "utf8" },
  );
  return { status, stdout };
}

test("the scripts keep to the views as they are, and not to one that has lost a field", () => {
  assert.deepEqual(check(), { status: 0, stdout: "" });
  const path = join(copy, "counters/view_types.d.ts");
  writeFileSync(path, readFileSync(path, "utf8").replace(/ {2}recalls_left: number;\n/, ""));
  const { status, stdout } = check();
  assert.notEqual(status, 0);
  assert.match(stdout, /counters\/static\/actions\.js\(\d+,\d+\): error TS2339: Property 'recalls_left' does not exist/);
});

// What a script may use is decided by the oldest browser that has to run it.
import js from "@eslint/js";
import esx from "eslint-plugin-es-x";
import globals from "globals";

// Chromium 68 on lobby televisions and kiosks, Safari 13 on phones: the language of 2018.
const OLD_BROWSERS = [
  "display/static/**/*.js",
  "kiosk/static/**/*.js",
  "phone/static/**/*.js",
  "rating/static/**/*.js",
  "booking/static/**/*.js",
  "procedures/static/**/*.js",
  "now/static/**/*.js",
  "web/static/**/*.js",
];
// Counters and managers sit at a PC with Chromium 100 or Safari 15.
const NEW_BROWSERS = ["counters/static/**/*.js", "reports/static/**/*.js", "admin/static/**/*.js", "complaints/static/**/*.js"];
// Shown where modules do not run at all: plain scripts in the language of 2009.
const NO_MODULES = ["*/static/**/*.es5.js"];

const SCREENS = [...OLD_BROWSERS, ...NEW_BROWSERS];

// Text reaches a page as text: one forgotten escape is a citizen's name running as a script.
const asText = ["innerHTML", "outerHTML", "insertAdjacentHTML", "dangerouslySetInnerHTML"].map(
  (name) => ({
    selector: `Identifier[name='${name}'], Literal[value='${name}']`,
    message: "Put text in as text, never as HTML.",
  }),
);

export default [
  {
    ignores: [
      ".venv/**", ".venv-emupos/**", ".windows-python/**", "node_modules/**", "var/**", "htmlcov/**",
      "web/static/vendor/**", "tests/vendor/**",
    ],
  },
  { files: ["**/*.js", "**/*.mjs"], ...js.configs.recommended },
  {
    files: ["**/*.js", "**/*.mjs"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-unused-vars": ["error", { args: "after-used", caughtErrors: "none" }],
      complexity: ["error", 12],
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 80, skipComments: true }],
    },
  },
  {
    files: SCREENS,
    languageOptions: {
      sourceType: "module",
      // socket.io.min.js is a plain script of its own; it leaves this one name behind.
      globals: { ...globals.browser, io: "readonly" },
    },
    rules: {
      "no-restricted-syntax": ["error", ...asText],
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    ...esx.configs["flat/restrict-to-es2018"],
    files: OLD_BROWSERS,
    ignores: NO_MODULES,
  },
  { files: OLD_BROWSERS, languageOptions: { ecmaVersion: 2018 } },
  { files: NEW_BROWSERS, languageOptions: { ecmaVersion: 2020 } },
  {
    ...esx.configs["flat/restrict-to-es5"],
    files: NO_MODULES,
  },
  {
    files: NO_MODULES,
    languageOptions: { ecmaVersion: 5, sourceType: "script" },
    rules: { "no-var": "off", "prefer-const": "off" },
  },
  {
    files: ["tests/gallery/*.js"],
    languageOptions: { ecmaVersion: 2020, sourceType: "script", globals: globals.browser },
  },
  {
    files: ["tools/**/*.mjs", "tests/*.mjs", "tests/*/*.test.js", "eslint.config.js", "stylelint.config.js"],
    languageOptions: { ecmaVersion: 2024, sourceType: "module", globals: globals.node },
  },
];

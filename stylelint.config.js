// What a style sheet may use is decided by the oldest browser that has to show it.

/** The rule that knows from public tables which property came with which browser. */
function supportedBy(browsers) {
  return [true, {
    browsers,
    // It takes minmax() for min() and max(); the others only ever make a page better.
    ignore: [
      "css-math-functions", "css-focus-visible", "prefers-reduced-motion",
      "css-overscroll-behavior", "css-touch-action", "text-size-adjust",
    ],
    ignorePartialSupport: true,
  }];
}

// What that rule lets through although Chromium 68 and Safari 13 do not know it. In a grid the gap
// is called grid-gap there, and a flex row has none: it takes margins.
const TOO_NEW_FOR_OLD_BROWSERS = {
  "property-disallowed-list": [
    "aspect-ratio", "gap", "row-gap", "column-gap", "translate", "rotate", "scale",
    "accent-color", "content-visibility", "/^inset/", "/^(margin|padding)-(inline|block)/",
    "/^border-(inline|block)/", "/^(container|contain-intrinsic)/",
  ],
  "function-disallowed-list": ["clamp", "min", "max", "color-mix", "oklch", "oklab", "lch", "lab"],
  "at-rule-disallowed-list": ["layer", "container", "property", "scope", "starting-style"],
  "unit-disallowed-list": ["dvh", "dvw", "svh", "svw", "lvh", "lvw", "cqw", "cqh", "cqi", "cqb"],
  "selector-pseudo-class-disallowed-list": ["is", "where", "has", "user-valid", "user-invalid"],
  "selector-not-notation": "simple",
  "media-feature-range-notation": "prefix",
  "max-nesting-depth": 0,
};

export default {
  ignoreFiles: [
    "**/vendor/**", ".venv/**", ".venv-emupos/**", ".windows-python/**", "node_modules/**", "var/**", "htmlcov/**",
    "docs/**",
  ],
  plugins: ["stylelint-no-unsupported-browser-features"],
  reportNeedlessDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    "at-rule-no-unknown": true,
    "block-no-empty": true,
    "color-no-invalid-hex": true,
    "custom-property-no-missing-var-function": true,
    "declaration-block-no-duplicate-custom-properties": true,
    "declaration-block-no-duplicate-properties": [
      true, { ignore: ["consecutive-duplicates-with-different-values"] },
    ],
    "declaration-block-no-shorthand-property-overrides": true,
    "font-family-no-duplicate-names": true,
    "function-calc-no-unspaced-operator": true,
    "function-no-unknown": true,
    "keyframe-block-no-duplicate-selectors": true,
    "media-feature-name-no-unknown": true,
    "named-grid-areas-no-invalid": true,
    "no-invalid-double-slash-comments": true,
    "no-invalid-position-at-import-rule": true,
    "property-no-unknown": true,
    "selector-pseudo-class-no-unknown": true,
    "selector-pseudo-element-no-unknown": true,
    "selector-type-no-unknown": true,
    "string-no-newline": true,
    "unit-no-unknown": true,
    // Pages keep to their own server: nothing is fetched from anywhere else.
    "function-url-scheme-disallowed-list": ["http", "https"],
  },
  overrides: [
    {
      files: ["display/static/**/*.css", "kiosk/static/**/*.css"],
      rules: {
        ...TOO_NEW_FOR_OLD_BROWSERS,
        "plugin/no-unsupported-browser-features": supportedBy(["chrome 68"]),
      },
    },
    {
      files: ["phone/static/**/*.css", "rating/static/**/*.css", "booking/static/**/*.css", "procedures/static/**/*.css", "now/static/**/*.css",
        "results/static/**/*.css", "complaints/static/public.css",
        "web/static/!(frame).css"],
      rules: {
        ...TOO_NEW_FOR_OLD_BROWSERS,
        "plugin/no-unsupported-browser-features": supportedBy(["chrome 68", "safari 13"]),
      },
    },
    {
      files: ["counters/static/**/*.css", "reports/static/**/*.css", "admin/static/**/*.css",
        "complaints/static/{desk,poster}.css", "web/static/frame.css"],
      rules: {
        "plugin/no-unsupported-browser-features": supportedBy(["chrome 100", "safari 15"]),
      },
    },
  ],
};

/**
 * What `tsc` cannot see from files: a page's scripts find the folder `web/static/` at `../web/`,
 * and the library of live connections leaves its one name in the window.
 */
declare module "*/web/screen.js" { export * from "@web/screen.js"; }
declare module "*/web/standing.js" { export * from "@web/standing.js"; }
declare module "*/web/bulletins.js" { export * from "@web/bulletins.js"; }
declare module "*/web/words.js" { export * from "@web/words.js"; }
declare module "*/web/troubles.js" { export * from "@web/troubles.js"; }
declare module "*/web/taps.js" { export * from "@web/taps.js"; }
declare module "*/web/scans.js" { export * from "@web/scans.js"; }
declare module "*/web/scan_texts.js" { export * from "@web/scan_texts.js"; }
declare module "*/web/post.js" { export * from "@web/post.js"; }
declare module "*/web/follow.js" { export * from "@web/follow.js"; }
declare module "*/web/vendor/preact.module.js" { export * from "preact"; }
declare module "*/web/fit.js" { export * from "@web/fit.js"; }
declare module "*/web/contact.js" { export * from "@web/contact.js"; }
declare module "*/web/page.js" { export * from "@web/page.js"; }
declare module "*/web/places.js" { export * from "@web/places.js"; }
declare module "*/web/folding.js" { export * from "@web/folding.js"; }
declare module "*/web/spelling.js" { export * from "@web/spelling.js"; }
declare module "*/web/marks.js" { export * from "@web/marks.js"; }
declare module "*/web/elsewhere.js" { export * from "@web/elsewhere.js"; }
declare module "*/web/search.js" { export * from "@web/search.js"; }
declare module "*/web/tones.js" { export * from "@web/tones.js"; }
declare module "*/web/renewing.js" { export * from "@web/renewing.js"; }

interface Window {
  io: typeof import("socket.io-client").io;
  /** Safari before 14.1 knows the audio context by this name alone. */
  webkitAudioContext?: typeof AudioContext;
}

interface Array<T> {
  /** Leaves out what is empty, which the library's own declaration does not say. */
  filter(predicate: BooleanConstructor): Exclude<T, null | undefined | false | "" | 0>[];
}

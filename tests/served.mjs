// Lets Node.js load the modules of a screen as a browser does: `../web/` is the folder web/static/.
// There is no page around them, so there are none of its JSON blocks.
import { register } from "node:module";

const resolver = `export const resolve = (specifier, context, next) => next(
  specifier.startsWith("../web/")
    ? new URL("../../web/static/" + specifier.slice(7), context.parentURL).href : specifier, context)`;

globalThis.document = { getElementById: () => null };
register(`data:text/javascript,${encodeURIComponent(resolver)}`);

/** What every screen is built with: live views, commands, clock, figures, icons, and preact. */
/** @import { VNode } from "preact" */
import { h, Fragment } from "./vendor/preact.module.js";
import {
  useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from "./vendor/hooks.module.js";
import htm from "./vendor/htm.module.js";
import { fit } from "./fit.js";
import { page, serverNow } from "./page.js";

export { render } from "./drawing.js";
export { follow } from "./follow.js";
export { page, readBlock, recall, remember, serverNow } from "./page.js";
export { freshKey, post, postOnce } from "./post.js";
export { fit };
export {
  Fragment, h,
  useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
};

/**
 * Tagged template for preact: html`<p class=${name}>${text}</p>`.
 * Handlers in it get their event unchecked, and components their props.
 * @type {(strings: TemplateStringsArray, ...parts: (((...given: any[]) => unknown) | object | string | number | boolean | null | undefined)[]) => VNode}
 */
export const html = /** @type {any} */ (htm.bind(h));

/**
 * Draws an icon of the sprite; its meaning must also be in words beside it.
 * @param {{ name: string, kind?: string }} props
 */
export function Icon({ name, kind = "i" }) {
  const href = `${page.asset_base}/web/icons.svg#${name}`;
  return html`<svg class=${kind} aria-hidden="true" focusable="false"><use href=${href}></use></svg>`;
}

/**
 * A text that shrinks to its box; `as` names the element.
 * @param {{ as?: string, children?: any, class?: string }} props
 */
export function Fitted({ as = "span", children, ...rest }) {
  const ref = useRef(null);
  const text = /** @type {any[]} */ ([]).concat(children).join("");
  useLayoutEffect(() => fit(ref.current), [text, rest.class]);
  return h(as, Object.assign({ ref }, rest), text);
}

/** Re-renders its caller every `milliseconds` and returns the server's time. */
export function useNow(milliseconds = 1000) {
  const [moment, tick] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => tick(serverNow()), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return moment;
}

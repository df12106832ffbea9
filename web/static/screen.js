/** What every screen is built with: live views, commands, clock, figures, icons, and preact. */
import { h, render, Fragment } from "./vendor/preact.module.js";
import {
  useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
} from "./vendor/hooks.module.js";
import htm from "./vendor/htm.module.js";
import { fit } from "./fit.js";
import { page, serverNow } from "./page.js";

export { follow } from "./follow.js";
export { page, readBlock, recall, remember, serverNow } from "./page.js";
export { post, postOnce } from "./post.js";
export { fit };
export {
  Fragment, h, render,
  useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState,
};

/** Tagged template for preact: html`<p class=${name}>${text}</p>`. */
export const html = htm.bind(h);

/** Draws an icon of the sprite; its meaning must also be in words beside it. */
export function Icon({ name, kind = "i" }) {
  const href = `${page.asset_base}/web/icons.svg#${name}`;
  return html`<svg class=${kind} aria-hidden="true" focusable="false"><use href=${href}></use></svg>`;
}

/** A text that shrinks to its box; `as` names the element. */
export function Fitted({ as = "span", children, ...rest }) {
  const ref = useRef(null);
  const text = [].concat(children).join("");
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

/** Numbers are fitted: the drawn size is the largest, a wider number shrinks to its box. */

/** @type {Set<HTMLElement>} */
const fitted = new Set();

/** Half a pixel is lost in rounding, and is not seen. */
const ROUNDING_PX = 0.5;

/** @param {HTMLElement} element */
function shrink(element) {
  element.style.fontSize = "";
  // A margin measured in the text's size shrinks with it, and the room too: the second time it fits.
  if (shrinkOnce(element)) {
    shrinkOnce(element);
  }
}

/**
 * Returns whether the text was too wide for its element; then it is smaller.
 * @param {HTMLElement} element
 */
function shrinkOnce(element) {
  const style = getComputedStyle(element);
  // What overflows runs into the padding first, of which scrollWidth says nothing.
  const room = element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const text = document.createRange();
  text.selectNodeContents(element);
  const wide = text.getBoundingClientRect().width;
  const tooWide = room > 0 && wide > room + ROUNDING_PX;
  if (tooWide) {
    const drawn = parseFloat(style.fontSize);
    element.style.fontSize = `${Math.floor((drawn * room * 100) / wide) / 100}px`;
  }
  return tooWide;
}

function shrinkAll() {
  fitted.forEach((element) => {
    if (element.isConnected) {
      shrink(element);
    } else {
      fitted.delete(element);
    }
  });
}

/**
 * Shrinks the text of a one-line element to the element's own width, now, when the fonts arrive and
 * when the window changes. The element needs `white-space: nowrap` and a width that its text does
 * not set (`min-width: 0` in a grid).
 * @param {HTMLElement | null | undefined} element
 */
export function fit(element) {
  if (!element) {
    return;
  }
  shrink(element);
  fitted.forEach((other) => other.isConnected || fitted.delete(other));
  fitted.add(element);
}

window.addEventListener("resize", shrinkAll);
document.fonts.ready.then(shrinkAll);
document.fonts.addEventListener("loadingdone", shrinkAll);

/** Numbers are fitted: the drawn size is the largest, a wider number shrinks to its box. */

const fitted = new Set();

function shrink(element) {
  element.style.fontSize = "";
  const room = element.clientWidth;
  const wide = element.scrollWidth;
  if (room > 0 && wide > room) {
    const drawn = parseFloat(getComputedStyle(element).fontSize);
    element.style.fontSize = `${Math.floor((drawn * room * 100) / wide) / 100}px`;
  }
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

/**
 * Draws a screen, and keeps it as it was drawn. A translator or an extension of the browser that
 * replaces what preact has drawn would leave it writing new numbers into nodes that nobody sees:
 * whatever changes under the root between two drawings is somebody else's, and is undone.
 */
/** @import { ComponentChild } from "preact" */
import { options, render as renderOnce } from "./vendor/preact.module.js";

const WATCHED = { childList: true, characterData: true, characterDataOldValue: true, subtree: true };
const AT_ONCE = 5;
const PAUSE_MS = 1000;

/** @type {HTMLElement | null} */
let root = null;
/** @type {MutationRecord[]} */
let foreign = [];
const undone = { times: 0, waiting: false };

const observer = new MutationObserver((records) => {
  foreign = foreign.concat(records);
  // Who answers every undoing at once would keep the page busy for ever: from the fifth time on
  // both have a second to breathe.
  if (undone.times < AT_ONCE) {
    undone.times += 1;
    undo();
  }
  if (!undone.waiting) {
    undone.waiting = true;
    setTimeout(breathe, PAUSE_MS);
  }
});

function breathe() {
  undone.times = 0;
  undone.waiting = false;
  undo();
}

/** Takes back what others have changed, the newest first, so that each finds its place as it was. */
function undo() {
  const records = foreign.concat(observer.takeRecords());
  foreign = [];
  records.reverse().filter(concerns).forEach(takeBack);
  observer.takeRecords();
}

/** @param {MutationRecord} record */
function concerns({ target, removedNodes }) {
  const holder = root;
  return holder !== null
    && (holder.contains(target) || Array.from(removedNodes).some((node) => node.contains(holder)));
}

/** @param {MutationRecord} record */
function takeBack({ target, oldValue, addedNodes, removedNodes, nextSibling }) {
  if (target instanceof CharacterData) {
    target.data = oldValue || "";
    return;
  }
  addedNodes.forEach((node) => {
    if (node.parentNode === target) {
      target.removeChild(node);
    }
  });
  const before = nextSibling !== null && nextSibling.parentNode === target ? nextSibling : null;
  removedNodes.forEach((node) => target.insertBefore(node, before));
}

/** @param {() => void} draw */
function drawAlone(draw) {
  undo();
  draw();
  observer.takeRecords();
}

options.debounceRendering = (draw) => {
  Promise.resolve().then(() => drawAlone(draw));
};

/**
 * Draws into the page's root, which is one element for as long as the page lives.
 * @param {ComponentChild} screen
 * @param {HTMLElement} place
 */
export function render(screen, place) {
  drawAlone(() => renderOnce(screen, place));
  if (root === null) {
    root = place;
    observer.observe(document.body, WATCHED);
  }
}

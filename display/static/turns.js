/** What shares one place on the screen by turns: pages of our own, and the centre's media. Pure. */
/** @import { MediumJson } from "../view_types.js" */

/**
 * Returns {page, medium} of a step: a page and a medium in turn, each kind in its own order.
 * @param {number} step
 * @param {number} pages
 * @param {MediumJson[]} media
 */
export function turnAt(step, pages, media) {
  if (media.length === 0) {
    return { page: step % pages, medium: null };
  }
  const round = Math.floor(step / 2);
  return step % 2 === 0 ? { page: round % pages, medium: null } : { page: 0, medium: media[round % media.length] };
}

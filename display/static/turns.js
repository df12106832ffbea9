/** What shares one place on the screen by turns: pages of our own, and the centre's pictures and videos. */
import { useEffect, useReducer } from "../web/screen.js";

const VIDEO_MOST_S = 120;

/** Returns {page, medium} of a step: a page and a medium in turn, each kind in its own order. */
export function turnAt(step, pages, media) {
  if (media.length === 0) {
    return { page: step % pages, medium: null };
  }
  const round = Math.floor(step / 2);
  return step % 2 === 0 ? { page: round % pages, medium: null } : { page: 0, medium: media[round % media.length] };
}

/**
 * Returns {page, medium, next} for the place. Each turn takes `seconds`, a video as long as it is, but
 * at most two minutes. While not `quiet` the first page has the place; the turn goes on afterwards.
 */
export function useTurns({ pages, media, quiet, seconds }) {
  const [step, next] = useReducer((before) => before + 1, 0);
  const turn = quiet ? turnAt(step, pages, media) : { page: 0, medium: null };
  const isVideo = turn.medium !== null && turn.medium.kind === "video";
  useEffect(() => {
    if (!quiet) {
      return undefined;
    }
    const timer = setTimeout(next, (isVideo ? VIDEO_MOST_S : seconds) * 1000);
    return () => clearTimeout(timer);
  }, [step, quiet, isVideo, seconds]);
  return Object.assign({ next }, turn);
}

/** The centre's own pictures and muted videos, as its folder holds them now. */
/** @import { MediaAnswer, MediumJson } from "../view_types.js" */
import { html, useEffect, useState } from "../web/screen.js";
import { extra } from "./extra.js";

const LOOK_AGAIN_MS = 300000;

/**
 * @param {string} zone
 * @returns {Promise<MediaAnswer["media"] | null>}
 */
async function listed(zone) {
  const answer = await fetch(`/display/media?zone=${encodeURIComponent(zone)}`, { credentials: "same-origin" });
  return answer.ok ? (await answer.json()).media : null;
}

/**
 * Returns [media that can be shown, passOver(medium)]; the folder is looked into every five minutes,
 * and when `changes`, a number of the view, is another.
 * @param {string} zone
 * @param {number} changes
 * @returns {[MediumJson[], (broken: MediumJson) => void]}
 */
export function useMedia(zone, changes) {
  const [known, setKnown] = useState(/** @type {MediumJson[]} */ ([]));
  useEffect(() => {
    if (!extra.media) {
      return undefined;
    }
    // Without an answer the files that are known stay: the browser has most of them.
    const look = () => listed(zone).then((media) => media && setKnown(media)).catch(() => null);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [zone, changes]);
  const passOver = (/** @type {MediumJson} */ broken) => setKnown((media) => media.filter((each) => each.url !== broken.url));
  return [known, passOver];
}

/**
 * One picture or video; `onBroken` when it cannot be shown, `onEnd` when a video is over.
 * @param {{ medium: MediumJson, onBroken: () => void, onEnd: () => void }} props
 */
export function Medium({ medium, onBroken, onEnd }) {
  const kind = `medium ${medium.kind}`;
  if (medium.kind === "video") {
    return html`
      <div class=${kind}>
        <video src=${medium.url} muted=${true} autoplay=${true} playsinline=${true} aria-hidden="true" tabindex="-1"
          onEnded=${onEnd} onError=${onBroken}></video>
      </div>`;
  }
  return html`<div class=${kind}><img src=${medium.url} alt="" onError=${onBroken} /></div>`;
}

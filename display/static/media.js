/** The centre's own pictures and muted videos, as its folder holds them now. */
import { html, page, useEffect, useState } from "../web/screen.js";

const LOOK_AGAIN_MS = 300000;

async function listed(zone) {
  const answer = await fetch(`/display/media?zone=${encodeURIComponent(zone)}`, { credentials: "same-origin" });
  return answer.ok ? (await answer.json()).media : null;
}

/** Returns [media that can be shown, passOver(medium)]; the folder is looked into every five minutes. */
export function useMedia(zone) {
  const [known, setKnown] = useState([]);
  useEffect(() => {
    if (!page.extra.media) {
      return undefined;
    }
    // Without an answer the files that are known stay: the browser has most of them.
    const look = () => listed(zone).then((media) => media && setKnown(media)).catch(() => null);
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [zone]);
  const passOver = (broken) => setKnown((media) => media.filter((each) => each.url !== broken.url));
  return [known, passOver];
}

/** One picture or video; `onBroken` when it cannot be shown, `onEnd` when a video is over. */
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

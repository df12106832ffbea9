/** Keeps a page up to date that the server draws whole and that holds no socket. */

/**
 * Draws parts of the page anew every so often while somebody can see it; `old(true)` when the server
 * has not been heard for long, `old(false)` when it is heard again.
 * @param {{ parts: readonly string[], everyMs: number, oldMs: number, old: (is: boolean) => void }} wanted
 */
export function keepRenewed({ parts, everyMs, oldMs, old }) {
  const state = { heardAt: performance.now(), asking: false };

  /** @param {Document} fresh */
  function show(fresh) {
    const pairs = parts.map((part) => [document, fresh].map((each) => each.querySelector(part)));
    for (const [here, drawn] of pairs) {
      if (here === null || drawn === null) {
        throw new Error("another page in place of this one");
      }
      if (!here.isEqualNode(drawn)) {
        here.replaceWith(drawn);
      }
    }
  }

  async function askAgain() {
    if (state.asking || document.hidden) {
      return;
    }
    state.asking = true;
    try {
      const answer = await fetch(location.href, { cache: "no-cache", credentials: "same-origin" });
      if (answer.ok) {
        show(new DOMParser().parseFromString(await answer.text(), "text/html"));
        state.heardAt = performance.now();
      }
    } catch (unreachable) {
      // told once it lasts
    }
    state.asking = false;
    old(performance.now() - state.heardAt > oldMs);
  }

  function wait() {
    setTimeout(() => askAgain().then(wait), everyMs);
  }

  wait();
  document.addEventListener("visibilitychange", askAgain);
}

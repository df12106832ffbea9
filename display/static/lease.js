/** This page as a player: whether it is the one that is heard, and what it says of each line. */
/** @import { LeaseAnswer, LoudspeakersOfZone } from "../view_types.js" */
/** @typedef {() => { able: boolean, broken: boolean }} Able */
/** @import { Answer } from "../web/post.js" */
import { postOnce, recall, remember } from "../web/screen.js";

const ASK_MS = 3000;
const ANSWER_MS = 2500;
const AGAIN_MS = 2000;
const STORE = "player";
const SAID = "said";
const KEPT = 60;
const IN_MIND = 500;
const OURS = [401, 403];

/**
 * The same after a reload: then it goes on, and says nothing twice. It is stored only between the two: a
 * tab that is a copy of this one is another player.
 */
const playerId = recall(sessionStorage, STORE) || freshId();
window.addEventListener("pageshow", () => remember(sessionStorage, STORE, null));
window.addEventListener("pagehide", () => remember(sessionStorage, STORE, playerId));
/** Of each line how its turn ended. @type {Map<string, string>} */
const said = new Map(recall(sessionStorage, SAID) || []);
const unanswered = /** @type {Map<string, string>} */ (new Map());
/**
 * @type {{
 *   speakers: string | null, until: number, asking: boolean, again: boolean, refused: boolean,
 *   timer: number | undefined, onChange: () => void,
 * }}
 */
const lease = {
  speakers: null, until: 0, asking: false, again: false, refused: false, timer: undefined, onChange: () => {},
};

function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Says whether this page is the one that is heard now. */
export function leads() {
  return performance.now() < lease.until;
}

/** Says whether this browser may be a player at all: people who only look on are not. */
export function mayLead() {
  return !lease.refused;
}

/**
 * Asks for the loudspeakers, or to keep them. `able()`: whether this page can sound now, and whether
 * no touch would help.
 * @param {Able} able
 */
export async function askLease(able) {
  lease.again = lease.asking;
  if (lease.asking || lease.refused || lease.speakers === null) {
    return;
  }
  lease.asking = true;
  const sentAt = performance.now();
  const wish = { player: playerId, ...able(), leads: leads() };
  /** @type {Answer<LeaseAnswer> | null} */
  const answer = await postOnce(`/api/loudspeakers/${encodeURIComponent(lease.speakers)}/lease`, wish, ANSWER_MS);
  lease.asking = false;
  // A server that cannot say now has not given it to another: what is being said is said to its end.
  if (answer !== null && answer.status < 500) {
    lease.refused = OURS.indexOf(answer.status) >= 0;
    // Counted from before the question: it is over here before the server gives it to another.
    lease.until = answer.ok && answer.data.leader ? sentAt + answer.data.lease_s * 1000 : 0;
    clearTimeout(lease.timer);
    lease.timer = setTimeout(lease.onChange, Math.max(0, lease.until - performance.now()));
    lease.onChange();
  }
  if (lease.again) {
    askLease(able); // something has changed since the question was sent
  }
}

/**
 * Follows what the view says of its loudspeakers: whoever sees nobody leading asks at once.
 * @param {LoudspeakersOfZone} speakers
 * @param {Able} able
 */
export function followLease(speakers, able) {
  lease.speakers = speakers.id;
  if (speakers.leader === null && !leads()) {
    askLease(able);
  }
}

/**
 * Keeps asking, and keeps reporting what had no answer; `onChange()` when leading may have changed.
 * @param {Able} able
 * @param {() => void} onChange
 */
export function keepLease(able, onChange) {
  lease.onChange = onChange;
  setInterval(() => {
    askLease(able);
    unanswered.forEach((result, id) => send(id, result));
  }, ASK_MS);
}

/**
 * Says whether this page has had its turn with a line.
 * @param {string} id
 */
export function hasSaid(id) {
  return said.has(id);
}

/**
 * Reports how a line's turn ended: played, failed or blocked.
 * @param {string} id
 * @param {string} result
 */
export function report(id, result) {
  said.set(id, result);
  const kept = Array.from(said).slice(-KEPT);
  Array.from(said.keys()).slice(0, -IN_MIND).forEach((old) => said.delete(old));
  remember(sessionStorage, SAID, kept);
  send(id, result);
}

/**
 * Reports again what stays listed (`isListed(id)`) after its turn: the server has begun anew since.
 * @param {string[]} ids
 * @param {(id: string) => boolean} isListed
 */
export function reportAgain(ids, isListed) {
  said.forEach((result, id) => {
    if (ids.indexOf(id) >= 0 && !unanswered.has(id)) {
      unanswered.set(id, result);
      setTimeout(() => (isListed(id) ? send(id, result) : unanswered.delete(id)), AGAIN_MS);
    }
  });
}

/**
 * @param {string} id
 * @param {string} result
 */
async function send(id, result) {
  unanswered.set(id, result);
  const answer = await postOnce(`/api/announcements/${encodeURIComponent(id)}/result`, { result }, ANSWER_MS);
  if (answer !== null && answer.status < 500) {
    unanswered.delete(id);
  }
}

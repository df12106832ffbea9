/** This page as a player: whether it is the one that is heard, and what it says of each line. */
import { postOnce, recall, remember } from "../web/screen.js";

const ASK_MS = 3000;
const ANSWER_MS = 2500;
const AGAIN_MS = 2000;
const STORE = "player";
const KEPT = 60;
const IN_MIND = 500;
const OURS = [401, 403];

/** The same after a reload: then it goes on, and says nothing twice. `said`: [id, result] of lines. */
const player = recall(sessionStorage, STORE) || { id: freshId(), said: [] };
remember(sessionStorage, STORE, player);
const said = new Map(player.said);
const unanswered = new Map();
const lease = { speakers: null, until: 0, asking: false, refused: false, timer: null, onChange: () => {} };

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

/** Asks for the loudspeakers, or to keep them. `able()`: whether the browser lets this page sound. */
export async function askLease(able) {
  if (lease.asking || lease.refused || lease.speakers === null) {
    return;
  }
  lease.asking = true;
  const sentAt = performance.now();
  const wish = { player: player.id, able: able(), leads: leads() };
  const answer = await postOnce(`/api/loudspeakers/${encodeURIComponent(lease.speakers)}/lease`, wish, ANSWER_MS);
  lease.asking = false;
  if (answer !== null) {
    lease.refused = OURS.indexOf(answer.status) >= 0;
    // Counted from before the question: it is over here before the server gives it to another.
    lease.until = answer.ok && answer.data.leader ? sentAt + answer.data.lease_s * 1000 : 0;
    clearTimeout(lease.timer);
    lease.timer = setTimeout(lease.onChange, Math.max(0, lease.until - performance.now()));
    lease.onChange();
  }
}

/** Follows what the view says of its loudspeakers: whoever sees nobody leading asks at once. */
export function followLease(speakers, able) {
  lease.speakers = speakers.id;
  if (speakers.leader === null && !leads()) {
    askLease(able);
  }
}

/** Keeps asking, and keeps reporting what had no answer; `onChange()` when leading may have changed. */
export function keepLease(able, onChange) {
  lease.onChange = onChange;
  setInterval(() => {
    askLease(able);
    unanswered.forEach((result, id) => send(id, result));
  }, ASK_MS);
}

/** Says whether this page has had its turn with a line. */
export function hasSaid(id) {
  return said.has(id);
}

/** Reports how a line's turn ended: played, failed or blocked. */
export function report(id, result) {
  said.set(id, result);
  const kept = Array.from(said).slice(-KEPT);
  Array.from(said.keys()).slice(0, -IN_MIND).forEach((old) => said.delete(old));
  remember(sessionStorage, STORE, { id: player.id, said: kept });
  send(id, result);
}

/** Reports again what stays listed (`isListed(id)`) after its turn: the server has begun anew since. */
export function reportAgain(ids, isListed) {
  ids.filter((id) => said.has(id) && !unanswered.has(id)).forEach((id) => {
    unanswered.set(id, said.get(id));
    setTimeout(() => (isListed(id) ? send(id, said.get(id)) : unanswered.delete(id)), AGAIN_MS);
  });
}

async function send(id, result) {
  unanswered.set(id, result);
  const answer = await postOnce(`/api/announcements/${encodeURIComponent(id)}/result`, { result }, ANSWER_MS);
  if (answer !== null && answer.status < 500) {
    unanswered.delete(id);
  }
}

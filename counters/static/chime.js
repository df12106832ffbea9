/** Two soft notes for the officer when somebody comes to an empty queue. */
import { play } from "../web/tones.js";

/** Plays the chime; silent where the browser allows no sound before the first press. */
export function chime() {
  play([659, 880], { apart: 0.18, loudness: 0.12, long: 0.5 });
}

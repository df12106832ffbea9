/** Two soft notes for the officer when somebody comes to an empty queue. */

let context = null;

/** Plays the chime; silent where the browser allows no sound before the first press. */
export function chime() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (!Audio) {
    return;
  }
  context = context || new Audio();
  if (context.state === "suspended") {
    context.resume().catch(() => {});
  }
  note(659, 0);
  note(880, 0.18);
}

function note(frequency, after) {
  const tone = context.createOscillator();
  const loudness = context.createGain();
  const start = context.currentTime + after;
  tone.frequency.value = frequency;
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(0.12, start + 0.02);
  loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5);
  tone.connect(loudness).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.55);
}

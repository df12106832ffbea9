/** Short tones, made here, so that no file can be missing: what phone, counter and kiosk ring with. */

/** @type {AudioContext | null} */
let context = null;

/** Returns the page's one audio context, null where the browser has none; a touch may wake it. */
function speaker() {
  const Audio = window.AudioContext || window.webkitAudioContext;
  if (context === null && Audio) {
    context = new Audio();
  }
  if (context !== null && context.state === "suspended") {
    context.resume().catch(() => {});
  }
  return context;
}

/**
 * Plays notes one after the other: `pitches` in Hz, `apart` s between them, `loudness` 0…1, each
 * `long` s. Silent where the browser allows no sound before the first touch.
 * @param {number[]} pitches
 * @param {{ apart?: number, loudness?: number, long?: number }} [manner]
 */
export function play(pitches, { apart = 0.2, loudness = 0.2, long = 0.45 } = {}) {
  const audio = speaker();
  if (audio === null) {
    return;
  }
  pitches.forEach((pitch, n) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + n * apart;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(loudness, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, start + long);
    tone.connect(volume);
    volume.connect(audio.destination);
    tone.start(start);
    tone.stop(start + long + 0.05);
  });
}

// A page that was reloaded may play sound only after a touch: the first one anywhere counts.
document.addEventListener("pointerdown", () => {
  if (context !== null) {
    speaker();
  }
});

"""Checks of a sound: is it silent, clipped, or of a length that its text cannot have?

Beside `causes` and `sound` it imports nothing of ours: the worker has it too.
"""

from collections.abc import Iterator

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.sound import (
    FULL_SCALE,
    Samples,
    count_seconds,
    find_peak,
    level,
    measure_loudness,
    read_samples,
    write_wav,
)

SECONDS_A_SIGN = (0.03, 0.25)
SECONDS_BESIDE = 1.5
"""Added to the longest length: pauses at commas and at the end."""
QUIETEST = 300.0
CLIPPED_RUN = 4
"""Samples at full scale in a row that are heard as a crack; single ones are natural."""
OFF_RATE = 0.05


def finish_sound(sound: bytes, text: str) -> bytes:
    """Return a WAV file at the common loudness; raise CannotSpeak when it fails a check.

    It takes some 20 ms in pure Python, during which an event loop beside it hardly gets a turn.
    """
    samples = read_samples(sound)
    if found := find_faults(samples, text):
        raise CannotSpeak("bad_sound", "; ".join(found))
    return write_wav(level(samples))


def find_faults(samples: "Samples[int]", text: str, expected_s: float | None = None) -> list[str]:
    """Return what is wrong with the sound of a text, in English; nothing when it is right.

    `expected_s`: how long the same text sounded at the same rate before; a twentieth may differ.
    """
    return list(_find_faults(samples, text, expected_s))


def _find_faults(samples: "Samples[int]", text: str, expected_s: float | None) -> Iterator[str]:
    taken = count_seconds(samples)
    least, most = (len(text) * each for each in SECONDS_A_SIGN)
    if not least <= taken <= most + SECONDS_BESIDE:
        within = f"{least:.1f} to {most + SECONDS_BESIDE:.1f} s"
        yield f"{taken:.2f} s long, where {len(text)} signs take {within}"
    if expected_s is not None and abs(taken - expected_s) > OFF_RATE * expected_s:
        yield f"{taken:.2f} s long, where this rate gives {expected_s:.2f} s"
    if (loud := measure_loudness(samples)) <= QUIETEST:
        yield f"as good as silent (root mean square {loud:.0f}, must be above {QUIETEST:.0f})"
    if is_clipped(samples):
        yield f"clipped: {CLIPPED_RUN} samples in a row at full scale"


def is_clipped(samples: "Samples[int]") -> bool:
    """Return whether the loudest parts were cut off."""
    if find_peak(samples) < FULL_SCALE:
        return False
    run = 0
    for sample in samples:
        run = run + 1 if abs(sample) >= FULL_SCALE else 0
        if run == CLIPPED_RUN:
            return True
    return False

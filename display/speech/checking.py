"""What is wrong with a sound: silent, clipped, or of a length that its text cannot have.

Beside `causes` and `sound` it imports nothing of ours: the worker has it too.
"""

from collections.abc import Iterator

from display.speech.causes import CannotSpeak
from display.speech.sound import (
    FULL_SCALE,
    Samples,
    levelled,
    loudness,
    peak,
    samples_of,
    seconds,
    wav,
)

SECONDS_A_SIGN = (0.03, 0.25)
SECONDS_BESIDE = 1.5
"""What may come on top of the longest: pauses at commas and at the end."""
QUIETEST = 300.0
CLIPPED_RUN = 4
"""So many samples at full scale in a row: single ones are natural, a run is heard as a crack."""
OFF_RATE = 0.05


def finished(sound: bytes, text: str) -> bytes:
    """Return a WAV file as loud as all others; raise CannotSpeak for one that is not its text's.

    It takes some 20 ms in pure Python, during which an event loop beside it hardly gets a turn.
    """
    samples = samples_of(sound)
    if found := faults(samples, text):
        raise CannotSpeak("bad_sound", "; ".join(found))
    return wav(levelled(samples))


def faults(samples: "Samples[int]", text: str, expected_s: float | None = None) -> list[str]:
    """Return what is wrong with the sound of a text, in English; nothing when it is right.

    `expected_s`: how long the same text sounded at the same rate before; a twentieth may differ.
    """
    return list(_faults(samples, text, expected_s))


def _faults(samples: "Samples[int]", text: str, expected_s: float | None) -> Iterator[str]:
    taken = seconds(samples)
    least, most = (len(text) * each for each in SECONDS_A_SIGN)
    if not least <= taken <= most + SECONDS_BESIDE:
        within = f"{least:.1f} to {most + SECONDS_BESIDE:.1f} s"
        yield f"{taken:.2f} s long, where {len(text)} signs take {within}"
    if expected_s is not None and abs(taken - expected_s) > OFF_RATE * expected_s:
        yield f"{taken:.2f} s long, where this rate gives {expected_s:.2f} s"
    if (loud := loudness(samples)) <= QUIETEST:
        yield f"as good as silent (root mean square {loud:.0f}, must be above {QUIETEST:.0f})"
    if clipped(samples):
        yield f"clipped: {CLIPPED_RUN} samples in a row at full scale"


def clipped(samples: "Samples[int]") -> bool:
    """Return whether the loudest parts were cut off."""
    if peak(samples) < FULL_SCALE:
        return False
    run = 0
    for sample in samples:
        run = run + 1 if abs(sample) >= FULL_SCALE else 0
        if run == CLIPPED_RUN:
            return True
    return False

"""Sounds as this program keeps them: WAV, 22,050 Hz, one channel, 16 bits a sample."""

import io
import wave
from array import array
from operator import mul

from display.speech.engines.causes import CannotSpeak

RATE_HZ = 22_050
FULL_SCALE = 32_767
PEAK_DB = -3.0
SILENT = 330
"""Samples below this, 1 % of full scale, are silence at the ends of a sound."""

Samples = array  # of signed 16 bits, "h"


def read_samples(sound: bytes) -> "Samples[int]":
    """Return the samples of a WAV file; raise CannotSpeak for another format or half a file."""
    try:
        with wave.open(io.BytesIO(sound)) as file:
            form = (file.getframerate(), file.getnchannels(), file.getsampwidth())
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as fault:
        raise CannotSpeak("bad_sound", f"not a WAV file ({fault})")
    if form != (RATE_HZ, 1, 2):
        rate, channels, width = form
        found = f"{rate} Hz, {channels} channels, {8 * width} bits"
        raise CannotSpeak("bad_sound", f"{found}; right would be {RATE_HZ} Hz, 1 channel, 16 bits")
    return array("h", frames[: len(frames) // 2 * 2])


def write_wav(samples: "Samples[int]") -> bytes:
    """Return the samples as a WAV file."""
    whole = io.BytesIO()
    with wave.open(whole, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return whole.getvalue()


def count_seconds(samples: "Samples[int]") -> float:
    """Return how long the samples sound."""
    return len(samples) / RATE_HZ


def make_silence(milliseconds: int) -> "Samples[int]":
    """Return samples that say nothing."""
    return array("h", bytes(2 * (RATE_HZ * milliseconds // 1000)))


def find_peak(samples: "Samples[int]") -> int:
    """Return the largest distance from zero, 0 to 32,768."""
    return max(max(samples), -min(samples)) if samples else 0


def measure_loudness(samples: "Samples[int]") -> float:
    """Return the root mean square; every fourth sample tells it as well as all of them."""
    some = samples[::4]
    return (sum(map(mul, some, some)) / len(some)) ** 0.5 if some else 0.0


def convert_db(level_db: float) -> int:
    """Return the sample that is so many decibels from full scale (0 is full, -6 is half)."""
    return round(FULL_SCALE * 10 ** (level_db / 20))


def level(samples: "Samples[int]", level_db: float = PEAK_DB) -> "Samples[int]":
    """Return the samples as loud as `level_db` at their loudest; silence stays silence."""
    return amplify(samples, find_peak(samples), level_db)


def amplify(samples: "Samples[int]", loudest: int, level_db: float = PEAK_DB) -> "Samples[int]":
    """Return the samples changed by what brings `loudest` to `level_db`; 0 leaves them alone."""
    if loudest == 0:
        return samples
    # Whole numbers take a quarter of the time, and a call waits for it.
    gain = (convert_db(level_db) << 15) // loudest
    return array("h", [each * gain >> 15 for each in samples])


def measure_silence(samples: "Samples[int]") -> tuple[int, int]:
    """Return how many samples are silent at the start and at the end."""
    backwards = reversed(samples)
    before = next((at for at, each in enumerate(samples) if abs(each) > SILENT), len(samples))
    after = next((at for at, each in enumerate(backwards) if abs(each) > SILENT), len(samples))
    return before, after

"""What the tests of the voice say and how they make it: by real engines, without an event loop."""

import os
import subprocess
from array import array
from math import pi, sin
from pathlib import Path

from display.speech.engines.engines import make_engine
from display.speech.engines.sound import RATE_HZ, count_seconds, read_samples

CALL = "Xin mời công dân có số thứ tự dê, không, một, tám, đến quầy số bảy."
VOICES = {"vi": "aav/vi", "en": "gmw/en"}
LONG = " ".join([CALL] * 30)
"""Two minutes and a half of speech: seconds of work for an engine."""


def directly(work):
    return work()


def engine(name, **options):
    """An engine as a centre has it, in the test's own thread."""
    return make_engine(name, options.pop("voices", VOICES), directly, **options)


def length(sound):
    """How many seconds a WAV file sounds."""
    return count_seconds(read_samples(sound))


def spoken_alone(folder, text, voice, rate):
    """The same text by the program espeak-ng, with nothing of ours in between."""
    file = Path(folder) / f"{voice.replace('/', '-')}-{rate}.wav"
    command = ["espeak-ng", "-v", voice, "-s", str(rate), "-w", file, text]
    subprocess.run(command, check=True, timeout=60)
    return file.read_bytes()


def tone(hertz=440, seconds=0.5, peak=23_000):
    """A tone, as samples."""
    step = 2 * pi * hertz / RATE_HZ
    return array("h", [round(peak * sin(step * at)) for at in range(int(seconds * RATE_HZ))])


def processor_time(process_id):
    """How long a process has worked so far, seconds."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""The server's own loudspeaker: plays what one board would play, by a program of this computer."""

import logging
import shutil
import subprocess
from array import array
from collections import deque
from collections.abc import Callable
from math import exp, pi, sin
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from display.reports import Result
from display.speech.sound import RATE_HZ, levelled, wav
from display.voice.options import VoiceOptions
from web.runtime import Runtime

PROGRAMS = (("paplay",), ("aplay", "-q"))
LOOK_S = 0.2
BEYOND_S = 5.0
BELL_S = 2.0
NOTES = ((659.26, 0.0), (523.25, 0.42))
"""The chime of the boards: pitch in Hz, start in seconds."""
FADING_S = 0.2
log = logging.getLogger("xinmoi.voice")


class Lines(Protocol):
    """Those whose lines are played."""

    def own_lines(self) -> list[dict[str, Any]]:
        """Return the lines for the server's own loudspeaker, first to be said first."""

    def report(self, line_id: str, result: Result) -> None:
        """Take how a line's turn ended."""

    def path(self, name: str) -> Path:
        """Return the file of a sound."""


def player() -> tuple[str, ...]:
    """Return the command that plays the file named behind it; empty where there is none here."""
    found = (program for program in PROGRAMS if shutil.which(program[0]))
    return next(found, ())


class OwnLoudspeaker:
    """Plays one line after the other and reports each; it does nothing while boards are heard."""

    def __init__(
        self, lines: Lines, runtime: Runtime, options: Callable[[], VoiceOptions], bell: Path
    ) -> None:
        """`options` gives them as they are now; `bell`: the file in which the chime is kept."""
        self._lines, self._runtime, self._options, self._bell = lines, runtime, options, bell
        self._said: deque[str] = deque(maxlen=100)

    def run(self) -> None:
        """Play for ever."""
        while True:
            self._runtime.sleep(LOOK_S)
            try:
                for line in self._lines.own_lines():
                    if line["id"] not in self._said:
                        self._said.append(line["id"])
                        self._lines.report(line["id"], self._say(line))
                        break
            except Exception:
                log.exception("the server's own loudspeaker fails")

    def _say(self, line: dict[str, Any]) -> Result:
        options = self._options()
        rhythm, ringing = options.rhythm, line["chime"]
        if ringing and not self._played(self._chime(), BELL_S):
            return Result.FAILED
        if ringing:
            self._runtime.sleep(rhythm.after_chime_ms / 1000)
        for times in range(line["repeats"] if line["audio"] else 0):
            if times > 0:
                self._runtime.sleep(rhythm.between_ms / 1000)
            file = self._lines.path(Path(line["audio"]).stem)
            if not self._played(file, line["duration_ms"] / 1000):
                return Result.FAILED
        self._runtime.sleep(rhythm.gap_ms / 1000)
        return Result.PLAYED

    def _played(self, file: Path, length_s: float) -> bool:
        command = [*self._options().own_player, str(file)]
        nothing = subprocess.DEVNULL
        until = monotonic() + length_s + BEYOND_S
        try:
            child = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
        except OSError as fault:
            log.warning("%s cannot be played: %s", file, fault)
            return False
        while child.poll() is None:
            if monotonic() > until:
                child.kill()
            self._runtime.sleep(0.05)
        return child.returncode == 0

    def _chime(self) -> Path:
        if not self._bell.is_file():
            self._bell.parent.mkdir(parents=True, exist_ok=True)
            self._bell.write_bytes(wav(bell()))
        return self._bell


def bell() -> "array[int]":
    """Return the chime as samples: as long as one must wait before one speaks."""
    length = range(RATE_HZ)
    waves = [sum(_note(pitch, at / RATE_HZ - start) for pitch, start in NOTES) for at in length]
    return levelled(array("h", [round(8_000 * each) for each in waves]))


def _note(pitch: float, seconds: float) -> float:
    return 0.0 if seconds < 0 else sin(2 * pi * pitch * seconds) * exp(-seconds / FADING_S)

"""The server's own loudspeaker: plays what a board would play, by a program of this computer."""

import logging
import subprocess
from array import array
from collections import deque
from collections.abc import Callable
from math import exp, pi, sin
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import Protocol

from display.speech.engines.sound import RATE_HZ, level, write_wav
from display.speech.schedule.announcements import Result
from display.speech.server.options import VoiceOptions
from display.view_types import AnnouncementJson
from web.processes import Processes
from web.processes.shared_state import Value
from web.runtime import Runtime

DUTY = "own loudspeaker"
ROOM = "voice own loudspeaker"
KEPT_S = 86_400.0
POLL_S = 0.2
TIMEOUT_S = 5.0
BELL_S = 2.0
NOTES = ((659.26, 0.0), (523.25, 0.42))
"""The chime of the boards: pitch in Hz, start in seconds."""
FADING_S = 0.2
FAILURES, REST_S = 2, 300.0
"""After so many calls in a row that were not heard, boards are heard for so long, seconds."""
log = logging.getLogger("xinmoi.voice")


class Lines(Protocol):
    """Where the lines come from."""

    def list_own_lines(self) -> list[AnnouncementJson]:
        """Return the lines for the server's own loudspeaker, first to be said first."""

    def report(self, line_id: str, result: Result) -> None:
        """Record how a line's turn ended."""

    def locate(self, name: str) -> Path:
        """Return the file of a sound."""


class OwnLoudspeaker:
    """Plays one line after the other and reports each; it does nothing while boards are heard."""

    def __init__(
        self,
        lines: Lines,
        runtime: Runtime,
        options: Callable[[], VoiceOptions],
        bell: Path,
        processes: Processes,
    ) -> None:
        """`options` gives them as they are now; `bell`: the file in which the chime is kept."""
        self._lines, self._runtime, self._options, self._bell = lines, runtime, options, bell
        self._shared, self._duties = processes.shared, processes.duties
        self._played: deque[str] = deque(maxlen=100)

    def play_next(self) -> None:
        """Play the first line that was not played yet, and report it; return when it is over.

        Of several processes that could play one does.
        """
        plays = self._options().own_player and self._duties.has(DUTY)
        for line in self._lines.list_own_lines() if plays else ():
            if line["id"] not in self._played:
                self._played.append(line["id"])
                self._lines.report(line["id"], self._play_line(line))
                return

    def record_call(self, heard: bool) -> None:
        """Record whether a call was heard; who fails again and again leaves it to the boards."""
        if not self._options().own_player or self.is_resting():
            return

        def count(before: Value | None, now: float) -> Value | None:
            failures = 0 if heard else (before["failures"] if before else 0) + 1
            resting = failures >= FAILURES
            return {
                "failures": 0 if resting else failures,
                "rests_until": now + REST_S if resting else 0.0,
            }

        after = self._shared.change(ROOM, ROOM, count, KEPT_S)
        if after is not None and after["rests_until"]:
            log.warning("this computer's loudspeaker fails; boards are heard for %s s", REST_S)

    def is_resting(self) -> bool:
        """Return whether boards are to be heard in its place."""
        known = self._shared.look(ROOM).get(ROOM)
        return known is not None and self._shared.now_s() < known["rests_until"]

    def _play_line(self, line: AnnouncementJson) -> Result:
        options = self._options()
        rhythm, ringing = options.rhythm, line["chime"]
        if ringing and not self._play(self._write_chime(), BELL_S):
            return Result.FAILED
        if ringing:
            self._runtime.sleep(rhythm.after_chime_ms / 1000)
        file = self._lines.locate(Path(line["audio"]).stem) if line["audio"] else None
        for times in range(line["repeats"] if file else 0):
            if times > 0:
                self._runtime.sleep(rhythm.between_ms / 1000)
            if file and not self._play(file, line["duration_ms"] / 1000):
                return Result.FAILED
        self._runtime.sleep(rhythm.gap_ms / 1000)
        return Result.PLAYED

    def _play(self, file: Path, length_s: float) -> bool:
        command = [*self._options().own_player, str(file)]
        nothing = subprocess.DEVNULL
        until = monotonic() + length_s + TIMEOUT_S
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

    def _write_chime(self) -> Path:
        if not self._bell.is_file():
            self._bell.parent.mkdir(parents=True, exist_ok=True)
            part = self._bell.with_name(f".{self._bell.name}.{token_hex(8)}")
            part.write_bytes(write_wav(make_chime()))
            part.replace(self._bell)
        return self._bell


def make_chime() -> "array[int]":
    """Return the chime as samples, one second of it."""
    moments = [at / RATE_HZ for at in range(RATE_HZ)]
    waves = [sum(_make_note(pitch, at - start) for pitch, start in NOTES) for at in moments]
    return level(array("h", [round(8_000 * each) for each in waves]))


def _make_note(pitch: float, seconds: float) -> float:
    return 0.0 if seconds < 0 else sin(2 * pi * pitch * seconds) * exp(-seconds / FADING_S)

"""Speaks into files, in a process of its own: one JSON line in, one JSON line out, one at a time.

    python -P worker_alone.py pyttsx3 DRIVER | espeak-ng PROGRAM | piper PROGRAM

First comes `{"version": …}`, or `{"cause": …, "details": …}` and the end. A request is
`{"text", "voice", "rate", "file"}`; the answer is `{}` once the file is whole, checked and as loud
as all others, or a cause. The process ends with its input. Of ours it may import only what imports
nothing else: it starts in a tenth of a second. What crashes or hangs in an engine is here alone,
and so is the work on every sample, which would hold up the server's event loop.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Protocol

from display.speech.causes import CannotSpeak, Cause
from display.speech.checking import finished

LIMIT_S = 9.0  # below that of whoever waits for the answer
NORMAL_RATE = 150  # words a minute at which piper is left at its own pace
POLITE = 10  # where the processor is short, the call is shown first, then its sound is made


class Speaker(Protocol):
    """One engine. `version`: what its sound depends on beside voice and rate."""

    version: str

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the whole WAV file, or raise CannotSpeak."""
        ...


class Pyttsx3Speaker:
    """pyttsx3, held so that its known faults cannot happen: see decision 0013."""

    def __init__(self, driver: str) -> None:
        """`driver`: of pyttsx3, empty for the one of this system."""
        try:
            import pyttsx3

            self._engine = pyttsx3.init(driver or None)
        except Exception as fault:  # noqa: BLE001 - a missing library shows in many ways
            raise CannotSpeak("not_installed", str(fault))
        # Settings go to the driver itself, while espeak-ng is at rest: set earlier, a third of them
        # has no effect; through the queue of pyttsx3, one in some hundreds is lost even then.
        self._driver = self._engine.proxy._driver
        self._finished: list[bool] = []
        self._engine.connect("finished-utterance", self._finish)
        self._is_playing: Callable[[], int] | None = None  # other drivers wait by themselves
        self.version = f"{version('pyttsx3')} {self._engine}"
        if str(self._engine) == "espeak":
            from pyttsx3.drivers import _espeak

            self._is_playing = _espeak.IsPlaying
            self.version += " " + _espeak.Info(None).decode().split()[0]

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the file: one utterance, never `say`, which would overwrite it."""
        end = monotonic() + LIMIT_S
        self._set(voice, rate, end)
        self._finished.clear()
        self._engine.save_to_file(text, str(file))
        self._engine.runAndWait()  # it may come back before the synthesis ends
        if self._is_playing is not None:
            _until(lambda: bool(self._finished), end)
            if not self._finished[0]:
                raise CannotSpeak("fault", "the utterance was broken off")
        _until(file.is_file, end)

    def _set(self, voice: str, rate: int, end: float) -> None:
        try:
            self._driver.setProperty("voice", voice)
        except ValueError as fault:
            raise CannotSpeak("no_voice", str(fault))
        self._driver.setProperty("rate", rate)
        self._driver.setProperty("volume", 1.0)
        if (is_playing := self._is_playing) is not None:
            _until(lambda: not is_playing(), end)

    def _finish(self, name: str | None, completed: bool) -> None:  # noqa: ARG002 - it names them
        self._finished.append(completed)


class ProgramSpeaker:
    """A program that is started for every utterance and keeps nothing from one to the next."""

    def __init__(self, program: str) -> None:
        """`program`: its name or path, as the command line would find it."""
        self._program = program
        self.version = self._version()

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the file."""
        self._run([*self._options(voice, rate), str(file)], text)
        if not file.is_file():
            raise CannotSpeak("fault", f"{self._program} wrote no file")

    def _version(self) -> str:
        words = self._run(["--version"], "").split()
        return next((word for word in words if word[0].isdigit()), "unknown")

    def _options(self, voice: str, rate: int) -> list[str]:
        """Return the command line up to the name of the file."""
        return ["-b", "1", "-v", voice, "-s", str(rate), "--stdin", "-w"]

    def _run(self, options: list[str], text: str) -> str:
        command = [self._program, *options]
        try:
            done = subprocess.run(
                command, input=text.encode(), capture_output=True, timeout=LIMIT_S, check=False
            )
        except subprocess.TimeoutExpired as fault:
            raise CannotSpeak("timed_out", str(fault))
        except OSError as fault:
            raise CannotSpeak("not_installed", str(fault))
        said = done.stderr.decode(errors="replace").strip()
        if done.returncode != 0:
            cause: Cause = "no_voice" if "voice does not exist" in said else "fault"
            raise CannotSpeak(cause, said.splitlines()[-1] if said else f"exit {done.returncode}")
        return done.stdout.decode(errors="replace")


class PiperSpeaker(ProgramSpeaker):
    """Piper: the voice is the path of a model file that the centre has."""

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the file; its rate in Hz is the model's."""
        if not Path(voice).is_file():
            raise CannotSpeak("no_voice", f"{voice} is not a file")
        super().speak(" ".join(text.split()), voice, rate, file)

    def _version(self) -> str:
        if shutil.which(self._program) is None:
            raise CannotSpeak("not_installed", f"no program {self._program}")
        return "piper"

    def _options(self, voice: str, rate: int) -> list[str]:
        return ["--model", voice, "--length_scale", f"{NORMAL_RATE / rate:.3f}", "--output_file"]


SPEAKERS: dict[str, type[Pyttsx3Speaker | ProgramSpeaker]] = {
    "pyttsx3": Pyttsx3Speaker,
    "espeak-ng": ProgramSpeaker,
    "piper": PiperSpeaker,
}


def main(kind: str, program: str) -> None:
    """Answer until the input ends."""
    # pyttsx3 prints to the standard output; the answers go to a copy that only they know.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(POLITE)

    def answer(content: dict[str, str]) -> None:
        answers.write(json.dumps(content) + "\n")
        answers.flush()

    try:
        speaker: Speaker = SPEAKERS[kind](program)
    except CannotSpeak as refused:
        answer({"cause": refused.cause, "details": refused.details})
        return
    answer({"version": speaker.version})
    for line in sys.stdin.buffer:
        answer(_answered(speaker, json.loads(line)))


def _answered(speaker: Speaker, asked: dict[str, Any]) -> dict[str, str]:
    file = Path(asked["file"])
    try:
        speaker.speak(asked["text"], asked["voice"], asked["rate"], file)
        file.write_bytes(finished(file.read_bytes(), asked["text"]))
    except CannotSpeak as refused:
        return {"cause": refused.cause, "details": refused.details}
    except Exception as fault:  # noqa: BLE001 - the next utterance may go well
        return {"cause": "fault", "details": repr(fault)}
    return {}


def _until(reached: Callable[[], bool], end: float) -> None:
    while not reached():
        if monotonic() > end:
            raise CannotSpeak("timed_out", "the engine did not finish")
        sleep(0.001)

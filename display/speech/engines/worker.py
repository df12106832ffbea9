"""Speaks into files, in a process of its own: one JSON line in, one JSON line out, one at a time.

    python -P worker_alone.py pyttsx3 DRIVER | espeak-ng PROGRAM | piper PROGRAM

First comes `{"version": …}`, or `{"cause": …, "details": …}` and the end. A request is
`{"text", "voice", "rate", "file"}`; the answer is `{}` once the file is whole, checked and as loud
as all others, or a cause. The process ends with its input. Of ours it may import only what imports
nothing else: it starts in a tenth of a second. What crashes or hangs in an engine is here alone,
and so is the work on every sample, which would hold up the server's event loop.
"""

import ctypes
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

from display.speech.engines.causes import CannotSpeak, Cause
from display.speech.engines.checking import finish_sound

TIMEOUT_S = 9.0  # below that of whoever waits for the answer
NORMAL_RATE = 150  # words a minute at which piper is left at its own pace
ESPEAK_LIBRARIES = (
    "libespeak-ng.so.1",
    "/usr/local/lib/libespeak-ng.so.1",
    "libespeak.so.1",
    r"C:\Program Files\eSpeak NG\libespeak-ng.dll",
    r"C:\Program Files (x86)\eSpeak NG\libespeak-ng.dll",
)
"""Where pyttsx3 looks for espeak-ng, in its order."""
NICENESS = 10  # where the processor is short, the call is shown first, then its sound is made


class Engine(Protocol):
    """One engine. `version`: what its sound depends on beside voice and rate."""

    version: str

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the whole WAV file, or raise CannotSpeak."""
        ...


class Pyttsx3Engine:
    """pyttsx3, held so that its known faults cannot happen: see decision 0013."""

    def __init__(self, driver: str) -> None:
        """`driver`: of pyttsx3, empty for the one of this system."""
        try:
            import pyttsx3

            self._engine = pyttsx3.init(driver or None)
        except Exception as fault:  # noqa: BLE001 - a missing library shows in many ways
            raise CannotSpeak("not_installed", str(fault))
        self._finished: list[bool] = []
        self._errors: list[Exception] = []
        self._engine.connect("finished-utterance", self._finish)
        self._engine.connect("error", self._fail)
        self.version = f"{version('pyttsx3')} {self._engine}"
        self._espeak: Espeak | None = None  # other drivers wait by themselves
        if str(self._engine) == "espeak":
            self._espeak = Espeak()
            self.version += " " + self._espeak.version
            # A new engine queues its settings, and an utterance may overtake them. Once it has run
            # it passes them on at once.
            self._engine.runAndWait()

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the file: one utterance, never `say`, which would overwrite it."""
        end = monotonic() + TIMEOUT_S
        self._finished.clear()
        self._errors.clear()
        self._set(voice, rate, end)
        self._engine.save_to_file(text, str(file))
        self._engine.runAndWait()  # it may come back before the synthesis ends
        if self._espeak is not None:
            _wait_until(lambda: bool(self._finished), end)
            if not self._finished[0]:
                raise CannotSpeak("fault", "the utterance was broken off")
        self._raise_error()
        _wait_until(file.is_file, end)

    def _set(self, voice: str, rate: int, end: float) -> None:
        """Pass the settings on while espeak-ng is at rest: at other times a third has no effect."""
        self._rest(end)
        for name, value in (("voice", voice), ("rate", rate), ("volume", 1.0)):
            self._engine.setProperty(name, value)
        self._raise_error()
        self._rest(end)

    def _rest(self, end: float) -> None:
        if (espeak := self._espeak) is not None:
            _wait_until(lambda: not espeak.is_busy(), end)

    def _raise_error(self) -> None:
        """Raise what pyttsx3 only reports. It names no setting; only a voice can be wrong."""
        for error in self._errors:
            cause: Cause = "no_voice" if isinstance(error, ValueError) else "fault"
            raise CannotSpeak(cause, str(error))

    def _finish(self, name: str | None, completed: bool) -> None:  # noqa: ARG002 - it names them
        self._finished.append(completed)

    def _fail(self, name: str | None, exception: Exception) -> None:  # noqa: ARG002
        self._errors.append(exception)


class Espeak:
    """The library that pyttsx3's driver `espeak` has loaded, by its C interface (speak_lib.h)."""

    def __init__(self) -> None:
        """Find the library that is loaded already; raise CannotSpeak where it is not found."""
        for name in ESPEAK_LIBRARIES:
            try:
                library = ctypes.CDLL(name)
            except OSError:
                continue
            self.is_busy: Callable[[], int] = library.espeak_IsPlaying
            library.espeak_Info.restype = ctypes.c_char_p
            self.version = library.espeak_Info(None).decode().split()[0]
            return
        raise CannotSpeak("not_installed", f"none of {', '.join(ESPEAK_LIBRARIES)}")


class ProgramEngine:
    """A program that is started for every utterance and keeps nothing from one to the next."""

    def __init__(self, program: str) -> None:
        """`program`: its name or path, as the command line would find it."""
        self._program = program
        self.version = self._read_version()

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the file."""
        self._run([*self._make_options(voice, rate), str(file)], text)
        if not file.is_file():
            raise CannotSpeak("fault", f"{self._program} wrote no file")

    def _read_version(self) -> str:
        words = self._run(["--version"], "").split()
        return next((word for word in words if word[0].isdigit()), "unknown")

    def _make_options(self, voice: str, rate: int) -> list[str]:
        """Return the command line up to the name of the file."""
        return ["-b", "1", "-v", voice, "-s", str(rate), "--stdin", "-w"]

    def _run(self, options: list[str], text: str) -> str:
        command = [self._program, *options]
        try:
            done = subprocess.run(
                command, input=text.encode(), capture_output=True, timeout=TIMEOUT_S, check=False
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


class PiperEngine(ProgramEngine):
    """Piper: the voice is the path of a model file that the centre has."""

    def speak(self, text: str, voice: str, rate: int, file: Path) -> None:
        """Write the file; its rate in Hz is the model's."""
        if not Path(voice).is_file():
            raise CannotSpeak("no_voice", f"{voice} is not a file")
        super().speak(" ".join(text.split()), voice, rate, file)

    def _read_version(self) -> str:
        if shutil.which(self._program) is None:
            raise CannotSpeak("not_installed", f"no program {self._program}")
        return "piper"

    def _make_options(self, voice: str, rate: int) -> list[str]:
        return ["--model", voice, "--length_scale", f"{NORMAL_RATE / rate:.3f}", "--output_file"]


ENGINES: dict[str, type[Pyttsx3Engine | ProgramEngine]] = {
    "pyttsx3": Pyttsx3Engine,
    "espeak-ng": ProgramEngine,
    "piper": PiperEngine,
}


def main(kind: str, program: str) -> None:
    """Answer until the input ends."""
    # pyttsx3 prints to the standard output; the answers go to a copy that only they know.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(NICENESS)

    def answer(content: dict[str, str]) -> None:
        answers.write(json.dumps(content) + "\n")
        answers.flush()

    try:
        engine: Engine = ENGINES[kind](program)
    except CannotSpeak as refused:
        answer({"cause": refused.cause, "details": refused.details})
        return
    answer({"version": engine.version})
    for line in sys.stdin.buffer:
        answer(_answer_request(engine, json.loads(line)))


def _answer_request(engine: Engine, asked: dict[str, Any]) -> dict[str, str]:
    file = Path(asked["file"])
    try:
        engine.speak(asked["text"], asked["voice"], asked["rate"], file)
        file.write_bytes(finish_sound(file.read_bytes(), asked["text"]))
    except CannotSpeak as refused:
        return {"cause": refused.cause, "details": refused.details}
    except Exception as fault:  # noqa: BLE001 - the next utterance may go well
        return {"cause": "fault", "details": repr(fault)}
    return {}


def _wait_until(reached: Callable[[], bool], end: float) -> None:
    while not reached():
        if monotonic() > end:
            raise CannotSpeak("timed_out", "the engine did not finish")
        sleep(0.001)

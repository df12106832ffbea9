"""The engines that speak any text: pyttsx3, the program espeak-ng, Piper with a centre's model."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from display.speech.engines.causes import CannotSpeak
from display.speech.engines.worker_process import PYTHON, TIMEOUT_S, Offload, Worker

ENGINES = ("pyttsx3", "espeak-ng", "piper")
"""What `make_engine` knows. A centre without a voice has none of them: the chime alone."""

Voices = Mapping[str, str]
"""Which voice an engine uses, by language: `{"vi": "aav/vi", "en": "gmw/en"}`."""


@dataclass(frozen=True)
class Facts:
    """All that the sound of a text depends on. `rate`: words a minute."""

    engine: str
    version: str
    voice: str
    rate: int


class SpeechEngine(Protocol):
    """Turns a text into a sound, one at a time. `name`: as the settings call it."""

    name: str

    def get_facts(self, language: str) -> Facts | None:
        """Return what its sound depends on; None while it does not know its own version."""
        ...

    def synth(self, text: str, language: str) -> bytes:
        """Return a WAV file as `checking.finished` returns it, or raise CannotSpeak."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


class WorkingEngine:
    """An engine that works in a process of its own, so that it may crash, hang and print."""

    def __init__(self, name: str, voices: Voices, rate: int, worker: Worker) -> None:
        """Use `make_engine`."""
        self.name = name
        self.worker = worker
        self._voices, self._rate = voices, rate

    def get_facts(self, language: str) -> Facts | None:
        """Return what its sound depends on; None before it spoke first."""
        voice = self._voices.get(language)
        if voice is None or self.worker.version is None:
            return None
        return Facts(self.name, self.worker.version, _add_size(voice), self._rate)

    def synth(self, text: str, language: str) -> bytes:
        """Return a WAV file, or raise CannotSpeak."""
        voice = self._voices.get(language)
        if voice is None:
            raise CannotSpeak("no_voice", f"{self.name} is given no voice for {language!r}")
        return self.worker.speak(normalise(text), voice, self._rate)

    def close(self) -> None:
        """End its process."""
        self.worker.close()


def make_engine(
    name: str,
    voices: Voices,
    offload: Offload,
    *,
    rate: int = 150,
    program: str = "",
    timeout_s: float = TIMEOUT_S,
    python: Sequence[str] = PYTHON,
) -> WorkingEngine:
    """Return one of ENGINES, nothing started yet; raise ValueError for another name.

    `program`: the driver of pyttsx3 (empty: the system's own), else the program to run (empty: the
    engine's name, as the command line finds it); `timeout_s`: how long one utterance may take;
    `python`: what runs the worker.
    """
    if name not in ENGINES:
        raise ValueError(f"{name!r} is not an engine; right would be one of {', '.join(ENGINES)}")
    runs = program or ("" if name == "pyttsx3" else name)
    return WorkingEngine(name, voices, rate, Worker(name, runs, offload, timeout_s, python))


def normalise(text: str) -> str:
    """Return a text as engines and keys take it: composed letters, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _add_size(voice: str) -> str:
    """Return a voice's name; a model's file with its size, so that another model is another one."""
    path = Path(voice)
    return f"{path.name} {path.stat().st_size}" if path.is_absolute() and path.is_file() else voice

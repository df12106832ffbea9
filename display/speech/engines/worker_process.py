"""The server's side of a worker: starts it, waits with a time limit, replaces it.

The event loop never waits for a pipe: reading and writing go through `offload`, on plain files that
no runtime makes green. The limit is kept from outside, by ending the process: then the pipe ends,
and with it the wait.
"""

import io
import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from time import monotonic
from typing import Any, Protocol, TypeVar, cast

from display.speech.engines.causes import CannotSpeak, Cause

PROGRAM = Path(__file__).with_name("worker_alone.py")
PYTHON = (sys.executable, "-P")
TIMEOUT_S = 10.0
CRASHES, WITHIN_S = 3, 60.0
"""A worker that ended so often within this time is not started again until the time is over."""

T = TypeVar("T")


class Offload(Protocol):
    """Runs blocking work outside the event loop and returns its result."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Run `work`; return its result or raise its exception."""
        ...


class Worker:
    """One engine's process, one utterance at a time; started when it is first needed.

    `version`: what the engine says of itself, None until it has been started once.
    """

    def __init__(
        self,
        kind: str,
        program: str,
        offload: Offload,
        timeout_s: float = TIMEOUT_S,
        python: Sequence[str] = PYTHON,
    ) -> None:
        """`kind` and `program`: as the worker's command line takes them."""
        self._command = [*python, str(PROGRAM), kind, program]
        self._offload, self._timeout_s = offload, timeout_s
        # Held outside of offload: under eventlet and gevent it is a green lock.
        self._lock = Lock()
        self._process: _Process | None = None
        self._crashes: deque[float] = deque(maxlen=CRASHES)
        self.version: str | None = None

    def speak(self, text: str, voice: str, rate: int) -> bytes:
        """Return the WAV file of a text; raise CannotSpeak when a second attempt failed too."""
        asked = {"text": text, "voice": voice, "rate": rate}
        with self._lock:
            try:
                return self._attempt(asked)
            except CannotSpeak as fault:
                if fault.cause not in ("died", "timed_out"):
                    raise
            return self._attempt(asked)

    @property
    def process_id(self) -> int | None:
        """The process id; None while no process runs."""
        return self._process.id if self._process else None

    def close(self) -> None:
        """End the process; the next utterance would start another."""
        with self._lock:
            self._end()

    def _attempt(self, asked: dict[str, Any]) -> bytes:
        process = self._process or self._start()
        return self._run_limited(process, partial(process.speak, asked))

    def _start(self) -> "_Process":
        now = monotonic()
        if len(self._crashes) == CRASHES and now - self._crashes[0] < WITHIN_S:
            raise CannotSpeak("worn_out", f"its process ended {CRASHES} times within a minute")
        process = self._process = _Process(self._command)
        self.version = self._run_limited(process, process.read_greeting)
        return process

    def _run_limited(self, process: "_Process", work: Callable[[], T]) -> T:
        """Return what `work` returns; end a process that takes too long and raise CannotSpeak."""
        watch = Timer(self._timeout_s, process.kill)
        watch.daemon = True
        watch.start()
        try:
            return self._offload(work)
        except _Ended:
            self._end()
            self._crashes.append(monotonic())
            late = process.killed
            raise CannotSpeak("timed_out" if late else "died", f"after {self._timeout_s:g} s")
        except CannotSpeak as fault:
            if fault.cause == "timed_out":  # what it was about may still come, into another file
                self._crashes.append(monotonic())
            if fault.cause in ("timed_out", "not_installed"):
                self._end()
            raise
        finally:
            watch.cancel()

    def _end(self) -> None:
        if self._process is not None:
            self._process.close()
            self._process = None


class _Ended(Exception):
    """The process is gone."""


class _Process:
    """A running worker and the two pipes to it."""

    def __init__(self, command: Sequence[str]) -> None:
        # Plain pipes: those of subprocess become green with it, and then freeze the loop.
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        self._out = io.FileIO(ours_out, "w")
        self._in = io.BufferedReader(io.FileIO(ours_in, "r"))
        self._folder = TemporaryDirectory(prefix="xinmoi-voice-")
        self._file = Path(self._folder.name) / "spoken.wav"
        self.killed = False
        try:
            self._child = subprocess.Popen(
                command,
                stdin=theirs_in,
                stdout=theirs_out,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as fault:
            self._release()
            raise CannotSpeak("not_installed", str(fault))
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        self.id = self._child.pid

    def read_greeting(self) -> str:
        """Return the engine's version."""
        return str(self._read_answer().get("version", "unknown"))

    def speak(self, asked: dict[str, Any]) -> bytes:
        """Return the sound of an utterance."""
        line = json.dumps({**asked, "file": str(self._file)}) + "\n"
        try:
            self._out.write(line.encode("ascii"))
        except OSError:
            raise _Ended
        self._read_answer()
        try:
            sound = self._file.read_bytes()
            self._file.unlink()
        except OSError as fault:
            raise CannotSpeak("fault", f"{self._file}: {fault.strerror}")
        return sound

    def _read_answer(self) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = json.loads(self._in.readline())
        except ValueError:  # half a line, or none: the process ended
            raise _Ended
        if "cause" in answer:
            raise CannotSpeak(cast("Cause", answer["cause"]), answer["details"])
        return answer

    def kill(self) -> None:
        """End the process and its children at once."""
        self.killed = True
        self._kill_group()

    def close(self) -> None:
        """End it and release its files; nobody may be waiting for an answer."""
        self._kill_group()
        self._child.wait()
        self._release()

    def _kill_group(self) -> None:
        # Nobody has waited for it yet, so its number is its own still, and what it has started ends
        # with it even if it ended before.
        if self._child.returncode is not None:
            return
        with suppress(ProcessLookupError):
            if os.name == "posix":
                os.killpg(self._child.pid, signal.SIGKILL)
            else:
                self._child.kill()

    def _release(self) -> None:
        self._out.close()
        self._in.close()
        self._folder.cleanup()

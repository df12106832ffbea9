"""The server's side of the figures' process: asks it, and has it make files."""

import io
import logging
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from threading import Event, Lock, Timer
from time import monotonic
from typing import Any, TypeVar, cast

from queueing.errors import CannotStore
from queueing.events import DayClosed, Entry
from queueing.hall import Hall
from queueing.office import Office
from reports.months.columns import FOLDER
from reports.months.relations import NotReady, Relations
from web.background import Background
from web.errors import RequestRefused
from web.runtime import Runtime

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "reports.months.process")
GIVE_BACK = {"MALLOC_MMAP_THRESHOLD_": str(128 * 1024)}
"""Has Linux take back every larger block at once: answers of years leave nothing behind then."""
LIMIT_S = 30.0
"""A question that takes longer is given up, with its process."""
SUPERSEDED = "reports.db"
"""The file in which earlier versions kept the rows of reports."""
POLL_S = 5.0
TELL_S = 5.0
TRY_AGAIN_S = 10
MOST_LIVE = 150_000
"""A week of a large centre: some seconds."""
T = TypeVar("T")
Answer = tuple[bool, Any]
"""Whether it is one, and the answer or the exception in its place."""
Call = Callable[[Relations], T]
log = logging.getLogger("xinmoi.reports")


class FiguresNotReady(RequestRefused):
    """The files of earlier days are being made."""

    code, status = "figures_not_ready", 503


class FiguresNotRead(RequestRefused):
    """They could not be read, or not in time: the next question may have an answer."""

    code, status = "figures_not_read", 503


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the files of earlier days are: numbers of journal entries."""

    done: int
    of: int


def forget_months(data: Path, months: Sequence[str], made_before: float = inf) -> None:
    """Remove the files of these months, like 2026-11: the next question makes them again.

    `made_before`: in seconds since 1970; later ones stay.
    """
    for month in months:
        for file in (data / FOLDER).glob(f"*-{month}.parquet"):
            if file.stat().st_mtime < made_before:
                file.unlink(missing_ok=True)


class FigureReader:
    """Asks for figures in a process of its own, which is started by the first question."""

    def __init__(
        self, data: Path, office: Office, runtime: Runtime, most_live: int = MOST_LIVE
    ) -> None:
        """Read the figures of a data folder; the office says up to which journal number.

        `most_live`: so many entries that are in no file yet are read for an answer.
        """
        self._most_live = most_live
        self.data, self._office, self._runtime = data, office, runtime
        self._lock = Lock()
        self._child: _Child | None = None
        self._maker: _Child | None = None
        self._due = False
        self.making: Progress | None = None
        self._closed = False

    def ask(self, call: Call[T]) -> tuple[Hall, T]:
        """Return the newest hall, and what `call` reads at its journal number.

        `call` travels to the process: a function of a module, with its arguments by
        functools.partial. Raises NotReady while files of earlier days are being made, CannotStore
        when there is no answer.
        """
        with self._lock:
            hall = self._office.hall
            good, found = self._answer(pickle.dumps((hall.seq, call)))
        if not good:
            self._due = self._due or isinstance(found, NotReady)
            raise found
        return hall, cast("T", found)

    def ask_for_request(self, call: Call[T]) -> tuple[Hall, T]:
        """Like `ask`; raises what is an answer: FiguresNotReady or FiguresNotRead."""
        try:
            return self.ask(call)
        except NotReady:
            raise FiguresNotReady(retry_after_s=TRY_AGAIN_S)
        except CannotStore as fault:
            raise FiguresNotRead(retry_after_s=TRY_AGAIN_S) from fault

    @property
    def process_id(self) -> int | None:
        """The process that answers, None while there is none."""
        return self._child.id if self._child else None

    @property
    def has_no_day(self) -> bool:
        """Whether nothing can be read of any day: the first entry is the configuration's."""
        return self._office.hall.seq <= 1

    @property
    def makes_files(self) -> bool:
        """Whether files of closed days are being made, or about to be.

        Until they are there, every question would read the same days from the journal.
        """
        return self._due or self._maker is not None

    def keep_files(self, background: Background) -> None:
        """Write the files of closed days: now, and whenever a day has been closed."""

        def stored(_hall: Hall, entries: tuple[Entry, ...]) -> None:
            if any(isinstance(entry.event, DayClosed) for entry in entries):
                self._due = True

        def make() -> None:
            if self._due:
                self._make()

        self._remove_superseded()
        self._due = not self.has_no_day
        self._office.subscribe(stored)
        background.every(POLL_S, make, "files of earlier days for reports")

    def close(self) -> None:
        """End the processes, at once: one that is answering holds the lock for as long."""
        self._closed = True
        for child in (self._maker, self._child):
            if child is not None:
                child.interrupt()
        with self._lock:
            self._end()

    def _answer(self, question: bytes) -> Answer:
        """Return what the process answers; one that has ended meanwhile is started anew."""
        for last in (False, True):
            if self._closed:
                raise CannotStore("the figures are not read any more: the server is stopping")
            child = self._child = self._child or _Child(self.data, "ask", str(self._most_live))
            given_up = Event()

            def give_up(child: _Child = child, given_up: Event = given_up) -> None:
                given_up.set()
                child.kill()

            timer = Timer(LIMIT_S, give_up)
            timer.start()
            try:
                return self._runtime.offload_slow(child.exchange, question)
            except (EOFError, OSError) as fault:
                self._end()
                if given_up.is_set():
                    raise CannotStore(f"the figures were not read within {LIMIT_S:.0f} s")
                if last:
                    raise CannotStore(f"the process that reads the figures has ended: {fault!r}")
            finally:
                timer.cancel()
        raise AssertionError("the second try returns or raises")

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None

    def _make(self) -> None:
        """Run the process that makes files; raise CannotStore when it could not make them all."""
        maker = self._maker = _Child(self.data, "make")
        self._due = False
        told_at = monotonic()
        while line := self._runtime.offload_slow(maker.line):
            done, of = map(int, line.split())
            self.making = Progress(done, of)
            if monotonic() - told_at > TELL_S:
                told_at = monotonic()
                log.info("files of earlier days for reports: entry %d of %d", done, of)
        ended = maker.end()
        self.making = self._maker = None
        if ended:
            self._due = True
            raise CannotStore(f"they could not be made (exit {ended})")

    def _remove_superseded(self) -> None:
        old = self.data / SUPERSEDED
        if old.exists():
            for tail in ("", "-wal", "-shm"):
                old.with_name(old.name + tail).unlink(missing_ok=True)
            log.info("%s is superseded by the monthly files and has been removed", SUPERSEDED)


class _Child:
    """A process with pipes of our own: those of subprocess are green, and freeze the loop."""

    def __init__(self, data: Path, *work: str) -> None:
        their_input, ours = os.pipe()
        answers, their_output = os.pipe()
        try:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                [*COMMAND, str(data.absolute()), *work],
                cwd=ROOT, stdin=their_input, stdout=their_output, env={**os.environ, **GIVE_BACK},
            )  # fmt: skip
        finally:
            os.close(their_input)
            os.close(their_output)
        self._input = io.FileIO(ours, "w")
        self._output = io.BufferedReader(io.FileIO(answers, "r"))

    @property
    def id(self) -> int:
        """The number of the process."""
        return self._process.pid

    def exchange(self, question: bytes) -> Answer:
        """Send a question and wait for its answer; raises EOFError or OSError when it has ended."""
        rest = memoryview(question)
        while rest:
            rest = rest[self._input.write(rest) or 0 :]
        answer: Answer = pickle.load(self._output)  # nosec B301 # of a process of our own
        return answer

    def line(self) -> bytes:
        """Return the next line that it writes, nothing at its end."""
        return self._output.readline()

    def interrupt(self) -> None:
        """End it at once; whoever reads from it finds out."""
        self._process.kill()

    def kill(self) -> None:
        """End it at once, and what is kept of it."""
        self.interrupt()
        self.end()

    def end(self) -> int:
        """Wait for its end, and return how it ended."""
        ended = self._process.wait()
        self._input.close()
        self._output.close()
        return ended

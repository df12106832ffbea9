"""Background work: what is done again and again beside the requests, until the server stops."""

import logging
from collections.abc import Callable
from functools import partial
from threading import Lock
from time import monotonic

from queueing.errors import CannotStore
from web.processes import Duties, Processes
from web.runtime import Runtime

TAKE_OVER_S = 1.0
log = logging.getLogger("xinmoi.background")


class Background:
    """Runs work of many parts, each in a thread of its own; a failure ends none of it."""

    def __init__(self, runtime: Runtime, duties: Duties | None = None) -> None:
        """Use the threads of `runtime`; `duties`: by default this process has them all."""
        self._runtime, self._stopped = runtime, False
        self._noting = Lock()
        self._said: set[str] = set()
        self._unable: set[str] = set()
        self._duties = duties or Processes().duties

    def every(
        self, seconds: float, work: Callable[[], object], name: str, duty: str | None = None
    ) -> None:
        """Do `work` now and then `seconds` after each time it has ended.

        A failure is logged once, until the work succeeds or fails in another way; `name` says in
        the log what was to be done. What keeps all from storing is one line for all, and one more
        when it is over. `duty`: one process does it for all that serve the centre.
        """

        wait: Callable[[], object] = partial(self._runtime.sleep, seconds)
        if duty is not None:
            work, wait = self._share(work, seconds, duty)
        self._runtime.spawn(self._run, work, wait, name)

    def whenever(self, wait: Callable[[], object], work: Callable[[], object], name: str) -> None:
        """Do `work` each time that `wait` returns; else like `every`."""

        def run() -> None:
            wait()
            self._run(work, wait, name)

        self._runtime.spawn(run)

    def _share(
        self, work: Callable[[], object], seconds: float, duty: str
    ) -> tuple[Callable[[], object], Callable[[], object]]:
        """Return work and waiting of a process that may get the duty at any moment."""
        due = 0.0

        def do() -> None:
            nonlocal due
            if self._duties.has(duty) and monotonic() >= due:
                due = monotonic() + seconds
                work()

        return do, partial(self._runtime.sleep, min(seconds, TAKE_OVER_S))

    def stop(self) -> None:
        """Begin no work any more; what is being done is finished."""
        self._stopped = True

    def _run(self, work: Callable[[], object], wait: Callable[[], object], name: str) -> None:
        failure = ""
        while not self._stopped:
            try:
                work()
            except CannotStore as fault:
                self._note_unable(name, str(fault))
                failure = ""
            except Exception as fault:
                if failure != repr(fault):
                    log.exception("%s failed", name)
                failure = repr(fault)
            else:
                self._note_able(name)
                if failure:
                    log.info("%s: it works again", name)
                failure = ""
            wait()

    def _note_unable(self, name: str, why: str) -> None:
        """Note that work cannot store or read, in the log too where nobody has said so yet."""
        with self._noting:
            is_new = why not in self._said
            self._said.add(why)
            self._unable.add(name)
        if is_new and not self._stopped:
            log.warning("%s: %s", name, why)

    def _note_able(self, name: str) -> None:
        """Note that work goes on, in the log too where it is the first that does."""
        with self._noting:
            is_first = name in self._unable
            if is_first:
                self._said.clear()
                self._unable.clear()
        if is_first:
            log.info("%s: it works again", name)

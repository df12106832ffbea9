"""Serving: from listening to the orderly end, with the signals that ask for it."""

import ctypes
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic

from queueing.errors import CannotStore, Refusal
from queueing.office import Office
from web.front import Front
from web.runtime import Runtime

TICK_S = 2.0
LINGER_S = 0.5
"""After the last command a stopping server goes on refusing this long: callers hear a clear 503."""
LAST_ANSWERS_S = 3.0
COLLECT_AFTER = (200_000, 1_000_000, 1_000_000)
"""The collector seldom comes of itself: with 5,000 phones it holds a call up for 25 to 60 ms when
it looks at young objects, for 0.3 s when at all. What goes out of use goes by its count anyway."""
COLLECT_ALL_S = 600.0
log = logging.getLogger("xinmoi.server")


class Serving:
    """Runs the server until it is told to stop."""

    def __init__(
        self,
        office: Office,
        runtime: Runtime,
        reload: Callable[[], None],
        sentence: Callable[[Refusal], str],
    ) -> None:
        """Close days of `office` in time; `reload` takes the configuration anew, on SIGHUP.

        `sentence` says for the log why that was refused.
        """
        self._office, self._runtime = office, runtime
        self._reload, self._sentence = reload, sentence
        self._stopping = Event()

    def run(self, front: Front, listener: socket.socket) -> None:
        """Serve until SIGTERM or SIGINT; return when everything in hand is answered."""
        for name, act in (("SIGTERM", self.stop), ("SIGINT", self.stop), ("SIGHUP", self._again)):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_, act=act: act())
        _settle()
        self._runtime.spawn(self._tick)
        self._runtime.spawn(self._runtime.serve, front, listener)
        while not self._stopping.wait(TICK_S):
            pass
        log.info("stopping: new commands are refused, what is in hand is finished")
        self._office.stop()
        end = monotonic() + LAST_ANSWERS_S
        self._runtime.sleep(LINGER_S)
        while not front.idle and monotonic() < end:
            self._runtime.sleep(0.02)

    def stop(self) -> None:
        """End `run` soon; may be called from a signal handler."""
        self._stopping.set()

    def _again(self) -> None:
        self._runtime.spawn(self._take_configuration)

    def _take_configuration(self) -> None:
        try:
            self._reload()
            log.info("the configuration has been taken anew")
        except Refusal as refusal:
            log.error("the old configuration stays. %s", self._sentence(refusal))
        except CannotStore as fault:
            log.error("the old configuration stays: %s", fault)

    def _tick(self) -> None:
        collected = monotonic()
        while not self._stopping.wait(TICK_S):
            if monotonic() - collected >= COLLECT_ALL_S:
                gc.collect()
                collected = monotonic()
            try:
                self._office.tick()
            except CannotStore as fault:
                log.error("the day could not be closed: %s", fault)


def _settle() -> None:
    """Keep the garbage collector off what stays for ever; it would hold the loop 20 ms a round."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    if sys.platform == "linux":
        # What the start needed for a moment (replay, imports) goes back to the system: 20 MB.
        with suppress(AttributeError):  # a C library other than glibc
            ctypes.CDLL(None).malloc_trim(0)

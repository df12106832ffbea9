"""Waiting for what must come, never longer than it may take on a busy machine."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

LONG_S = 90.0
"""A machine that others share may stand still for three quarters of a minute."""
POLL_S = 0.02


class NeverHappened(AssertionError):
    """What a test waited for did not come in time."""


def wait_until(what: str, look: Callable[[], T], limit_s: float = LONG_S) -> T:
    """Return the first true thing that `look()` gives; raise NeverHappened naming `what`."""
    end = monotonic() + limit_s
    while monotonic() < end:
        found = look()
        if found:
            return found
        Event().wait(POLL_S)
    raise NeverHappened(what)

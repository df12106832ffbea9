"""What this computer knows of its clock: whether network time has set it, and how long it ran."""

import ctypes
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

LARGEST_ERROR_US = 16_000_000
"""The kernel lets the error grow up to here where nobody sets the clock."""


class _Timex(ctypes.Structure):
    """The beginning of the C library's `struct timex`, and room for the rest of it."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("rest", ctypes.c_char * 256),
    )


def is_clock_synced() -> bool | None:
    """Return whether network time keeps the clock, None where that cannot be known."""
    if sys.platform != "linux":
        return None
    adjtimex = _find_adjtimex()
    if adjtimex is None:
        return None
    timex = _Timex()  # modes 0: it is only read
    state = adjtimex(ctypes.byref(timex))
    return None if state < 0 else timex.maxerror < LARGEST_ERROR_US


@cache  # the clock is looked at before every batch, and opening a library takes its time
def _find_adjtimex() -> Callable[[Any], int] | None:
    """Return the C library's function, None where it has none."""
    return getattr(ctypes.CDLL(None), "adjtimex", None)


def find_uptime_s() -> float:
    """Return seconds of a clock that nobody can set, and that runs on while the machine sleeps."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot_time is None else time.clock_gettime(boot_time)

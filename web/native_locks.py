"""Locks of libraries that native threads take: the system's own, also where eventlet runs."""

import logging
import sys
from importlib import import_module
from types import ModuleType


def keep_locks_native(native: ModuleType) -> None:
    """Let logging and Babel have the locks of `native`, the `threading` that is not green.

    A native thread that waits for a green lock is never woken, nor is who waits on the event loop
    for one that a native thread holds. Neither of the two gives way while it holds its lock.
    """
    vars(logging)["threading"] = native
    logging._lock = native.RLock()  # type: ignore[attr-defined]
    if logging.lastResort is not None:
        logging.lastResort.createLock()
    green, sys.modules["threading"] = sys.modules["threading"], native
    try:
        import_module("babel.localedata")
    finally:
        sys.modules["threading"] = green

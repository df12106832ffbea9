"""How storage runs what blocks: in native threads, which must never wait for the event loop."""

import logging
from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Offload(Protocol):
    """Runs blocking work where it does not freeze the event loop, and returns what it returns."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Run `work`; its exceptions come out here."""
        ...


def directly(work: Callable[[], T], /) -> T:
    """Run the work at once: for programs without an event loop."""
    return work()


ASKED = ("sqlalchemy.engine.Engine", "sqlalchemy.pool.impl.NullPool")


def silence_engine() -> None:
    """Keep SQLAlchemy from asking whether anybody listens to its log.

    Whoever asks first takes a lock of `logging`, which eventlet makes green: a native thread that
    has to wait for it waits for ever, and everybody who writes waits for that thread.
    """
    for name in ASKED:
        logging.getLogger(name).disabled = True

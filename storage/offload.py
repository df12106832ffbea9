"""How storage runs what blocks: where it does not freeze the event loop."""

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

"""The roll: who is there now, at whichever process of the centre."""

from collections.abc import Callable, Collection
from secrets import token_hex
from typing import Any

from web.processes.shared_state import SharedState

TOLD_EVERY_S = 5.0
KEPT_S = 15.0
"""A process that ends without a word takes its part of the roll with it after so long."""


class Roll:
    """What each process knows of who is with it, and what all of them know together."""

    def __init__(
        self, shared: SharedState, room: str, list_own: Callable[[], Collection[Any]]
    ) -> None:
        """`list_own`: who is with this process now, as JSON can hold it."""
        self._shared, self._room, self._list_own = shared, room, list_own
        self._me = token_hex(8)

    def tell(self) -> None:
        """Tell the others who is with this process; to be called every TOLD_EVERY_S."""
        here = {"here": list(self._list_own())}
        self._shared.change(self._room, self._me, lambda _before, _now_s: here, KEPT_S)

    def list_others(self) -> list[Any]:
        """Return who is with other processes, as they told within some seconds."""
        told = self._shared.look(self._room).items()
        return [one for process, each in told if process != self._me for one in each["here"]]

    def list_all(self) -> list[Any]:
        """Return who is with this process, and with others; whoever is with two comes twice."""
        return [*self._list_own(), *self.list_others()]

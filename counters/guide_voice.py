"""What the guide's tablet asks of the hall's voice."""

from collections.abc import Callable
from typing import Any, Protocol

from queueing.hall import Hall


class Voice(Protocol):
    """Who speaks, and what was not heard."""

    def for_guides(self, hall: Hall) -> dict[str, Any]:
        """Return `languages` (language -> speaker, first, since, resting) and `unheard`.

        Also `output` and `output_wanted`: where it sounds, and where it is to.
        """

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` whenever that changes, other than by the hall."""


class NoVoice:
    """Nothing is spoken here."""

    def for_guides(self, _hall: Hall) -> dict[str, Any]:
        """Return that nothing is wrong."""
        return {"languages": {}, "output": "lobby", "output_wanted": "lobby", "unheard": []}

    def subscribe(self, _told: Callable[[], None]) -> None:
        """Never call."""

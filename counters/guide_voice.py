"""What the guide's tablet asks of the hall's voice."""

from collections.abc import Callable
from typing import Protocol

from queueing.hall import Hall
from web.view_types import VoiceForGuides


class Voice(Protocol):
    """Who speaks, and what was not heard."""

    def make_guide_view(self, hall: Hall) -> VoiceForGuides:
        """Return who speaks, where it sounds, and what was not heard."""

    def subscribe(self, told: Callable[[], None]) -> None:
        """Call `told` whenever that changes, other than by the hall."""


class NoVoice:
    """Nothing is spoken here."""

    def make_guide_view(self, _hall: Hall) -> VoiceForGuides:
        """Return that nothing is wrong."""
        return {"languages": {}, "output": "lobby", "output_wanted": "lobby", "unheard": []}

    def subscribe(self, _told: Callable[[], None]) -> None:
        """Never call."""

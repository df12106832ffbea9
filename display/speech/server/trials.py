"""Test calls: administrators ask for one, and hear it in the hall and in their own browser."""

from collections.abc import Callable, Iterable, Sequence
from secrets import token_hex

from display.speech.words.announcing import Phrasing, Sentence, make_trial
from web.processes import SharedState

ROOM = "voice trials"
KEPT_S = 600.0
"""For so long its sounds are kept ready for the browser of whoever asked."""


class Trials:
    """The test call of each group of loudspeakers that was asked for last, in any process."""

    def __init__(self, shared: SharedState) -> None:
        """Begin with what the processes know already."""
        self._shared = shared

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when one was asked for; it must return at once."""
        self._shared.subscribe(ROOM, listener)

    def request(self, group: str) -> None:
        """Ask for a test call over these loudspeakers."""
        trial = {"id": f"test-{token_hex(4)}"}
        self._shared.change(ROOM, group, lambda _before, _now: trial, KEPT_S)

    def find(self, group: str) -> str:
        """Return the id of the last test call that was asked for lately, "" for none."""
        trial = self._shared.look(ROOM).get(group)
        return trial["id"] if trial else ""

    def is_recent(self, group: str) -> bool:
        """Say whether one was asked for lately."""
        return group in self._shared.look(ROOM)

    def list_sentences(self, groups: Iterable[str], phrasing: Phrasing) -> Sequence[Sentence]:
        """Return what must have a sound for test calls that were asked for lately."""
        return make_trial(phrasing) if any(map(self.is_recent, groups)) else ()

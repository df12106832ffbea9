"""Test calls: administrators ask for one, and hear it in the hall and in their own browser."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from secrets import token_hex
from time import monotonic

from display.speech.words.announcing import Phrasing, Sentence, make_trial

KEPT_S = 600.0
"""For so long its sounds are kept ready for the browser of whoever asked."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A test call by its id, and when it was asked for, by the clock of Trials."""

    id: str
    at: float


class Trials:
    """The test call of each group of loudspeakers that was asked for last."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with none; `clock`: seconds that only grow."""
        self._clock = clock
        self._asked: dict[str, Trial] = {}

    def request(self, group: str) -> None:
        """Ask for a test call over these loudspeakers."""
        self._asked[group] = Trial(f"test-{token_hex(4)}", self._clock())

    def find(self, group: str) -> str:
        """Return the id of the last test call, "" for none."""
        trial = self._asked.get(group)
        return trial.id if trial else ""

    def is_recent(self, group: str) -> bool:
        """Say whether one was asked for lately."""
        trial = self._asked.get(group)
        return trial is not None and self._clock() - trial.at < KEPT_S

    def list_sentences(self, groups: Iterable[str], phrasing: Phrasing) -> Sequence[Sentence]:
        """Return what must have a sound for test calls that were asked for lately."""
        return make_trial(phrasing) if any(map(self.is_recent, groups)) else ()

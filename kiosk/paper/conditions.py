"""How printers are, as their agents said last; kept in memory, for it is true only now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from kiosk.printing.status import Condition

AWAY = "away"
SILENT_S = 10.0
"""A printer of which no agent has spoken for so long has none."""
GOOD = (Condition.READY, Condition.NEAR_END)


@dataclass(frozen=True, slots=True)
class Trial:
    """A test print. `state`: wanted, or what became of it (a JobState)."""

    id: str
    state: str = "wanted"
    cause: str | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    condition: str
    at: float


class Conditions:
    """Remembers what agents say of printers, and who wants a test print."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin with nothing heard; `clock`: seconds that only grow."""
        self._clock = clock
        self._said: dict[str, _Said] = {}
        self._trials: dict[str, Trial] = {}

    def say(self, printer: str, condition: str) -> bool:
        """Keep what an agent found; return whether it is news."""
        before = self.of(printer)
        self._said[printer] = _Said(condition, self._clock())
        return before != condition

    def of(self, printer: str) -> str:
        """Return a Condition, or AWAY when no agent speaks of the printer."""
        said = self._said.get(printer)
        if said is None or self._clock() - said.at > SILENT_S:
            return AWAY
        return said.condition

    def good(self, printer: str) -> bool:
        """Say whether a slip would come out of it now."""
        return self.of(printer) in GOOD

    def want_trial(self, printer: str, trial: str) -> None:
        """Ask the printer's agent for a test print."""
        self._trials[printer] = Trial(trial)

    def trial(self, printer: str) -> Trial | None:
        """Return the last test print that was asked for."""
        return self._trials.get(printer)

    def tried(self, printer: str, trial: str, state: str, cause: str | None) -> None:
        """Keep what became of a test print, if it is the one that was asked for."""
        last = self._trials.get(printer)
        if last is not None and last.id == trial:
            self._trials[printer] = replace(last, state=state, cause=cause)

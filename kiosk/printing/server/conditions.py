"""How printers are, by their agents' last reports; in memory only, for it is true only now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from kiosk.printing.device import Condition

AWAY = "away"
SILENT_S = 10.0
"""A printer of which no agent has reported for so long has none."""


@dataclass(frozen=True)
class Trial:
    """A test print. `state`: wanted, or what became of it (a JobState)."""

    id: str
    state: str = "wanted"
    cause: str | None = None


class Conditions:
    """Remembers what agents report of printers, and the test prints that were asked for."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """Begin without reports; `clock`: seconds that only grow."""
        self._clock = clock
        self._reports: dict[str, tuple[str, float]] = {}
        self._confirms: dict[str, bool] = {}
        self._trials: dict[str, Trial] = {}
        self._faults: dict[str, tuple[str, float]] = {}

    def record(self, printer: str, condition: str, *, confirms: bool = True) -> bool:
        """Store a report; return whether it changes anything."""
        before = self.find(printer), self.confirms(printer)
        self._reports[printer] = condition, self._clock()
        if not Condition(condition).can_print:
            self._faults[printer] = condition, self._clock()
        self._confirms[printer] = confirms
        return before != (condition, confirms)

    def confirms(self, printer: str) -> bool:
        """Return whether it says what it has printed; True until its agent knows better."""
        return self._confirms.get(printer, True)

    def find(self, printer: str) -> str:
        """Return a Condition, or AWAY when no agent reports of the printer."""
        condition, at = self._reports.get(printer, (AWAY, 0.0))
        return condition if self._clock() - at <= SILENT_S else AWAY

    def measure_silence_s(self, printer: str) -> float | None:
        """Return for how many seconds no agent has reported of the printer; None: none ever did."""
        report = self._reports.get(printer)
        return None if report is None else self._clock() - report[1]

    def find_last_fault(self, printer: str) -> tuple[str, float] | None:
        """Return the last Condition in which it could not print, and how many seconds ago that was.

        None: none since the start.
        """
        fault = self._faults.get(printer)
        return None if fault is None else (fault[0], self._clock() - fault[1])

    def can_print(self, printer: str) -> bool:
        """Return whether a slip would come out of it now."""
        condition = self.find(printer)
        return condition != AWAY and Condition(condition).can_print

    def request_trial(self, printer: str, trial: str) -> None:
        """Ask the printer's agent for a test print; `trial`: its id."""
        self._trials[printer] = Trial(trial)

    def find_trial(self, printer: str) -> Trial | None:
        """Return the last test print that was asked for."""
        return self._trials.get(printer)

    def record_trial(self, printer: str, trial: str, state: str, cause: str | None) -> None:
        """Store what became of a test print, if it is the last one that was asked for."""
        last = self._trials.get(printer)
        if last is not None and last.id == trial:
            self._trials[printer] = replace(last, state=state, cause=cause)

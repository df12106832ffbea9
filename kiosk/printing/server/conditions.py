"""How printers are, by their agents' last reports; not stored, for it is true only now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.printing.device import Condition
from web.processes import SharedState

AWAY = "away"
SILENT_S = 10.0
"""A printer of which no agent has reported for so long has none."""
ROOM = "printers"
KEPT_S = 30 * 86_400.0


@dataclass(frozen=True)
class Trial:
    """A test print. `state`: wanted, or what became of it (a JobState)."""

    id: str
    state: str = "wanted"
    cause: str | None = None


Known = Mapping[str, Any]
"""Of a printer: `condition`, `at` (its last report), `confirms`, `fault`, `fault_at`, `trial`, each
left out until it is known; `news`: how often any of it has changed."""


class Conditions:
    """Remembers what agents report of printers, and the test prints that were asked for.

    Whichever process of the centre an agent reports to: all of them know.
    """

    def __init__(self, shared: SharedState) -> None:
        """Begin with what the processes know already."""
        self._shared = shared

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when something new is known of a printer; it must return at once."""
        told: dict[str, int] = {}

        def tell() -> None:
            nonlocal told
            news = {code: known["news"] for code, known in self._shared.look(ROOM).items()}
            if news != told:
                told = news
                listener()

        self._shared.subscribe(ROOM, tell)

    def record(self, printer: str, condition: str, *, confirms: bool = True) -> None:
        """Store a report."""

        def step(known: Known, now: float) -> Known:
            said = {"condition": condition, "confirms": confirms}
            same = said == {
                "condition": _find_condition(known, now), "confirms": known.get("confirms", True),
            }  # fmt: skip
            fault = {} if Condition(condition).can_print else {"fault": condition, "fault_at": now}
            return {**known, **said, **fault, "at": now, "news": known["news"] + (not same)}

        self._change(printer, step)

    def confirms(self, printer: str) -> bool:
        """Return whether it says what it has printed; True until its agent knows better."""
        return bool(self._find(printer).get("confirms", True))

    def find(self, printer: str) -> str:
        """Return a Condition, or AWAY when no agent reports of the printer."""
        return _find_condition(self._find(printer), self._shared.now_s())

    def measure_silence_s(self, printer: str) -> float | None:
        """Return for how many seconds no agent has reported of the printer; None: none ever did."""
        at = self._find(printer).get("at")
        return None if at is None else self._shared.now_s() - at

    def find_last_fault(self, printer: str) -> tuple[str, float] | None:
        """Return the last Condition in which it could not print, and how many seconds ago that was.

        None: none is known.
        """
        known = self._find(printer)
        if "fault" not in known:
            return None
        return known["fault"], self._shared.now_s() - known["fault_at"]

    def can_print(self, printer: str) -> bool:
        """Return whether a slip would come out of it now."""
        condition = self.find(printer)
        return condition != AWAY and Condition(condition).can_print

    def request_trial(self, printer: str, trial: str) -> None:
        """Ask the printer's agent for a test print; `trial`: its id."""
        asked = {"id": trial, "state": "wanted", "cause": None}
        self._change(printer, lambda known, _: {**known, "trial": asked, "news": known["news"] + 1})

    def find_trial(self, printer: str) -> Trial | None:
        """Return the last test print that was asked for."""
        trial = self._find(printer).get("trial")
        return None if trial is None else Trial(**trial)

    def record_trial(self, printer: str, trial: str, state: str, cause: str | None) -> None:
        """Store what became of a test print, if it is the last one that was asked for."""

        def step(known: Known, _now: float) -> Known:
            if known.get("trial", {}).get("id") != trial:
                return known
            done = {"id": trial, "state": state, "cause": cause}
            return {**known, "trial": done, "news": known["news"] + 1}

        self._change(printer, step)

    def _change(self, printer: str, step: Callable[[Known, float], Known]) -> None:
        nothing = {"news": 0}
        self._shared.change(ROOM, printer, lambda known, now: step(known or nothing, now), KEPT_S)

    def _find(self, printer: str) -> Known:
        return self._shared.look(ROOM).get(printer, {})


def _find_condition(known: Known, now: float) -> str:
    """Return what was reported last, if that was lately."""
    lately = "at" in known and now - known["at"] <= SILENT_S
    return str(known["condition"]) if lately else AWAY

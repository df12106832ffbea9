"""Counts whom an answer at home has saved the way, once for each dossier and day.

Nobody presses for it at home, and the same page may be asked many times. Which dossiers were
counted is known by hashes whose key is destroyed with the day.
"""

from contextlib import suppress

from queueing.catalogue import Catalogue
from queueing.channels import Channel
from queueing.commands import EndVisit
from queueing.decisions.day import current_day
from queueing.errors import CannotStore, Refusal
from queueing.events import SavedBy
from queueing.procedures import COLLECTING
from results.look_up import Found
from results.status import Standing
from web.day_keys import KEPT_S, DayKeys, forget_with_the_day
from web.processes.shared_state import Value
from web.site import Site

KEYS, COUNTED = "dossier keys", "dossiers at home"
CITIZEN = "citizen"
SAVED_BY = {
    Standing.NOT_YET: SavedBy.RESULT_NOT_READY,
    Standing.PAPER_MISSING: SavedBy.MISSING_PAPERS,
}


class HomeVisits:
    """Counts, at all processes."""

    def __init__(self, site: Site) -> None:
        """Destroy what is known of counted dossiers with each day's end from now on."""
        self._office, self._shared = site.office, site.processes.shared
        self._keys = DayKeys(
            self._shared, KEYS, lambda: current_day(site.office.hall, site.office.now())
        )
        forget_with_the_day(site.office, self._shared, KEYS, COUNTED)

    def count(self, found: Found) -> None:
        """Count a dossier that nobody has to come for today, if that can be stored."""
        reason = SAVED_BY.get(found.answer.standing)
        service = _find_service(self._office.hall.catalogue, found)
        if reason is None or service is None:
            return
        with suppress(Refusal, CannotStore):
            if self._is_first(found.code):
                self._office.submit(
                    EndVisit(reason, service, Channel.PAGE, COLLECTING.code),
                    actor=CITIZEN,
                    reply=lambda _hall, _entries: None,
                )

    def _is_first(self, code: str) -> bool:
        """Say whether a dossier was not counted today, and remember that it is now."""
        first = False

        def step(before: Value | None, _now_s: float) -> Value:
            nonlocal first
            first = before is None
            return before or {}

        self._shared.change(COUNTED, self._keys.hash(code), step, KEPT_S)
        return first


def _find_service(catalogue: Catalogue, found: Found) -> str | None:
    """Return the queue that has the dossier, else the first of its office, as kiosks do."""
    if found.service is not None:
        return found.service
    services = catalogue.services.values()
    own = (each.code for each in services if each.department == found.department)
    return next(own, None)

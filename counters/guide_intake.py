"""Why kiosks give no number for a service now: what a guide knows who may give one all the same."""

from datetime import datetime

from counters.guide_view_types import NoNumber
from queueing.catalogue import NORMAL
from queueing.decisions.day import is_day_open
from queueing.decisions.transferring import services_with_counters
from queueing.estimate import Basis
from queueing.hall import Hall
from queueing.intake import find_next_intake, no_number_reason
from web.tickets import utc


def find_no_numbers(hall: Hall, now: datetime, basis: Basis) -> dict[str, NoNumber]:
    """Return service -> why somebody without priority gets no number; open ones are not there.

    Nothing on a day that has ended: guides give no numbers then either.
    """
    if not is_day_open(hall, now):
        return {}
    found: dict[str, NoNumber] = {}
    for code in services_with_counters(hall.catalogue):
        service = hall.catalogue.services[code]
        reason = no_number_reason(hall, service, NORMAL, now, basis)
        if reason is not None:
            opens_at = find_next_intake(hall.catalogue, service, reason, now)
            found[code] = {"reason": reason, "opens_at": utc(opens_at)}
    return found

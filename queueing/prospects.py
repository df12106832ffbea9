"""What somebody would be told who took a number now: the wait, and if the day may end first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queueing.catalogue import Service
from queueing.estimate import Basis, Range, rest_of
from queueing.hall import Hall
from queueing.intake import wait_of_newcomer


@dataclass(frozen=True, slots=True)
class Prospect:
    """`wait`: the range that the number would promise, None: nobody should promise one.

    `may_be_too_late`: its end lies behind the hour until which people are called, so that the
    number may come to nothing today. That is worth saying, and refuses nobody.
    """

    wait: Range | None
    may_be_too_late: bool


def find_prospects(
    hall: Hall, service: Service, now: datetime, basis: Basis
) -> Mapping[str, Prospect]:
    """Return priority class -> what somebody of it would be told."""
    rest = rest_of(hall.catalogue, service.code, now)
    by_credit: dict[float, Prospect] = {}
    found = {}
    for code, priority in hall.catalogue.priorities.items():
        if priority.credit_s not in by_credit:
            wait = wait_of_newcomer(hall, service.code, code, now, basis)
            late = wait is not None and wait.high_min * 60 > rest.ends_s
            by_credit[priority.credit_s] = Prospect(wait, late)
        found[code] = by_credit[priority.credit_s]
    return found

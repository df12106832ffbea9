"""What a procedure's page shows of the hall: whether its service gives numbers, how long. Pure."""

from collections.abc import Sequence
from datetime import datetime

from procedures.view_types import FindableJson, FoundRow, ServiceNow
from queueing.catalogue import NORMAL, Service
from queueing.decisions.day import is_day_open
from queueing.estimate import Basis
from queueing.hall import Hall
from queueing.intake import (
    DAY_CLOSED,
    NO_MORE_TODAY,
    find_next_intake,
    name_closure,
    no_number_reason,
)
from queueing.procedures import Procedure
from queueing.prospects import find_prospects
from queueing.staffing import find_staffing
from web.procedure_view_types import ElsewhereJson
from web.tickets import newcomer_wait, utc


def make_service_now(hall: Hall, service: Service, now: datetime, basis: Basis) -> ServiceNow:
    """Return what somebody should know who would come now."""
    day_reason = None if is_day_open(hall, now) else DAY_CLOSED
    reason = day_reason or no_number_reason(hall, service, NORMAL, now, basis)
    prospect = find_prospects(hall, service, now, basis)[NORMAL]
    opens_at = None
    if reason is not None:
        # A day that was ended gives no more numbers either
        lasting = NO_MORE_TODAY if day_reason else reason
        opens_at = find_next_intake(hall.catalogue, service, lasting, now)
    return {
        "reason": reason,
        "closure": name_closure(reason, opens_at, now),
        "opens_at": utc(opens_at),
        "waiting": len(hall.queues.get(service.code, ())),
        "wait": newcomer_wait(None if reason else prospect.wait),
        "may_be_too_late": reason is None and prospect.may_be_too_late,
        "no_counter": find_staffing(hall, service.code, now).no_counter,
    }


def make_list(
    procedures: list[Procedure],
    synonyms: dict[str, str],
    elsewhere: Sequence[ElsewhereJson] = (),
    units: Sequence[str] = (),
) -> FindableJson:
    """Return what browsers search in; `elsewhere`, `units`: see FindableJson."""
    return {
        "synonyms": synonyms,
        "elsewhere": elsewhere,
        "units": units,
        "procedures": [_make_row(each) for each in procedures],
    }


def _make_row(procedure: Procedure) -> FoundRow:
    row: FoundRow = {
        "code": procedure.code,
        "names": dict(procedure.names),
        "department": procedure.department,
        "keywords": procedure.keywords,
    }
    if not procedure.keywords:
        del row["keywords"]
    return row

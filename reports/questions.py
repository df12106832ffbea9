"""What somebody asks of the statistics: which days, what a row stands for, which part counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, get_args

from queueing.errors import InvalidField
from reports.periods import Period, asked_period
from web.errors import NotAllowed
from web.sign_in import EVERYWHERE, Caller

ByWord = Literal["department", "service", "counter", "officer", "priority"]
ByTime = Literal["day", "weekday", "hour", "weekday_hour"]
By = ByWord | ByTime
"""What a row stands for. Keys: a code, a counter's id, an officer's name; `2026-11-23`; weekday 1
(Monday) to 7; hour 0 to 23; weekday and hour `1-8`. Times are the local ones of what is counted:
of the first call, of the issue, of the end."""
WAYS: tuple[By, ...] = (*get_args(ByWord), *get_args(ByTime))
SEE_ALL = ("director", "auditor", "admin")
HEAD, OFFICER = "department-head", "officer"
READERS = (*SEE_ALL, HEAD, OFFICER)


@dataclass(frozen=True, slots=True)
class Part:
    """Which legs, tickets and sessions count: those that fit every field that is not None."""

    department: str | None = None
    service: str | None = None
    counter: str | None = None
    officer: str | None = None
    priority: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`before`: the span of the same length to compare with, None when nothing is compared."""

    period: Period
    by: By
    part: Part
    before: Period | None = None


def asked(parameters: Mapping[str, str], caller: Caller, today: date) -> Question:
    """Return the question of `from`, `to`, `by`, `compare` and the fields of Part.

    A department's head asks about the own department, an officer about the own figures, whether
    they name them or not; who names another gets NotAllowed. Raises InvalidField for what cannot
    be asked.
    """
    by = next((way for way in WAYS if way == parameters.get("by", "department")), None)
    if by is None:
        raise InvalidField(field="by")
    period = asked_period(parameters, today)
    before = period_before(period) if parameters.get("compare") == "1" else None
    return Question(period, by, allowed_part(asked_part(parameters), caller), before)


def asked_part(parameters: Mapping[str, str]) -> Part:
    """Return the part that the parameters name; an empty one is none."""
    return Part(**{name: parameters.get(name) or None for name in Part.__slots__})


def allowed_part(part: Part, caller: Caller) -> Part:
    """Return the part within what the caller may see; raise NotAllowed beyond it."""
    if caller.role in (*SEE_ALL, EVERYWHERE):
        return part
    field = "officer" if caller.role == OFFICER else "department"
    own = caller.name if caller.role == OFFICER else caller.department
    if own is None or getattr(part, field) not in (None, own):
        raise NotAllowed
    return replace(part, **{field: own})


def period_before(period: Period) -> Period:
    """Return the span of as many days that ends the day before the period begins."""
    days = period.last - period.first + timedelta(days=1)
    return Period(period.first - days, period.last - days)

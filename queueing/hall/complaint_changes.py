"""What events change about complaints in the hall, which keeps them beyond the day's end."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from queueing import events as e
from queueing.hall.complaints import Complaint
from queueing.hall.hall import Hall


def file(hall: Hall, event: e.ComplaintFiled, seq: int) -> None:
    """Let the complaint be there, received."""
    hall.complaints[event.code] = Complaint(
        event.code, event.at, event.department, event.due, event.channel
    )


def assign(hall: Hall, event: e.ComplaintAssigned, seq: int) -> None:
    """Record who is to answer."""
    _change(hall, event.code, assigned=event.department, assigned_at=event.at)


def answer(hall: Hall, event: e.ComplaintAnswered, seq: int) -> None:
    """Record that it is answered, and where the words are."""
    _change(hall, event.code, answer=event.answer, answered_at=event.at)


def reopen(hall: Hall, event: e.ComplaintReopened, seq: int) -> None:
    """Let it be to be answered again, by the same department."""
    _change(hall, event.code, answer=None, answered_at=None)


def _change(hall: Hall, code: str, **fields: Any) -> None:
    # The replay of a day long gone does not know those from before it
    if code in hall.complaints:
        hall.complaints[code] = replace(hall.complaints[code], **fields)


COMPLAINT_CHANGES: Mapping[type, Callable[[Hall, Any, int], None]] = {
    e.ComplaintFiled: file,
    e.ComplaintAssigned: assign,
    e.ComplaintAnswered: answer,
    e.ComplaintReopened: reopen,
}

"""A complaint is filed, given to a department, answered, and sometimes answered anew."""

from datetime import datetime

from queueing.commands import AnswerComplaint, AssignComplaint, FileComplaint, ReopenComplaint
from queueing.complaint_errors import ComplaintAnswered as AnsweredAlready
from queueing.complaint_errors import ComplaintElsewhere, ComplaintOpen
from queueing.complaints import CHANNELS, due_day_from
from queueing.decisions.decision import Decision
from queueing.errors import InvalidField
from queueing.events import (
    ComplaintAnswered,
    ComplaintAssigned,
    ComplaintFiled,
    ComplaintReopened,
    Event,
)
from queueing.hall import Hall


def file(hall: Hall, command: FileComplaint, now: datetime) -> tuple[Event, ...]:
    """Record a complaint; the event does not say of which ticket's page it came."""
    if command.ticket is not None:
        department = hall.ticket(command.ticket).department
    else:
        department = command.department
        _require_department(hall, department, or_none=True)
    if command.channel not in CHANNELS:
        raise InvalidField(field="channel")
    if command.code in hall.complaints:
        raise InvalidField(field="code")
    due = due_day_from(hall.catalogue, now)
    return (ComplaintFiled(now, command.code, department, due, command.channel),)


def assign(hall: Hall, command: AssignComplaint, now: datetime) -> tuple[Event, ...]:
    """Say who is to answer, or that somebody else is; the same once more is no news."""
    complaint = hall.complaint(command.code)
    _require_department(hall, command.department)
    if not complaint.is_open:
        raise AnsweredAlready(code=command.code)
    if complaint.assigned == command.department:
        return ()
    return (ComplaintAssigned(now, command.code, command.department),)


def answer(hall: Hall, command: AnswerComplaint, now: datetime) -> tuple[Event, ...]:
    """Record the answer: of the department that was asked, or of the director."""
    complaint = hall.complaint(command.code)
    if command.department is not None and complaint.assigned != command.department:
        raise ComplaintElsewhere(code=command.code)
    if not complaint.is_open:
        raise AnsweredAlready(code=command.code)
    return (ComplaintAnswered(now, command.code, command.answer),)


def reopen(hall: Hall, command: ReopenComplaint, now: datetime) -> tuple[Event, ...]:
    """Have it answered anew; its last day stays what it was."""
    if hall.complaint(command.code).is_open:
        raise ComplaintOpen(code=command.code)
    return (ComplaintReopened(now, command.code),)


def _require_department(hall: Hall, code: str, *, or_none: bool = False) -> None:
    if code not in hall.catalogue.departments and not (or_none and code == ""):
        raise InvalidField(field="department")


DECISIONS: dict[type, Decision] = {
    FileComplaint: file,
    AssignComplaint: assign,
    AnswerComplaint: answer,
    ReopenComplaint: reopen,
}
"""What each command of this module leads to."""

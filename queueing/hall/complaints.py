"""Complaints as the hall knows them: states and dates, no words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ComplaintState(StrEnum):
    """A complaint is in exactly one of these."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint, from its filing on.

    `department`: whom it is about, "": the centre as a whole. `due`: the last day for an answer,
    None: filed before there were such days. `assigned`: the department that is to answer.
    `answer`: id of the newest answer's words; `answered_at`: None while it is to be answered.
    """

    code: str
    filed_at: datetime
    department: str
    due: date | None
    channel: str
    assigned: str | None = None
    assigned_at: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None

    @property
    def state(self) -> ComplaintState:
        """How far it is."""
        if self.answered_at is not None:
            return ComplaintState.ANSWERED
        return ComplaintState.RECEIVED if self.assigned is None else ComplaintState.ASSIGNED

    @property
    def is_open(self) -> bool:
        """Whether somebody waits for an answer."""
        return self.answered_at is None

    @property
    def answerable(self) -> str:
        """The department that answers for it: the one it was assigned to, else whom it is about."""
        return self.department if self.assigned is None else self.assigned

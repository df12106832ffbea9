"""Complaints as citizens and staff see them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from complaints.view_types import DeskCounts, DeskRow, PublicComplaint
from queueing import commands as c
from queueing.complaints import in_order, is_overdue
from queueing.hall import Hall
from queueing.hall.complaints import Complaint, ComplaintState
from queueing.offers import find_offer
from web.tickets import utc

OVERDUE, OPEN = "overdue", "open"
SHOWN = (OVERDUE, ComplaintState.RECEIVED, ComplaintState.ASSIGNED, OPEN, ComplaintState.ANSWERED)
"""What the list of staff may be limited to; `open`: whatever waits for an answer."""


class Text(Protocol):
    """What was written under an id."""

    @property
    def text(self) -> str:
        """The words."""
        ...

    @property
    def department(self) -> str:
        """Whom it is about: entries of before there was such a field do not say it."""
        ...


Texts = Mapping[str, Text]


def public_view(complaint: Complaint, hall: Hall, now: datetime, texts: Texts) -> PublicComplaint:
    """Return what a code shows."""
    answer = texts.get(complaint.answer or "")
    return {
        "code": complaint.code,
        "state": complaint.state,
        "department": complaint.answerable or _department_of_words(complaint, texts),
        "assigned": complaint.assigned,
        "filed_at": utc(complaint.filed_at),
        "due": complaint.due.isoformat() if complaint.due else None,
        "overdue": is_overdue(complaint, hall.catalogue, now),
        "answered_at": utc(complaint.answered_at),
        "answer": answer.text if answer else None,
    }


def may_see(complaint: Complaint, only: str | None) -> bool:
    """Say whether staff of the only department, None: of all, see it: what was assigned to it."""
    return only is None or complaint.assigned == only


def count_open(hall: Hall, now: datetime, only: str | None) -> DeskCounts:
    """Return how many are to be seen to; `only`: a department head's own department."""
    still = [each for each in hall.complaints.values() if each.is_open and may_see(each, only)]
    states = [each.state for each in still]
    return {
        "seq": hall.seq,
        "overdue": sum(is_overdue(each, hall.catalogue, now) for each in still),
        "received": states.count(ComplaintState.RECEIVED),
        "assigned": states.count(ComplaintState.ASSIGNED),
    }


def select_complaints(
    hall: Hall, now: datetime, show: str, department: str | None, only: str | None
) -> Sequence[Complaint]:
    """Return those to be listed, in the order in which they are to be seen to."""
    return in_order(
        each
        for each in hall.complaints.values()
        if may_see(each, only)
        and department in (None, each.answerable)
        and _is_shown(each, hall, now, show)
    )


def desk_row(
    complaint: Complaint, hall: Hall, now: datetime, texts: Texts, *, acts: "Acts"
) -> DeskRow:
    """Return a row of the staff's list; `acts`: what the reader's role may do at all."""
    words = texts.get(complaint.code)
    code, others = complaint.code, hall.catalogue.departments.keys() - {complaint.assigned}
    assigning = [c.AssignComplaint(code, each) for each in others]
    answering = c.AnswerComplaint(code, "", acts.answers_for)
    return {
        **public_view(complaint, hall, now, texts),
        "text": words.text if words else None,
        "channel": complaint.channel,
        "may_assign": acts.assigns and any(find_offer(hall, each, now) for each in assigning),
        "may_answer": acts.answers and find_offer(hall, answering, now) is not None,
        "may_reopen": acts.assigns and find_offer(hall, c.ReopenComplaint(code), now) is not None,
    }


class Acts(Protocol):
    """What a reader's role may do: see `complaints.desk`."""

    @property
    def assigns(self) -> bool:
        """Whether it gives complaints to departments, and opens them again."""
        ...

    @property
    def answers(self) -> bool:
        """Whether it answers."""
        ...

    @property
    def answers_for(self) -> str | None:
        """For which department alone, None: for any."""
        ...


def _department_of_words(complaint: Complaint, texts: Texts) -> str:
    words = texts.get(complaint.code)
    return words.department if words and complaint.due is None else ""


def _is_shown(complaint: Complaint, hall: Hall, now: datetime, show: str) -> bool:
    if show == OVERDUE:
        return is_overdue(complaint, hall.catalogue, now)
    return complaint.is_open if show == OPEN else complaint.state == show

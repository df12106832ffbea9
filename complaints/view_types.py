"""What pages about complaints show. Days are texts like 2026-11-30, moments ISO 8601 in UTC."""

from typing import TypedDict

from queueing.hall.complaints import ComplaintState


class PublicComplaint(TypedDict):
    """What its code shows: how far it is, and the answer; no word of the complaint itself.

    `department`: the one that is to answer, or that it is about; "" for the centre as a whole.
    `assigned`: the one that it was given to, null: nobody gave it to one.
    `answer`: null while there is none, and once it was erased.
    """

    code: str
    state: ComplaintState
    department: str
    assigned: str | None
    filed_at: str
    due: str | None
    overdue: bool
    answered_at: str | None
    answer: str | None


class FiledComplaint(TypedDict):
    """The answer to somebody who has filed one: the code, and the last day for an answer."""

    code: str
    due: str | None


class DeskCounts(TypedDict):
    """How many are to be seen to; `seq`: as of which journal number."""

    seq: int
    overdue: int
    received: int
    assigned: int


class DeskRow(PublicComplaint):
    """What staff see of one: also what was written, null once it was erased, and how it came.

    `may_*`: what the reader may do with it now.
    """

    text: str | None
    channel: str
    may_assign: bool
    may_answer: bool
    may_reopen: bool

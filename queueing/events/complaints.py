"""What becomes of complaints. No word of them is here: those are kept elsewhere, and erased."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ComplaintFiled:
    """Somebody complained to the centre: neither who, nor about which ticket or officer.

    `department`: whom it is about, "": the centre as a whole. `due`: the last day for an answer;
    None: it was filed before there were such days. `channel`: how it came, see queueing.complaints.
    """

    at: datetime
    code: str
    department: str = ""
    due: date | None = None
    channel: str = "phone"


@dataclass(frozen=True, slots=True)
class ComplaintAssigned:
    """A department is to answer it."""

    at: datetime
    code: str
    department: str


@dataclass(frozen=True, slots=True)
class ComplaintAnswered:
    """It was answered; `answer` is the id under which the words are kept."""

    at: datetime
    code: str
    answer: str


@dataclass(frozen=True, slots=True)
class ComplaintReopened:
    """The answer did not do: it is to be answered anew."""

    at: datetime
    code: str


ComplaintRecord = ComplaintFiled | ComplaintAssigned | ComplaintAnswered | ComplaintReopened
"""What happens to a complaint."""

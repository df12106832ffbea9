"""What is asked for about complaints: by citizens, guides, the director, heads of departments."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileComplaint:
    """Somebody complains to the centre; the words are kept elsewhere, by `code`.

    `ticket`: of which ticket's page, which says the department; None: without one, about
    `department`, "" for the centre as a whole. `channel`: see queueing.complaints.
    """

    ticket: str | None
    code: str
    department: str = ""
    channel: str = "phone"


@dataclass(frozen=True, slots=True)
class AssignComplaint:
    """The director says which department is to answer."""

    code: str
    department: str


@dataclass(frozen=True, slots=True)
class AnswerComplaint:
    """A complaint is answered; `answer`: id of the words, which are kept elsewhere.

    `department`: whose head answers, None: the director, who may answer any.
    """

    code: str
    answer: str
    department: str | None = None


@dataclass(frozen=True, slots=True)
class ReopenComplaint:
    """The director wants another answer."""

    code: str


ComplaintCommand = FileComplaint | AssignComplaint | AnswerComplaint | ReopenComplaint

"""Refusals of what is asked about complaints."""

from queueing.errors import Refusal, UnknownThing


class UnknownComplaint(UnknownThing):
    """No complaint has this code."""

    code = "unknown_complaint"


class ComplaintAnswered(Refusal):
    """The complaint has its answer."""

    code = "complaint_answered"


class ComplaintOpen(Refusal):
    """The complaint is not answered yet: there is nothing to reopen."""

    code = "complaint_open"


class ComplaintElsewhere(Refusal):
    """Another department is to answer the complaint, or none has been chosen yet."""

    code = "complaint_elsewhere"

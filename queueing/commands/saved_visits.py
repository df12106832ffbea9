"""What somebody says who leaves without a number: nothing of who it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EndVisit:
    """A citizen needs no number now. `reason`: a SavedBy; `channel`: of queueing.channels.

    `procedure`: code of what it was about, None where only the service is known.
    """

    reason: str
    service: str
    channel: str
    procedure: str | None = None
    kiosk: str | None = None


SavedVisitCommand = EndVisit

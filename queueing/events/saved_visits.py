"""What is kept of a visit that ended without a number: why, and about what. Never who."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SavedBy(StrEnum):
    """What somebody learnt before taking a number, so that none was needed."""

    MISSING_PAPERS = "missing_papers"
    ONLINE = "online"
    RESULT_NOT_READY = "result_not_ready"


@dataclass(frozen=True, slots=True)
class VisitSaved:
    """Somebody left without a number, because of what the centre told beforehand.

    It names no person and no ticket. `day`: the service day; `reason`: a SavedBy; `channel`: one
    of queueing.channels, where it was learnt.
    """

    at: datetime
    day: date
    reason: str
    service: str
    department: str
    channel: str
    procedure: str | None = None
    kiosk: str | None = None


SavedVisitRecord = VisitSaved

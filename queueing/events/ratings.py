"""What citizens say of how they were served."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TicketRated:
    """A served citizen rated the service, for `reasons`; the words of `remark` can be erased."""

    at: datetime
    ticket: str
    level: str
    remark: str | None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RatingExplained:
    """Whoever had rated the service chose reasons for it, a moment later."""

    at: datetime
    ticket: str
    reasons: tuple[str, ...]

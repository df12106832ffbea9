"""Calls for help as the hall keeps them until somebody ends them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HelpCall:
    """An officer at a counter asks for help. `by`: who called; `test`: it is only tried.

    `coming`: who said to be on the way, and `coming_at` when; None: nobody yet.
    """

    counter: str
    at: datetime
    by: str
    test: bool
    coming: str | None = None
    coming_at: datetime | None = None

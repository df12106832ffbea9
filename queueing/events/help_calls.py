"""Who asked for help at a counter, and who came."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class HelpCalled:
    """The officer of a counter asked for help, in silence; `by`: who, `test`: it was only tried.

    Told once more at a day's end that it outlasts: then `since`, `coming` and `coming_at` say how
    it stood.
    """

    at: datetime
    counter: str
    by: str
    test: bool = False
    since: datetime | None = None
    coming: str | None = None
    coming_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class HelpComing:
    """Somebody said to be on the way."""

    at: datetime
    counter: str
    by: str


@dataclass(frozen=True, slots=True)
class HelpEnded:
    """The call is over. `by`: who said so, None: a test call whose time was over."""

    at: datetime
    counter: str
    by: str | None = None


HelpRecord = HelpCalled | HelpComing | HelpEnded

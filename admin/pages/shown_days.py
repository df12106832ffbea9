"""From which day to which day something of the centre's own is shown, in words."""

from collections.abc import Callable
from datetime import date

from web.days import Days


def say_days(say: Callable[..., str], days: Days) -> str:
    """Return the days of a picture, a video or a notice as people read them."""
    first, last = (f"{day:%d/%m/%Y}" if day else "" for day in (days.first, days.last))
    if first and last:
        return say("Từ %(first)s đến hết %(last)s", first=first, last=last)
    if first:
        return say("Từ %(first)s", first=first)
    return say("Đến hết %(last)s", last=last) if last else say("Mọi ngày")


def write_code(code: str) -> str:
    """Return the code of a thing as people read it: that of a special day is its date."""
    try:
        return f"{date.fromisoformat(code):%d/%m/%Y}"
    except ValueError:
        return code

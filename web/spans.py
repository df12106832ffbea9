"""Times, dates and spans as people write them in the file: '07:00', '2027-02-05', '07:00-10:30'."""

import re
from datetime import date, time
from itertools import pairwise

Span = tuple[time, time]


class WrongText(ValueError):
    """A text cannot be read; the message is `template` with its `fields`."""

    def __init__(self, template: str, **fields: object) -> None:
        """Remember what the message is made of."""
        super().__init__(template.format(**fields))
        self.template, self.fields = template, fields


_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_SPAN = re.compile(r"([^-–]+)[-–]([^-–]+)")


def clock(text: object) -> time:
    """Return the time of '07:00'; raise ValueError with what is wrong."""
    match = _CLOCK.fullmatch(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise WrongText("{text!r} is not a time like '07:00', 00:00 to 23:59", text=text)
    return time(int(match[1]), int(match[2]))


def span(text: object) -> Span:
    """Return start and end of '07:00-10:30'."""
    match = _SPAN.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise WrongText("{text!r} is not a span like '07:00-10:30'", text=text)
    start, end = clock(match[1]), clock(match[2])
    if start >= end:
        raise WrongText("{text!r} ends before it begins", text=text)
    return start, end


def apart(spans: list[Span]) -> list[Span]:
    """Return the spans of a day in order; raise ValueError when two overlap."""
    ordered = sorted(spans)
    for (start, end), (next_start, next_end) in pairwise(ordered):
        if next_start < end:
            one, other = f"{start:%H:%M}-{end:%H:%M}", f"{next_start:%H:%M}-{next_end:%H:%M}"
            what = "{one} and {other} overlap; the spans of a day must be apart"
            raise WrongText(what, one=one, other=other)
    return ordered


def day(text: object) -> date:
    """Return the date of '2027-02-05'."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise WrongText("'{text}' is not a date like 2027-02-05", text=text) from None

"""Times, dates and spans as people write them in the file: '07:00', '2027-02-05', '07:00-10:30'."""

import re
import unicodedata
from datetime import date, time
from itertools import pairwise

from queueing.hours import END_OF_DAY, write_edge

Span = tuple[time, time]


class WrongText(ValueError):
    """A text cannot be read; the message is `template` with its `fields`."""

    def __init__(self, template: str, **fields: object) -> None:
        """Remember what the message is made of."""
        super().__init__(template.format(**fields))
        self.template, self.fields = template, fields


_CLOCK = re.compile(
    r"([01]?\d|2[0-4])\s*(?:[:.hg]|giờ)\s*(?:([0-5]\d)\s*(?:p|phút)?)?", re.IGNORECASE
)
_SPAN = re.compile(r"(?:từ\s)?([^-]+?)\s*(?:-|đến)\s*([^-]+)", re.IGNORECASE)
_DASH = re.compile("[\u2010-\u2015\u2212~]")


def clock(text: object) -> time:
    """Return the time of '07:00', '7h', '7g30' or '07.00'; raise ValueError with what is wrong.

    '24:00' is END_OF_DAY.
    """
    match = _CLOCK.fullmatch(_tidy(text)) if isinstance(text, str) else None
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (-1, 0)
    if match is None or match[0][-1] in ":." or (hour, minute) > (24, 0):
        raise WrongText("{text!r} is not a time like '07:00', 00:00 to 24:00", text=text)
    return END_OF_DAY if hour == 24 else time(hour, minute)


def day_end(text: object) -> time:
    """Return the time at which a day ends: midnight is 00:00, and 24:00 as well."""
    at = clock(text)
    return time() if at == END_OF_DAY else at


def span(text: object) -> Span:
    """Return start and end of '07:00-10:30', or of '7-10h30'."""
    match = _SPAN.fullmatch(_DASH.sub("-", _tidy(text))) if isinstance(text, str) else None
    if match is None:
        raise WrongText("{text!r} is not a span like '07:00-10:30'", text=text)
    start, end = (
        clock(_complete(one, other)) for one, other in (match.groups(), match.groups()[::-1])
    )
    if start >= end:
        what = "{text!r} ends before it begins; hours past midnight are two spans, on two days"
        raise WrongText(what, text=text)
    return start, end


def _complete(edge: str, other: str) -> str:
    """Return an hour alone as `7h`, where the other edge is more than that."""
    return f"{edge}h" if edge.isdecimal() and not other.isdecimal() else edge


def write_span(span: Span) -> str:
    """Return '07:00-10:30'."""
    return "-".join(map(write_edge, span))


def _tidy(text: str) -> str:
    """Return a text as it is read: signs of full width plain, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def apart(spans: list[Span]) -> list[Span]:
    """Return the spans of a day in order; raise ValueError when two overlap."""
    ordered = sorted(spans)
    for (start, end), (next_start, next_end) in pairwise(ordered):
        if next_start < end:
            one, other = write_span((start, end)), write_span((next_start, next_end))
            what = "{one} and {other} overlap; the spans of a day must be apart"
            raise WrongText(what, one=one, other=other)
    return ordered


def day(text: object) -> date:
    """Return the date of '2027-02-05'."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise WrongText("'{text}' is not a date like 2027-02-05", text=text) from None

"""Ticket numbers and the service day they belong to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

Given = tuple[tuple[str, int], ...]
"""The last number of each day and letter, as events carry them: (`2026-12-01 A`, 7)."""

ON_PAPER = "9"
"""What a department's letter is followed by on slips that were printed before a day of need: `D9`
is a series like a letter, and counts from 001 to 999."""
MOST_ON_PAPER = 999
TYPED = re.compile(r"\s*([A-Za-z]{0,2})[\s.-]*(\d{1,5})\s*", re.ASCII)


def parse_number(typed: str) -> tuple[str, int] | None:
    """Return ("N", 26) for `n26`, `N026` or `n 026`, ("", 26) for `26`; None for no number."""
    asked = TYPED.fullmatch(typed)
    return (asked[1].upper(), int(asked[2])) if asked else None


def ticket_number(letter: str, serial: int) -> str:
    """Return `D018` for ("D", 18), `AB018` for ("AB", 18); from 1,000 on four digits: `D1000`."""
    return f"{letter}{serial:03d}"


def next_serial(last: int) -> int:
    """Return the serial after `last` of a letter, 0: none yet; those of paper are passed over.

    `D9001` to `D9999` are numbers of the series `D9`: after `D8999` comes `D10000`.
    """
    return int(f"{ON_PAPER}999") + 1 if last + 1 == int(f"{ON_PAPER}000") else last + 1


def paper_series(letter: str) -> str:
    """Return the series of a letter's slips that are printed in advance: `D9` for `D`."""
    return letter + ON_PAPER


def is_paper_series(letter: str) -> bool:
    """Say whether a series is one of slips that were printed in advance."""
    return letter.endswith(ON_PAPER)


def find_paper_serial(letter: str, typed: str) -> int | None:
    """Return 18 for `D9018` of the letter D; None for what is no number of its slips of paper."""
    asked = parse_number(typed)
    if asked is None or asked[0] != letter:
        return None
    series, serial = divmod(asked[1], MOST_ON_PAPER + 1)
    return serial if str(series) == ON_PAPER and serial else None


def ticket_id(day: date, number: str) -> str:
    """Return `261123-D018`: a ticket's id, unique for ever within a centre."""
    return f"{day:%y%m%d}-{number}"


def day_of_ticket(ticket: str) -> date | None:
    """Return the day on which a ticket was issued; None for what is no ticket's id."""
    try:
        return date.fromisoformat("20" + ticket.partition("-")[0])
    except ValueError:
        return None


def service_day(at: datetime, zone: ZoneInfo) -> date:
    """Return the local date of an aware time: 00:00 in Việt Nam is 17:00 UTC of the day before."""
    return at.astimezone(zone).date()


def write_given(numbers: Mapping[date, Mapping[str, int]]) -> Iterator[tuple[str, int]]:
    """Yield day -> letter -> last serial as events carry it."""
    for day, serials in numbers.items():
        yield from ((f"{day} {letter}", serial) for letter, serial in serials.items())


def read_given(given: Iterable[tuple[str, int]]) -> Mapping[date, Mapping[str, int]]:
    """Return day -> letter -> last serial."""
    found: dict[date, dict[str, int]] = {}
    for name, serial in given:
        day, _, letter = name.partition(" ")
        found.setdefault(date.fromisoformat(day), {})[letter] = serial
    return found

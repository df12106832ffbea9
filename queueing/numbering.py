"""Ticket numbers and the service day they belong to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

Given = tuple[tuple[str, int], ...]
"""The last number of each day and letter, as events carry them: (`2026-12-01 A`, 7)."""

TYPED = re.compile(r"\s*([A-Za-z]{0,2})[\s.-]*(\d{1,5})\s*", re.ASCII)


def parse_number(typed: str) -> tuple[str, int] | None:
    """Return ("N", 26) for `n26`, `N026` or `n 026`, ("", 26) for `26`; None for no number."""
    asked = TYPED.fullmatch(typed)
    return (asked[1].upper(), int(asked[2])) if asked else None


def ticket_number(letter: str, serial: int) -> str:
    """Return `D018` for ("D", 18), `AB018` for ("AB", 18); from 1,000 on four digits: `D1000`."""
    return f"{letter}{serial:03d}"


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

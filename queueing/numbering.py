"""Ticket numbers and the service day they belong to."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def ticket_number(letter: str, serial: int) -> str:
    """Return `D018` for ("D", 18); from 1,000 on four digits, never a wrap: `D1000`."""
    return f"{letter}{serial:03d}"


def service_day(at: datetime, zone: ZoneInfo) -> date:
    """Return the local date of an aware time: 00:00 in Việt Nam is 17:00 UTC of the day before."""
    return at.astimezone(zone).date()

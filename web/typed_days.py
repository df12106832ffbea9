"""Days as people type them here, 23/11/2026, and offices write them; made those of an address."""

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*", re.ASCII)
_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_TIME = re.compile(r"(?<=\d)[t ] ?\d{1,2}[:h]\d\d.*$|^\d{1,2}[:h]\d\d(:\d\d)?,? (?=\d)", re.ASCII)
_BEFORE = re.compile(r"^(?:[^\d]*\s)?ngày ")
_OFFICIAL = (
    re.compile(r"(?P<day>\d{1,2}) ?[/.-] ?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>\d{4})", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:\d{6})?", re.ASCII),
    re.compile(r"(?P<day>\d{1,2}) tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})", re.ASCII),
)


def find_written_day(text: str) -> date | None:
    """Return the day of what an office wrote, None where that is none.

    Like 23/11/2026, 2026-11-23, 20261123103000, "Từ ngày 23 tháng 11 năm 2026"; its time of day is
    left out.
    """
    plain = " ".join(normalize("NFKC", text).casefold().split()).rstrip(".")
    plain = _BEFORE.sub("", _TIME.sub("", plain))
    for form in _OFFICIAL:
        if found := form.fullmatch(plain):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                return None
    return None


def read_day(text: str) -> str:
    """Return a typed day as an address has it; any other text stays as it is."""
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return text
    day, month, year = typed.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def write_day(text: str) -> str:
    """Return a day of an address as people type it; any other text stays as it is."""
    written = _WRITTEN.fullmatch(text)
    return "/".join(reversed(written.groups())) if written else text


def read_days(parameters: Mapping[str, str], *names: str) -> dict[str, str]:
    """Return the parameters with these days as an address has them."""
    given = {name: read_day(parameters[name]) for name in names if name in parameters}
    return {**parameters, **given}

"""From which day to which day a picture or video is shown: a file of its folder says so."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from web.days import EVERY_DAY, Days

DAYS = "days.txt"
"""A file of the folder: a line for each file that is not shown every day, `FIRST LAST NAME`.

Both days are like 2026-12-01; `-` stands for no end.
"""
ANY = "-"


def read_days(folder: Path) -> dict[str, Days]:
    """Return name -> days of the files that DAYS names; a line that cannot be read says nothing."""
    try:
        text = (folder / DAYS).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return {}
    lines = (line.split(" ", 2) for line in text.splitlines())
    found = {each[2]: _read(each[0], each[1]) for each in lines if len(each) == 3}
    return {name: days for name, days in found.items() if days is not None}


def write_days(folder: Path, days: Mapping[str, Days], names: Collection[str]) -> None:
    """Write the days of the files of these names; who is shown every day is left out."""
    lines = [
        f"{each.first or ANY} {each.last or ANY} {name}\n"
        for name, each in days.items()
        if each != EVERY_DAY and name in names
    ]
    fresh = folder / f".{DAYS}.new"
    fresh.write_text("".join(lines), encoding="utf-8", errors="surrogateescape")
    fresh.replace(folder / DAYS)


def _read(first: str, last: str) -> Days | None:
    try:
        return Days(*(None if text == ANY else date.fromisoformat(text) for text in (first, last)))
    except ValueError:
        return None

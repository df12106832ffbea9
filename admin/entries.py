"""What each column of a file of procedures may hold: text in, value out, or what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from unicodedata import normalize
from urllib.parse import urlsplit

T = TypeVar("T")
LONGEST = 500
LONGEST_TEXT = 5000
HTML = re.compile(r"<[A-Za-z/!?][^>]*>|&(?:[A-Za-z]{2,10}|#x?[0-9A-Fa-f]+);")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
CODE = re.compile(r"[^\s<>\"']{1,40}")
DATES = ("%Y-%m-%d", "%d/%m/%Y")

ONLINE = {
    "none": "none", "không": "none", "": "none",
    "part": "part", "một phần": "part",
    "full": "full", "toàn trình": "full",
}  # fmt: skip
YES_OR_NO = {
    "có": True, "yes": True, "true": True, "x": True, "1": True,
    "không": False, "no": False, "false": False, "": False, "0": False,
}  # fmt: skip


def clean(text: str) -> str:
    """Return text as it is stored: composed letters (NFC), plain line ends, no space around it."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _plain(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValueError(f"has {len(text):,} signs; at most {longest:,} are kept")
    if UNPRINTABLE.search(text):
        raise ValueError("holds a sign that cannot be printed; delete it")
    if found := HTML.search(text):
        raise ValueError(f"holds HTML ({found[0][:40]}); write plain text")
    return text


def one_line(text: str) -> str | None:
    """Return plain text on one line, None when there is none."""
    return _plain(" ".join(text.split()), LONGEST) or None


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of plain text that hold something."""
    found = (" ".join(line.split()) for line in _plain(text, LONGEST_TEXT).split("\n"))
    return tuple(line for line in found if line)


def words(text: str) -> str:
    """Return plain text, empty when there is none."""
    return " ".join(_plain(text, LONGEST_TEXT).split())


def code(text: str) -> str:
    """Return a code without spaces."""
    if not CODE.fullmatch(text):
        raise ValueError(f"'{text[:60]}' is not a code; right would be 1 to 40 signs, no spaces")
    return _plain(text, LONGEST)


def day(text: str) -> date | None:
    """Return the date of 2026-11-23 or 23/11/2026, None when there is none."""
    for form in DATES if text else ():
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 a date has no zone
        except ValueError:
            continue
    if text:
        raise ValueError(f"'{text[:60]}' is not a date like 2026-11-23 or 23/11/2026")
    return None


def url(text: str) -> str | None:
    """Return a web address, None when there is none."""
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        right = False
    if text and (not right or len(text) > LONGEST or re.search(r"[\s<>\"]", text)):
        raise ValueError(f"'{text[:60]}' is not an address like https://dichvucong.gov.vn/…")
    return text or None


def online(text: str) -> str:
    """Return none, part or full."""
    return _one_of(text, ONLINE, "none, một phần or toàn trình")


def yes_or_no(text: str) -> bool:
    """Return whether it says yes; empty is no."""
    return _one_of(text, YES_OR_NO, "có or không")


def _one_of(text: str, values: dict[str, T], right: str) -> T:
    if text.casefold() not in values:
        raise ValueError(f"'{text[:60]}' is not known; right would be {right}")
    return values[text.casefold()]


@dataclass(frozen=True)
class Column:
    """How a column is read. `needed`: must the column be there; `filled`: must each cell."""

    read: Callable[[str], object]
    needed: bool = False
    filled: bool = False


COLUMNS = {
    "code": Column(code, needed=True, filled=True),
    "name_vi": Column(one_line, needed=True, filled=True),
    "name_en": Column(one_line),
    "name_km": Column(one_line),
    "department": Column(words, needed=True, filled=True),
    "field": Column(words, needed=True, filled=True),
    "service": Column(words),
    "time_limit": Column(one_line),
    "fee": Column(one_line),
    "documents": Column(lines),
    "online": Column(online),
    "anywhere": Column(yes_or_no),
    "same_day": Column(yes_or_no),
    "url": Column(url),
    "keywords": Column(words),
    "decision": Column(one_line),
    "valid_from": Column(day, needed=True, filled=True),
    "valid_to": Column(day),
}
"""Every column that a file may have, in any order."""

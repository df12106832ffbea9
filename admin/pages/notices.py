"""The form for notices: a row for each, with its texts, its days and its place in the list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from werkzeug.datastructures import MultiDict

from admin.pages.shown_days import say_days
from web.days import EVERY_DAY, Days
from web.languages import LANGUAGES
from web.typed_days import read_day, write_day

FROM, UNTIL = "from", "until"
KEYS = (*LANGUAGES, FROM, UNTIL)
MOST = 20
"""`web/settings.py` takes no more."""


@dataclass(frozen=True)
class Row:
    """What stands in the fields of one notice: key -> text, the days as people type them."""

    fields: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in."""
        return not any(self.fields.values())

    @property
    def days(self) -> Days:
        """When it is shown; what is no day is no end."""
        return Days(*(_find_day(self.fields[key]) for key in (FROM, UNTIL)))


def show_rows(value: Any) -> list[Row]:
    """Return the rows of notices as the configuration has them."""
    return [Row(_write_fields(notice)) for notice in value or ()]


def read_rows(name: str, form: MultiDict[str, str]) -> list[Row]:
    """Return the rows that were sent by the fields `name-<key>`, without empty ones."""
    columns = [form.getlist(f"{name}-{key}")[: MOST + 1] for key in KEYS]
    rows = (
        Row({key: " ".join(text.split()) for key, text in zip(KEYS, row, strict=True)})
        for row in zip_longest(*columns, fillvalue="")
    )
    return [row for row in rows if not row.is_empty]


def make_notices(rows: Sequence[Row]) -> list[dict[str, str]]:
    """Return notices for the configuration; what is no day stays as it was typed."""
    return [
        {key: read_day(text) if key in (FROM, UNTIL) else text for key, text in row if text}
        for row in (each.fields.items() for each in rows)
    ]


def rearrange(rows: Sequence[Row], do: str, today: date) -> list[Row]:
    """Return the rows after a press: `up-2`, `down-2`, `remove-2`, `remove-over`; else as is."""
    act, _, place = do.partition("-")
    if act == "remove" and place == "over":
        return [row for row in rows if row.days.stand_on(today) != "over"]
    if not (place.isascii() and place.isdigit() and int(place) < len(rows)):
        return list(rows)
    at = int(place)
    rest = [*rows[:at], *rows[at + 1 :]]
    if act == "remove":
        return rest
    to = max(0, at + {"up": -1, "down": 1}.get(act, 0))
    return [*rest[:to], rows[at], *rest[to:]]


def say_notice(say: Callable[..., str], notice: Mapping[str, str]) -> str:
    """Return a notice of the configuration as one line."""
    row = Row(_write_fields(notice))
    texts = " / ".join(row.fields[code] for code in LANGUAGES if row.fields[code])
    return f"{texts} ({say_days(say, row.days)})" if row.days != EVERY_DAY else texts


def _write_fields(notice: Mapping[str, str]) -> dict[str, str]:
    texts = {code: notice.get(code) or "" for code in LANGUAGES}
    return texts | {key: write_day(notice.get(key) or "") for key in (FROM, UNTIL)}


def _find_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(read_day(typed))
    except ValueError:
        return None

"""Days as people type them here, 23/11/2026, made those of an address: 2026-11-23."""

import re
from collections.abc import Mapping

_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*", re.ASCII)
_WRITTEN = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


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

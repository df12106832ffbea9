"""Days as people type them here, 23/11/2026, made those of an address: 2026-11-23."""

import re
from collections.abc import Mapping

_TYPED = re.compile(r"\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*", re.ASCII)


def read_days(parameters: Mapping[str, str], *names: str) -> dict[str, str]:
    """Return the parameters with these days as an address has them; others stay as they are."""
    found = dict(parameters)
    for name in names:
        typed = _TYPED.fullmatch(found.get(name, ""))
        if typed:
            day, month, year = typed.groups()
            found[name] = f"{year}-{int(month):02}-{int(day):02}"
    return found

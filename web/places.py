"""Where people are sent, in words: counters with their floor. The browser's are `places.js`."""

import re
from collections.abc import Iterable, Mapping

from queueing.catalogue import Catalogue, Counter

_BEFORE_SHORT_WORD = re.compile(r" (?=\S{1,2}(?:\s|$))")


def keep_together(name: str) -> str:
    """Return a name in which no short word begins a line alone: tầng 1, khu A."""
    return _BEFORE_SHORT_WORD.sub("\N{NO-BREAK SPACE}", name)


def list_counters(
    catalogue: Catalogue, floors: Mapping[str, str], counters: Iterable[Counter]
) -> str:
    """Return counters as inside a sentence: `07, 08 (tầng trệt), 21 (tầng 1)`.

    `floors`: their names by code. The floor is left out where the centre has no other.
    """
    places: dict[str, list[str]] = {}
    for counter in counters:
        floor = floors.get(counter.floor, "") if catalogue.has_floors else ""
        places.setdefault(floor, []).append(counter.label)
    return ", ".join(
        ", ".join(labels) + (f" ({keep_together(say_inside(floor))})" if floor else "")
        for floor, labels in places.items()
    )


def say_inside(name: str) -> str:
    """Return a name as it stands inside a sentence; one in capitals stays as it is."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name

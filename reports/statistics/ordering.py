"""In which order rows come, and which are there even when nothing is in them."""

from collections.abc import Iterable, Mapping

from queueing.catalogue import Catalogue
from reports.answers import Figures, Row
from reports.questions import Part, Question


def ordered(
    found: Mapping[str, Figures], empty: Figures, catalogue: Catalogue, question: Question
) -> list[Row]:
    """Return the rows: the configured ones as the catalogue has them, then the others by key.

    What is configured within the part has a row, empty or not; officers and times have one when
    something is in it. The row of what has no counter or no officer comes last.
    """
    expected = list(_expected(catalogue, question))
    keys = [*expected, *sorted(found.keys() - set(expected), key=_place)]
    return [Row(key, found.get(key, empty)) for key in keys]


def _expected(catalogue: Catalogue, question: Question) -> Iterable[str]:
    part = question.part
    if part != Part(department=part.department):
        return ()
    own = part.department
    match question.by:
        case "department":
            return [code for code in catalogue.departments if own in (None, code)]
        case "service":
            services = catalogue.services.values()
            return [service.code for service in services if own in (None, service.department)]
        case "counter":
            counters = catalogue.counters.values()
            return [counter.id for counter in counters if own in (None, counter.department)]
        case "priority":
            return catalogue.priorities
        case _:
            return ()


def _place(key: str) -> tuple[bool, tuple[int, ...], str]:
    """Sort hours and weekdays as numbers, everything else as text, nothing at the end."""
    parts = key.split("-")
    numbers = tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()
    return (key == "", numbers, key)

"""In which order rows come, and which are there even when nothing is in them."""

from collections.abc import Iterable, Mapping

from queueing.catalogue import Catalogue
from queueing.channels import Channel
from queueing.events import SavedBy
from queueing.name_order import NameKey, make_name_key
from reports.query import Figures, Filter, Query, Row

IN_THE_HALL = (Channel.KIOSK, Channel.GUIDE, Channel.COUNTER)
FROM_HOME = (Channel.PHONE, Channel.BOOKING)
"""The ways to a number that a centre has, the second ones where it takes bookings."""


def order_rows(
    found: Mapping[str, Figures], empty: Figures, catalogue: Catalogue, query: Query
) -> list[Row]:
    """Return the rows: the configured ones as the catalogue has them, then the others by key.

    What is configured within the filter has a row, empty or not; officers and times have one when
    something is in it. The row of what has no counter or no officer comes last.
    """
    expected = list(_expected(catalogue, query))
    keys = [*expected, *sorted(found.keys() - set(expected), key=_place)]
    return [Row(key, found.get(key, empty)) for key in keys]


def _expected(catalogue: Catalogue, query: Query) -> Iterable[str]:
    own = query.filter.department
    if query.filter != Filter(department=own):
        return ()
    match query.by:
        case "department":
            return [code for code in catalogue.departments if own in (None, code)]
        case "service":
            services = catalogue.services.values()
            return [service.code for service in services if own in (None, service.department)]
        case "counter":
            counters = catalogue.counters.values()
            return [counter.id for counter in counters if own in (None, counter.department)]
        case "priority" | "call_reason" as by:
            return catalogue.priorities if by == "priority" else catalogue.call_reasons
        case "channel":
            return [*IN_THE_HALL, *(FROM_HOME if catalogue.bookings.on else ())]
        case "reason":
            return SavedBy
        case _:
            return ()


def _place(key: str) -> tuple[bool, NameKey]:
    """Sort by name, hours and weekdays as numbers, nothing at the end."""
    return key == "", make_name_key(key)

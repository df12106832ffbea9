"""Finds tickets by their numbers, of any day."""

from dataclasses import dataclass
from datetime import date

from queueing.catalogue import Catalogue
from queueing.numbering import ticket_number
from reports.months.relations import Relations
from reports.query import Filter, Period
from reports.statistics.counting import condition


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket with the number asked for. `service`: the one it was for last."""

    ticket: str
    number: str
    service: str


def find_by_number(
    relations: Relations,
    catalogue: Catalogue,
    day: date,
    letter: str,
    serial: int,
    filter: Filter,
) -> list[FoundTicket]:
    """Return the tickets of a day with this number, within the filter; no letter: of every one."""
    span = Period(day, day).span(catalogue.zone_info)
    which, values = condition(filter)
    wanted = ticket_number(letter, serial)
    same = "number = ?" if letter else "ltrim(number, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = ?"
    rows = relations.rows(
        f"SELECT ticket, number, arg_max(service, leg) FROM {relations.legs(span)} "
        f"WHERE day = ? AND {same} AND {which} GROUP BY ALL ORDER BY number",
        [day, wanted, *values],
    )
    return [FoundTicket(*row) for row in rows]

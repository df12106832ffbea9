"""Of which dossiers papers were asked for lately: that may be asked once of each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from queueing.delivered import DeliveredRecord
from queueing.hall import Hall
from queueing.hall.tickets import Ticket, list_finished

SUPPLEMENT = "supplement"
"""The outcome that asks for papers."""
KEPT = timedelta(days=30)
"""So long it is known that papers were asked for."""


def find_supplement_day(hall: Hall, records: Iterable[DeliveredRecord]) -> date | None:
    """Return when papers were last asked for of one of these dossiers, None: not lately."""
    codes = {code for _, _, code in records if code is not None}
    asked = list_supplements(hall) if codes else {}
    return max((asked[code] for code in codes & asked.keys()), default=None)


def list_supplements(hall: Hall) -> Mapping[str, date]:
    """Return dossier -> the last day on which papers were asked for, of those still known.

    What was taken back today was not asked.
    """
    return {**hall.supplements, **dict(_list_todays(hall.tickets.values()))}


def keep_supplements(hall: Hall, ended: date) -> tuple[tuple[str, str], ...]:
    """Return what a day's end hands on: (dossier, day) of those that stay known."""
    return tuple(
        (dossier, day.isoformat())
        for dossier, day in sorted(list_supplements(hall).items())
        if ended - day < KEPT
    )


def _list_todays(tickets: Iterable[Ticket]) -> Iterator[tuple[str, date]]:
    for ticket in tickets:
        for finished in list_finished(ticket):
            if finished.outcome == SUPPLEMENT:
                yield from ((code, ticket.day) for _, _, code in finished.delivered if code)

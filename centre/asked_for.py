"""What citizens ask for most: counted in the journal at start, then each new day."""

from collections.abc import Callable, Sequence
from datetime import date

from queueing.numbering import service_day
from queueing.office import Office
from storage.reading import JournalReader
from web.background import Background

POLL_S = 600.0
NEWEST_ENTRIES = 30_000
"""About two weeks of a large centre."""
ENOUGH = 50
"""Of so many numbers on, what they were taken for says what is asked for."""


def keep_counting(
    office: Office, journal: JournalReader, background: Background
) -> Callable[[], Sequence[str]]:
    """Return what gives codes of procedures, the most asked for first; none until it is known."""
    counted_on: date | None = None
    asked: tuple[str, ...] = ()

    def count() -> None:
        nonlocal counted_on, asked
        today = service_day(office.now(), office.hall.catalogue.zone_info)
        if today == counted_on:
            return
        found = journal.count_procedures(NEWEST_ENTRIES)
        if found.total() >= ENOUGH:
            asked, counted_on = tuple(code for code, _ in found.most_common()), today

    background.every(POLL_S, count, "counting what citizens ask for")
    return lambda: asked

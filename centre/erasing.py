"""Erases what is kept of citizens: free words once they are old, all of a ticket when asked."""

from collections.abc import Callable
from pathlib import Path

from queueing.clock import NIGHTS
from queueing.commands import EraseTicket
from queueing.errors import UnknownTicket
from queueing.numbering import service_day
from queueing.office import Office
from reports.exports.jobs import forget_files
from reports.months.reader import forget_months
from storage.citizen_words import CitizenWords
from storage.database import Database
from storage.personal import Kept, erase_kept, find_kept
from storage.reading import JournalReader
from web.background import Background

POLL_S = 3600.0


def keep_erasing(
    words: CitizenWords,
    background: Background,
    kept_days: Callable[[], tuple[int, int]],
    office: Office,
    journal: JournalReader,
) -> None:
    """Erase at start, and from then on every hour, what is older than `kept_days()`.

    Those are the days for remarks, and those for complaints and answers, which are counted from the
    last day for an answer.
    A clock that leaps years ahead makes nothing old: it is believed for no more than some days
    beyond the last day on which the centre worked.
    """

    def erase() -> None:
        today = service_day(office.now(), office.hall.catalogue.zone_info)
        worked = journal.find_last_not_of(today)
        latest = worked + NIGHTS if worked else None
        remarks, complaints = kept_days()
        words.forget_older_than(remarks, latest)
        words.forget_due(complaints, latest)

    background.every(POLL_S, erase, "erasing old words of citizens", duty="erasing old words")


def erase_ticket(office: Office, database: Database, data: Path, which: str, actor: str) -> Kept:
    """Take whoever had this number out of every file of the data folder; return what there was.

    `which`: see `find_kept`. That it was erased is recorded first, so that after a power cut
    `./run verify` says what is left to do; the same again then does it. Raises UnknownTicket,
    TicketInHall, CannotStore.
    """
    kept = find_kept(database, which)
    if kept is None:
        raise UnknownTicket(ticket=which)
    if kept.to_erase:
        command = EraseTicket(kept.ticket, kept.to_erase)
        office.submit(command, actor=actor, reply=lambda hall, entries: None)
    erase_kept(database, kept)
    forget_months(data, kept.months)
    forget_files(data)
    return kept

"""What an erased ticket has left in this host's data folder, whichever process has erased it."""

from collections import deque
from pathlib import Path

from queueing.events import Entry, TicketErased
from queueing.hall import Hall
from queueing.office import Office
from reports.exports.jobs import forget_files
from reports.months.reader import forget_months
from storage.database import Database
from storage.personal import find_kept, list_erasures
from web.background import Background

FORGET_S = 2.0


class Forgetting:
    """Follows what is erased; `forget` is to be called again and again."""

    def __init__(self, database: Database, data: Path) -> None:
        """Look after the files of `data`, first after those made before this process served."""
        self._database, self._data = database, data
        self._erased = deque[str]()
        self._looked_back = not database.is_shared

    def note(self, _hall: Hall, entries: tuple[Entry, ...]) -> None:
        """Note who is erased; to be called after each batch of the office."""
        self._erased.extend(
            entry.event.was for entry in entries if isinstance(entry.event, TicketErased)
        )

    def forget(self) -> None:
        """Remove the files in which somebody may stand who has been erased."""
        if not self._looked_back:
            self._look_back()
            self._looked_back = True
        while self._erased:
            kept = find_kept(self._database, self._erased[0])
            if kept is not None and kept.to_erase:
                return  # Its rows are yet to be: what is read of them until then is forgotten too
            if kept is not None:
                forget_months(self._data, kept.months)
            forget_files(self._data)
            self._erased.popleft()

    def _look_back(self) -> None:
        for ticket, at in list_erasures(self._database):
            kept = find_kept(self._database, ticket)
            if kept is not None:
                forget_months(self._data, kept.months, made_before=at.timestamp())


def keep_forgetting(office: Office, database: Database, data: Path, background: Background) -> None:
    """Forget from now on who is erased at any process, and who was while nobody served here."""
    forgetting = Forgetting(database, data)
    office.subscribe(forgetting.note)
    background.every(FORGET_S, forgetting.forget, "forgetting who was erased")

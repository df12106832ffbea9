"""Replaying: the hall as the journal's entries make it, at a start and behind other processes."""

from collections.abc import Callable

from queueing.catalogue import Catalogue
from queueing.events import CatalogueChanged, Entry
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.complaint_changes import COMPLAINT_CHANGES
from queueing.office.journal import Journal

FindCatalogue = Callable[[CatalogueChanged], Catalogue | None]
"""Finds the configuration that another process has taken; None: it cannot be taken here."""


class Follower:
    """Takes over what the journal has; nothing that was read once is lost to a fault after it."""

    def __init__(self, journal: Journal, find_catalogue: FindCatalogue | None) -> None:
        """Follow a journal; `find_catalogue`: None where no other process takes configurations."""
        self._journal, self._find_catalogue = journal, find_catalogue
        self._pending: list[Entry] = []

    def rebuild(self, catalogue: Catalogue, chosen_at: int | None) -> Hall:
        """Return the hall as it is stored; raise CannotStore where it cannot be read.

        Its configuration is `catalogue`, or the one that another process took behind `chosen_at`.
        """
        seq, entries = self._journal.replay()
        hall, newer = Hall.empty(catalogue, seq), None
        for entry in self._journal.find_complaints(seq):
            COMPLAINT_CHANGES[type(entry.event)](hall, entry.event, entry.seq)
        for entry in entries:
            apply(hall, entry.event, entry.seq)
            if chosen_at is not None and entry.seq > chosen_at:
                newer = entry.event if isinstance(entry.event, CatalogueChanged) else newer
        if newer is not None:
            hall.catalogue = self._find(newer) or catalogue
        return hall

    def go_on(self, hall: Hall, *, hold: bool) -> tuple[Hall, tuple[Entry, ...]] | None:
        """Return the hall after what is stored behind it, and the entries; None: there is nothing.

        `hold`: see Journal.follow. Raises CannotStore; then they come the next time. A hall that
        was just rebuilt has those that came after the journal's end was read.
        """
        news = self._journal.follow(hold=hold)
        if news is None and not self._pending:
            return None
        self._pending += [each for each in news or () if each.seq > hall.seq]
        after = hall.copy()
        for entry in self._pending:
            apply(after, entry.event, entry.seq)
            if isinstance(entry.event, CatalogueChanged):
                after.catalogue = self._find(entry.event) or after.catalogue
        entries, self._pending = tuple(self._pending), []
        return after, entries

    def _find(self, changed: CatalogueChanged) -> Catalogue | None:
        return self._find_catalogue(changed) if self._find_catalogue else None

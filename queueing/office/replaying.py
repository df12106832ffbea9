"""Replaying: the hall as the journal's entries make it, at a start and behind other processes."""

from collections.abc import Callable, Sequence

from queueing.catalogue import Catalogue
from queueing.events import CatalogueChanged, Entry
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.office.journal import Journal

FindCatalogue = Callable[[CatalogueChanged], Catalogue | None]
"""Finds the configuration that another process has taken; None: it cannot be taken here."""


def rebuild(journal: Journal, catalogue: Catalogue) -> Hall:
    """Return the hall as it is stored; raise CannotStore where it cannot be read."""
    seq, entries = journal.replay()
    hall = Hall.empty(catalogue, seq)
    for entry in entries:
        apply(hall, entry.event, entry.seq)
    return hall


def go_on_with(hall: Hall, entries: Sequence[Entry], find_catalogue: FindCatalogue) -> Hall:
    """Return the hall after entries of other processes, with the configuration they took.

    A hall that was just rebuilt has those that came after the journal's end was read.
    """
    after = hall.copy()
    for entry in [each for each in entries if each.seq > hall.seq]:
        apply(after, entry.event, entry.seq)
        if isinstance(entry.event, CatalogueChanged):
            after.catalogue = find_catalogue(entry.event) or after.catalogue
    return after

"""Which sentences will be wanted next: made while nothing else is to be done. Pure."""

from collections.abc import Iterable, Iterator

from display.announcing import FIRST, Facts, Phrasing, Sentence, facts_for, sentences
from queueing.hall import Hall
from queueing.selection import next_ticket


def upcoming(hall: Hall, heard: Iterable[frozenset[str]], phrasing: Phrasing) -> Iterator[Sentence]:
    """Yield what will be said if every open counter calls its next ticket.

    `heard`: the floors of each loudspeakers that somebody listens to.
    """
    audible = list(heard)
    for counter in hall.catalogue.counters.values() if audible else ():
        if hall.desk(counter.id).state != "open":
            continue
        ticket = next_ticket(hall, counter)
        if ticket is None:
            continue
        for floors in audible:
            if counter.floor in floors:
                facts = facts_for(ticket, counter, floors)
                yield from sentences(facts, phrasing, hall.catalogue.floors)


def first_words(phrasing: Phrasing) -> Iterator[Sentence]:
    """Yield a call that wakes those who speak before the first true one."""
    if FIRST in phrasing.sentences:
        yield from sentences(Facts("call", "A000", "0"), phrasing, {})

"""Sentences that will be needed next: their sounds are made while nothing else waits. Pure."""

from collections.abc import Iterable, Iterator

from display.speech.words.announcing import (
    FIRST,
    Facts,
    Phrasing,
    Sentence,
    make_facts,
    make_sentences,
)
from queueing.hall import DeskState, Hall
from queueing.selection import next_ticket


def list_upcoming(
    hall: Hall, heard: Iterable[frozenset[str]], phrasing: Phrasing
) -> Iterator[Sentence]:
    """Yield what will be said if every open counter calls its next ticket.

    `heard`: the floors of each loudspeakers that somebody listens to.
    """
    audible = list(heard)
    for counter in hall.catalogue.counters.values() if audible else ():
        if hall.desk(counter.id).state is not DeskState.OPEN:
            continue
        ticket = next_ticket(hall, counter)
        if ticket is None:
            continue
        for floors in audible:
            if counter.floor in floors:
                facts = make_facts(ticket, counter, floors)
                yield from make_sentences(facts, phrasing, hall.catalogue.floors)


def list_first_words(phrasing: Phrasing) -> Iterator[Sentence]:
    """Yield a made-up call that starts the engines before the first real one."""
    if FIRST in phrasing.sentences:
        yield from make_sentences(Facts("call", "A000", "0"), phrasing, {})

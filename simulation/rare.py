"""What happens in the demo's hall on some days: people are told something, numbers are on paper.

No chance is in it: which days they are follows from how long ago they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe
from typing import Any

from queueing import commands as c
from queueing.hall import Hall
from queueing.numbering import paper_series, ticket_number
from simulation.officers import GUIDE

TOLD_EVERY, TOLD_AFTER, TOLD_FOR = 4, timedelta(minutes=100), timedelta(minutes=55)
"""Every fourth day, today among them, so long after the doors were opened."""
PAPER_EVERY, PAPER_ON, PAPER_AFTER = 7, 4, timedelta(minutes=130)
SLIPS, SERVED_BY_HAND, OUTAGE = 8, 2, timedelta(minutes=25)


@dataclass(frozen=True)
class RareDays:
    """`bulletins`: what people are told in turn, each with an id of its own then."""

    bulletins: Sequence[c.PublishBulletin]

    def plan(
        self,
        days_ago: int,
        opening: datetime,
        plan: Callable[[datetime, Callable[[datetime], None]], Any],
        hall: Callable[[], Hall],
        do: Callable[[c.Command, str], bool],
    ) -> None:
        """Plan what happens on a day that begins with `opening`."""
        if self.bulletins and days_ago % TOLD_EVERY == 0:
            nth = days_ago // TOLD_EVERY % len(self.bulletins)
            told = replace(self.bulletins[nth], bulletin=token_hex(6))
            plan(opening + TOLD_AFTER, lambda _: _do(do, told))
            end = c.EndBulletin(told.bulletin, told.by)
            plan(opening + TOLD_AFTER + TOLD_FOR, lambda _: _do(do, end))
        if days_ago % PAPER_EVERY == PAPER_ON:
            plan(opening + PAPER_AFTER, lambda at: _do(do, _enter_paper(hall(), at)))


def _do(do: Callable[[c.Command, str], bool], command: c.Command) -> None:
    do(command, GUIDE)


def _enter_paper(hall: Hall, now: datetime) -> c.EnterPaper:
    """Return the entry of slips for the service that most counters call."""
    counters = hall.catalogue.counters_for
    service = hall.catalogue.services[max(counters, key=lambda code: len(counters[code]))]
    first, served, last = (
        ticket_number(paper_series(service.letter), serial) for serial in (1, SERVED_BY_HAND, SLIPS)
    )
    return c.EnterPaper(
        service.code,
        first,
        last,
        tuple(token_urlsafe(16) for _ in range(SLIPS)),
        began_at=now - OUTAGE,
        ended_at=now,
        served_to=served,
    )

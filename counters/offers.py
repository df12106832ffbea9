"""What the console and the guide's tablet offer, in the words of their views. Pure."""

from datetime import datetime

from counters.actions import ACTIONS
from counters.guide_view_types import GuideAction
from counters.view_types import TransferTargets
from queueing import commands as c
from queueing.decisions.day import day_open_until, day_opens_at
from queueing.decisions.tickets import may_cancel, may_reprint, may_restore, may_take_back
from queueing.decisions.transferring import counters_to_transfer_to, services_to_transfer_to
from queueing.decisions.walk_ins import list_walk_in_services
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket, find_finished
from queueing.offers import Offer, find_offer
from queueing.selection import find_open_counters
from web.callers import Caller
from web.roles import Role
from web.tickets import offer_json
from web.view_types import OfferMoments

NEED_MORE = ("open", "call", "resume", "transfer", "answer-time", "walk-in")
"""The buttons of a console that need to say more than the counter; a pause may give no reason."""
NOBODY = Caller("", Role.COUNTER, "")


def find_counter_offers(
    hall: Hall, counter: str, parked: tuple[Ticket, ...], now: datetime
) -> dict[str, OfferMoments]:
    """Return what the counter may do and when; `parked`: the tickets it may resume."""
    commands: dict[str, c.Command] = {
        name: action.command(counter, action.body(), NOBODY)
        for name, action in ACTIONS.items()
        if name not in NEED_MORE
    }
    commands["open"] = c.OpenCounter(counter, hall.desk(counter).officer or "")
    if parked:
        commands["resume"] = c.ResumeTicket(counter, parked[0].id)
    walk_in = list_walk_in_services(hall, hall.counter(counter))
    if walk_in:
        commands["walk-in"] = c.ServeWalkIn(counter, walk_in[0], "")
    offers = {name: find_offer(hall, command, now) for name, command in commands.items()}
    offers["call"] = offers["call-next"]
    targets = find_transfer_targets(hall, counter)
    is_handed_over = hall.desk(counter).handed_by is not None
    if targets is not None and not is_handed_over and (targets["services"] or targets["counters"]):
        offers["transfer"] = Offer()
    return {name: offer_json(offer) for name, offer in offers.items() if offer is not None}


def find_transfer_targets(hall: Hall, counter: str) -> TransferTargets | None:
    """Return where the counter may send its ticket, None while it has none."""
    current = hall.current(counter)
    if current is None:
        return None
    services = services_to_transfer_to(hall, current)
    counters = counters_to_transfer_to(hall, counter)
    return {
        "services": services,
        "counters": counters,
        "waiting": {code: len(hall.queue(code)) for code in services},
        "open": {code: [each.id for each in find_open_counters(hall, code)] for code in services},
        "closed": [id for id in hall.catalogue.counters if id not in (*counters, counter)],
    }


def find_guide_offers(hall: Hall, ticket: Ticket, now: datetime) -> list[GuideAction]:
    """Return what the guide may do with a ticket now, in the order in which it is shown."""
    limits = hall.catalogue.limits
    taken_back, served = may_take_back(hall, ticket, now), find_finished(ticket) is not None
    allowed: dict[GuideAction, bool] = {
        "restore": may_restore(ticket, limits, now) or (taken_back and not served),
        "take_back": taken_back and served,
        "move": ticket.state is State.WAITING,
        "reprint": may_reprint(ticket, limits, now),
        "cancel": may_cancel(ticket, by_staff=True),
    }
    return [name for name, may in allowed.items() if may]


def find_issue_offer(hall: Hall, now: datetime) -> OfferMoments:
    """Return when staff may give numbers."""
    opens_at = day_opens_at(hall, now)
    return offer_json(Offer(opens_at, day_open_until(hall, opens_at or now)))

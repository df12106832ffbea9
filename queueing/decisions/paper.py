"""Numbers that were handed out on paper: entered afterwards, and taken back.

A number that was entered is never given twice, whoever enters it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from queueing.catalogue import NORMAL, Service
from queueing.channels import Channel
from queueing.commands import EnterPaper, TakeBackPaper
from queueing.decisions.day import current_day, require_open_day
from queueing.decisions.decision import Decision
from queueing.decisions.issuing import require_served
from queueing.errors import UnknownService
from queueing.events import (
    Event,
    ServedByHand,
    TicketCancelled,
    TicketIssued,
    TicketRestored,
    TicketTransferred,
)
from queueing.hall import Hall
from queueing.hall.paper import ENTRY_TAKEN_BACK, is_slip_of
from queueing.hall.tickets import State, Ticket, was_called, was_served_by_hand
from queueing.numbering import find_paper_serial, paper_series, service_day, ticket_id
from queueing.paper import HandedOut, find_handed_out, spread_dues
from queueing.paper_errors import OutageTimes


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is to be entered: for a service, on a day, by a command."""

    hall: Hall
    service: Service
    day: date
    now: datetime
    handed_out: HandedOut
    follows: tuple[str, ...]

    def find(self, serial: int) -> Ticket | None:
        """Return the ticket of a slip, None: it has not been entered today.

        Nor on a day of before the clock was set, while people were there.
        """
        number, tickets = self.handed_out.number(serial), self.hall.tickets
        carried = self.hall.paper_carried.get(number, "")
        return tickets.get(ticket_id(self.day, number)) or tickets.get(carried)

    def name(self, serial: int) -> str:
        """Return the id of a slip's ticket, also of one that is to be given."""
        known = self.find(serial)
        return known.id if known else ticket_id(self.day, self.handed_out.number(serial))


def enter(hall: Hall, command: EnterPaper, now: datetime) -> tuple[Event, ...]:
    """Give those slips a place in the queue that have none yet, in the order of their numbers.

    They stand behind whoever waited when the outage began, and before whoever came after it. Those
    that were served by hand are only counted. Nobody is promised a range.
    """
    service = hall.catalogue.services.get(command.service)
    if service is None:
        raise UnknownService(service=command.service)
    require_open_day(hall, now)
    require_served(hall, service.code)
    handed_out = find_handed_out(
        service.letter, command.first, command.last, command.roll, command.served_to
    )
    outage = find_outage(hall, service.code, command.began_at, command.ended_at, now)
    entry = _Entry(hall, service, current_day(hall, now), now, handed_out, command.follows)
    new = [serial for serial in handed_out if _is_new(entry, serial)]
    dues = spread_dues(new, dict(_list_entered(entry)), outage)
    events: list[Event] = []
    for serial in handed_out:
        if serial in dues:
            events += _enter_one(entry, serial, dues[serial])
        if serial <= handed_out.served_to and _is_to_be_served(entry, serial, dues):
            events.append(ServedByHand(now, entry.name(serial)))
    return tuple(events)


def _list_entered(entry: _Entry) -> Iterator[tuple[int, datetime]]:
    """Yield serial and due time of what was entered of the letter's slips today."""
    for ticket in entry.hall.tickets.values():
        if ticket.on_paper and not _is_undone(ticket):
            serial = find_paper_serial(entry.service.letter, ticket.number)
            if serial is not None and is_slip_of(entry.hall, ticket, entry.day):
                yield serial, ticket.due


def _is_undone(ticket: Ticket) -> bool:
    return ticket.entry_undone and ticket.state is State.CANCELLED


def _is_new(entry: _Entry, serial: int) -> bool:
    ticket = entry.find(serial)
    if ticket is not None:
        return _is_undone(ticket)
    # A clock that was wrong may have ended this day, and the hall has forgotten its tickets
    hall, series = entry.hall, paper_series(entry.service.letter)
    given = hall.paper_given.get(entry.day, hall.given.get(entry.day, {}))
    return serial > given.get(series, 0)


def _is_to_be_served(entry: _Entry, serial: int, dues: dict[int, datetime]) -> bool:
    ticket = entry.find(serial)
    return serial in dues or (
        ticket is not None and _waits_as_entered(ticket) and ticket.service == entry.service.code
    )


def _waits_as_entered(ticket: Ticket) -> bool:
    """Say whether it waits and nobody has called it: its holder may have been sent on."""
    return ticket.state is State.WAITING and not was_called(ticket)


def _enter_one(entry: _Entry, serial: int, due: datetime) -> Iterator[Event]:
    """Yield what gives a slip its place: its number, or that of an entry that was taken back."""
    known = entry.find(serial)
    if known is None:
        yield _give(entry, serial, due)
        return
    service = entry.service
    yield TicketRestored(entry.now, known.id, due)
    if known.service != service.code:
        yield TicketTransferred(
            entry.now, known.id, None, service.code, service.department, None, None
        )


def _give(entry: _Entry, serial: int, due: datetime) -> TicketIssued:
    number, service = entry.handed_out.number(serial), entry.service
    return TicketIssued(
        at=entry.now,
        ticket=entry.name(serial),
        day=entry.day,
        letter=paper_series(service.letter),
        serial=serial,
        number=number,
        service=service.code,
        department=service.department,
        due=due,
        follow=entry.follows[serial - entry.handed_out.first],
        priority=NORMAL,
        language="vi",
        kiosk=None,
        procedure=None,
        by_staff=True,
        ahead=0,
        low_min=None,
        high_min=None,
        expected_s=None,
        channel=Channel.PAPER,
    )


def take_back(hall: Hall, command: TakeBackPaper, now: datetime) -> tuple[Event, ...]:
    """Cancel those that were entered and still wait; what was only counted as served goes too."""
    events: list[Event] = []
    for ticket in [hall.ticket(name) for name in dict.fromkeys(command.tickets)]:
        # Who has rated it was served
        by_hand = was_served_by_hand(ticket) and ticket.rated is None
        if not ticket.on_paper or not (by_hand or _waits_as_entered(ticket)):
            continue
        if by_hand:
            events.append(TicketRestored(now, ticket.id, ticket.due))
        events.append(TicketCancelled(now, ticket.id, ENTRY_TAKEN_BACK, by_staff=True))
    return tuple(events)


def find_outage(
    hall: Hall, service: str, began_at: datetime | None, ended_at: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """Return between which moments the slips were handed out; raise OutageTimes for none.

    What is not said: from the last number that was given for the service before, or else from the
    day's first opening, up to now.
    """
    ended = ended_at or now
    began = began_at or _find_last_issue(hall, service, ended)
    zone = hall.catalogue.zone_info
    if not began <= ended <= now or service_day(began, zone) != current_day(hall, now):
        raise OutageTimes
    return began, ended


def _find_last_issue(hall: Hall, service: str, before: datetime) -> datetime:
    today = current_day(hall, before)
    zone, hours = hall.catalogue.zone_info, hall.catalogue.hours_of(service)
    # By when it was, not by its day: whose clock was set meanwhile came along to another one
    issued = (
        ticket.arrival
        for ticket in hall.tickets.values()
        if ticket.issued_service == service and not ticket.on_paper
    )
    at_most = (at for at in issued if at <= before and service_day(at, zone) == today)
    last = max(at_most, default=None)
    opened = next((opens for opens, _ in hours.find_spans(today, zone)), before)
    return min(opened, before) if last is None else last


DECISIONS: dict[type, Decision] = {EnterPaper: enter, TakeBackPaper: take_back}
"""What each command of this module leads to."""

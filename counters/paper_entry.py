"""What the guide says of slips that were handed out while no kiosk gave numbers."""

from secrets import token_urlsafe

from flask import Response
from pydantic import AwareDatetime, Field

from counters.actions import Code
from counters.guide_view_types import EnteredPaper
from queueing.commands import EnterPaper, TakeBackPaper
from queueing.errors import UnknownService
from queueing.events import Entry, ServedByHand, TicketIssued, TicketRestored
from queueing.hall import Hall
from queueing.numbering import MOST_ON_PAPER
from queueing.paper import HandedOut, find_handed_out
from queueing.paper_errors import OtherRoll
from web.callers import Caller
from web.paper_slips import PaperCodes, RollSlip
from web.requests import Body
from web.roles import Right
from web.site import Site

Slip = Field(min_length=1, max_length=300)


class EnterBody(Body):
    """Slips from `first` to `last`, each as its number or as what a scanner reads from it.

    `began_at`, `ended_at`: about when no number could be taken; `served_to`: up to this one they
    were served by hand.
    """

    service: Code
    first: str = Slip
    last: str = Slip
    began_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    served_to: str | None = Field(None, min_length=1, max_length=300)


class TakeBackBody(Body):
    """Ids of tickets that were entered by mistake."""

    tickets: list[Code] = Field(min_length=1, max_length=MOST_ON_PAPER)


def install_paper_entry(site: Site) -> None:
    """Serve `POST /api/guide/enter-paper` and `…/take-back-paper`."""
    key = site.app.secret_key
    assert isinstance(key, bytes), "sessions are signed by the bytes of a file"
    codes = PaperCodes(key)

    @site.post("/api/guide/enter-paper", Right.GUIDE_CITIZENS, EnterBody)
    def enter_paper(caller: Caller, given: EnterBody) -> Response:
        command, handed_out = read_entry(site.office.hall, codes, given)

        def answer(hall: Hall, entries: tuple[Entry, ...]) -> EnteredPaper:
            return _answer_entered(hall, entries, handed_out)

        return site.command(caller, command, answer)

    @site.post("/api/guide/take-back-paper", Right.GUIDE_CITIZENS, TakeBackBody)
    def take_back_paper(caller: Caller, given: TakeBackBody) -> Response:
        return site.command(caller, TakeBackPaper(tuple(given.tickets)), _answer_taken_back)


def read_entry(hall: Hall, codes: PaperCodes, given: EnterBody) -> tuple[EnterPaper, HandedOut]:
    """Return the command for what was typed or scanned; raise a Refusal for what is none.

    A roll is known by one scanned slip: then the codes of its slips lead to their tickets.
    """
    service = hall.catalogue.services.get(given.service)
    if service is None:
        raise UnknownService(service=given.service)
    typed = [_read(codes, text) for text in (given.first, given.last, given.served_to or "")]
    first, last, served_to = (number for number, _ in typed)
    rolls = {slip.roll for _, slip in typed if slip is not None}
    if len(rolls) > 1:
        raise OtherRoll(first=first, last=last)
    roll = next(iter(rolls), None)
    ends = roll.ends if roll else None
    handed_out = find_handed_out(service.letter, first, last, ends, served_to or None)
    follows = (codes.make(roll, each) if roll else token_urlsafe(16) for each in handed_out)
    command = EnterPaper(
        service.code, first, last, tuple(follows), ends, given.began_at, given.ended_at,
        served_to or None,
    )  # fmt: skip
    return command, handed_out


def _read(codes: PaperCodes, text: str) -> tuple[str, RollSlip | None]:
    """Return the number that was typed, or scanned with its slip."""
    plain = text.strip()
    slip = codes.read(plain.rpartition("/")[2].upper())
    return (plain.upper(), None) if slip is None else (slip.number, slip)


def _answer_entered(hall: Hall, entries: tuple[Entry, ...], handed_out: HandedOut) -> EnteredPaper:
    events = [each.event for each in entries]
    new = [each.ticket for each in events if isinstance(each, TicketIssued | TicketRestored)]
    served = [each.ticket for each in events if isinstance(each, ServedByHand)]
    return {
        "tickets": list(dict.fromkeys([*new, *served])),
        "numbers": [hall.tickets[each].number for each in new],
        "served": len(served),
        "known": handed_out.last - handed_out.first + 1 - len(new),
    }


def _answer_taken_back(hall: Hall, entries: tuple[Entry, ...]) -> EnteredPaper:
    moved = {entry.event.ticket for entry in entries if hasattr(entry.event, "ticket")}
    numbers = sorted(hall.tickets[each].number for each in moved)
    return {"tickets": [], "numbers": numbers, "served": 0, "known": 0}

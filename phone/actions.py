"""What a ticket's holder may ask for from the page: come late, be back, give back, rate, complain.

The token in the address is the authority. Programs and the page's script send JSON and get JSON;
without scripts the page's forms do the same and come back to the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from flask import Response, request
from pydantic import Field, field_validator

from phone.page import PageParameters, TicketPage
from phone.view import followed
from phone.view_types import ActionAnswer
from queueing.commands import (
    AskForCall,
    CancelTicket,
    Command,
    FileComplaint,
    PostponeTicket,
    RateTicket,
    TakeBackPostpone,
)
from queueing.complaints import due_day_from
from queueing.errors import Refusal, UnknownTicket
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from web.answers import json_answer
from web.citizen_words import (
    Note,
    Words,
    WordsKept,
    hide_key,
    make_code,
    make_words_id,
    submit_with_words,
)
from web.errors import RequestRefused
from web.i18n import plain_text
from web.redirects import see_other
from web.requests import (
    Body,
    find_own_network,
    is_form,
    read_asked_language,
    read_form_key,
    read_form_or_body,
    read_idempotency_key,
    require_own_page,
)
from web.roles import Open
from web.site import Site
from web.tickets import ticket_json


class Postpone(Body):
    """Body of `postpone`: how many others may pass, or by how many minutes to step back.

    `seen`: how often the ticket had stepped back on the page that asks (`postpones` of its view).
    When it has done so once more since, that was this, asked in another window: it counts once.
    """

    places: int | None = None
    minutes: int | None = None
    seen: int | None = None


class Nothing(Body):
    """Body of `take-back`, `here` and `cancel`."""


Reason = Annotated[str, Field(max_length=64)]


class Rate(Body):
    """Body of `rate`: one of the four levels, reasons for it, and free words."""

    level: str = Field(max_length=64)
    remark: str = Field("", max_length=1000)
    reasons: list[Reason] = Field([], max_length=20)
    why: str = Field("", max_length=64, description="of a form: a reason; there may be several")

    _plain = field_validator("remark")(plain_text)


class Complain(Body):
    """Body of `complain`."""

    text: Words


@dataclass(frozen=True)
class PhoneAction:
    """What is asked of the office, and the words that go with it."""

    command: Command
    note: Note | None = None


Asked = Callable[[Site, Ticket, Any], PhoneAction]
ACTIONS: dict[str, tuple[type[Body], Asked]] = {
    "postpone": (
        Postpone,
        lambda _site, ticket, said: PhoneAction(
            PostponeTicket(ticket.id, said.places, said.minutes, said.seen)
        ),
    ),
    "take-back": (Nothing, lambda _site, ticket, _: PhoneAction(TakeBackPostpone(ticket.id))),
    "here": (Nothing, lambda _site, ticket, _: PhoneAction(AskForCall(ticket.id))),
    "cancel": (
        Nothing,
        lambda _site, ticket, _: PhoneAction(CancelTicket(ticket.id, by_staff=False)),
    ),
    "rate": (Rate, lambda _site, ticket, said: _rating(ticket, said)),
    "complain": (Complain, lambda site, ticket, said: _complaint(site, ticket, said)),
}
"""Every action by the last part of its address: what it carries, and what it asks for."""


def install_phone_actions(site: Site, page: TicketPage, words: WordsKept) -> None:
    """Serve `POST /t/<token>/postpone`, `take-back`, `here`, `cancel`, `rate` and `complain`."""

    def carry_out(follow: str, name: str) -> Response:
        ticket = followed(site.office.hall, follow)
        try:
            require_own_page(site.addresses)
            if ticket is None:
                raise UnknownTicket
            _check_rate(site, name, follow)
            body, action = ACTIONS[name]
            answer = _submit(site, words, ticket, action(site, ticket, read_form_or_body(body)))
        except (Refusal, RequestRefused) as fault:
            if not is_form() or ticket is None:
                raise
            return _said(site, page, ticket, fault)
        if is_form():
            if "code" in answer:
                return page.draw(ticket, complaint=answer["code"])
            return see_other(_back(site, follow))
        return json_answer(answer, 201 if "code" in answer else 200)

    for name, (body, _) in ACTIONS.items():
        address = f"/t/<follow>/{name}"
        site.routes.add(
            "POST", address, Open.TO_TICKET_HOLDER, carry_out, body, PageParameters, name=name
        )


def _check_rate(site: Site, name: str, follow: str) -> None:
    """Count one more wish, first the ticket's: its holder must not use up what others may ask."""
    limits, rates = site.limits, site.rates
    rates.check("action", follow, limits.actions_per_ticket_per_min)
    if name == "complain":
        rates.check_day("complaint", follow, limits.complaints_per_ticket_per_day)
    network = find_own_network()
    rates.check("address", network, limits.actions_per_address_per_min)


def _rating(ticket: Ticket, said: Rate) -> PhoneAction:
    note = Note(make_words_id(), "remark", ticket.department, said.remark) if said.remark else None
    reasons = tuple(request.form.getlist("why") if is_form() else said.reasons)
    command = RateTicket(ticket.id, said.level, note.id if note else None, reasons=reasons)
    return PhoneAction(command, note)


def _complaint(site: Site, ticket: Ticket, said: Complain) -> PhoneAction:
    due = due_day_from(site.office.hall.catalogue, site.office.now())
    note = Note(make_code(), "complaint", ticket.department, said.text, due)
    return PhoneAction(FileComplaint(ticket.id, note.id), note)


def _submit(site: Site, words: WordsKept, ticket: Ticket, action: PhoneAction) -> ActionAnswer:
    """Carry out an action, and keep its words."""

    def reply(hall: Hall) -> ActionAnswer:
        if isinstance(action.command, FileComplaint):
            return {"code": action.command.code}
        return {"ticket": ticket_json(hall.ticket(ticket.id))}

    actor, key = _caller(ticket, action.command)
    return submit_with_words(
        site.office, words, action.command, action.note, actor=actor, key=key, reply=reply
    )


def _caller(ticket: Ticket, command: Command) -> tuple[str, str | None]:
    """Return actor and key; those of a complaint do not say which ticket it came from."""
    key = read_idempotency_key() or read_form_key()
    if isinstance(command, FileComplaint):
        return "citizen", hide_key(key, ticket.follow)
    return f"citizen:{ticket.id}", key


def _said(
    site: Site, page: TicketPage, ticket: Ticket, fault: Refusal | RequestRefused
) -> Response:
    """Return the page with the refusal's sentence on it."""
    fields = fault.fields if isinstance(fault, Refusal) else {}
    sentence = site.words.say_refusal(page.language(ticket), fault.code, fields)
    status = fault.status if isinstance(fault, RequestRefused) else 409
    return page.draw(ticket, sentence, status)


def _back(site: Site, follow: str) -> str:
    language = read_asked_language(site.words.languages)
    return f"/t/{follow}" + (f"?lang={language}" if language else "")

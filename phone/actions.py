"""What a ticket's holder may ask for from the page: come late, be back, give back, rate, complain.

The token in the address is the authority. Programs and the page's script send JSON and get JSON;
without scripts the page's forms do the same and come back to the page.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from secrets import choice, token_urlsafe
from typing import Any, Literal, Protocol
from urllib.parse import urlencode

from flask import Response, request
from pydantic import Field, field_validator

from phone.page import PageParameters, TicketPage
from phone.view import followed
from phone.view_types import ActionAnswer
from queueing.commands import (
    AskForCall,
    CancelTicket,
    FileComplaint,
    PostponeTicket,
    RateTicket,
    TakeBackPostpone,
    TicketCommand,
)
from queueing.errors import CannotStore, Refusal, UnknownTicket
from queueing.events import Entry
from queueing.hall import Hall
from queueing.hall.tickets import Ticket
from web.answers import json_answer
from web.errors import RequestRefused
from web.i18n import plain_text
from web.redirects import see_other
from web.requests import (
    Body,
    find_own_network,
    is_form,
    read_form_or_body,
    read_idempotency_key,
    require_own_page,
)
from web.roles import Open
from web.site import Site
from web.tickets import ticket_json

SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits of a complaint's code: none that looks like another."""
Kind = Literal["remark", "complaint"]


class WordsKept(Protocol):
    """Keeps what citizens write freely, apart from the journal."""

    def keep(self, words_id: str, kind: Kind, department: str, text: str) -> None:
        """Store a text, on disk before this returns."""
        ...

    def forget(self, words_id: str) -> None:
        """Erase one text."""
        ...


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


class Rate(Body):
    """Body of `rate`: one of the four levels, and free words."""

    level: str = Field(max_length=64)
    remark: str = Field("", max_length=1000)

    _plain = field_validator("remark")(plain_text)


class Complain(Body):
    """Body of `complain`."""

    text: str = Field(max_length=4000)

    _plain = field_validator("text")(plain_text)

    @field_validator("text")
    @classmethod
    def _says_something(cls, text: str) -> str:
        if not text:
            raise ValueError("empty")
        return text


@dataclass(frozen=True)
class PhoneAction:
    """What is asked of the office, and the words that go with it under `words_id`."""

    command: TicketCommand
    words_id: str = ""
    kind: Kind = "remark"
    text: str = ""


ACTIONS: dict[str, tuple[type[Body], Callable[[Ticket, Any], PhoneAction]]] = {
    "postpone": (
        Postpone,
        lambda ticket, said: PhoneAction(
            PostponeTicket(ticket.id, said.places, said.minutes, said.seen)
        ),
    ),
    "take-back": (Nothing, lambda ticket, _: PhoneAction(TakeBackPostpone(ticket.id))),
    "here": (Nothing, lambda ticket, _: PhoneAction(AskForCall(ticket.id))),
    "cancel": (Nothing, lambda ticket, _: PhoneAction(CancelTicket(ticket.id, by_staff=False))),
    "rate": (Rate, lambda ticket, said: _rating(ticket, said)),
    "complain": (Complain, lambda ticket, said: _complaint(ticket, said)),
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
            answer = _submit(site, words, ticket, action(ticket, read_form_or_body(body)))
        except (Refusal, RequestRefused) as fault:
            if not is_form() or ticket is None:
                raise
            return _said(site, page, ticket, fault)
        if is_form():
            return see_other(_back(follow, answer))
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
    remark = token_urlsafe(9) if said.remark else ""
    return PhoneAction(
        RateTicket(ticket.id, said.level, remark or None), remark, "remark", said.remark
    )


def _complaint(ticket: Ticket, said: Complain) -> PhoneAction:
    signs = "".join(choice(SIGNS) for _ in range(8))
    code = f"{signs[:4]}-{signs[4:]}"
    return PhoneAction(FileComplaint(ticket.id, code), code, "complaint", said.text)


def _submit(site: Site, words: WordsKept, ticket: Ticket, action: PhoneAction) -> ActionAnswer:
    """Carry out an action; its words stay only if it, and no earlier press, was carried out."""
    carried_out = False

    def reply(hall: Hall, _entries: tuple[Entry, ...]) -> ActionAnswer:
        nonlocal carried_out
        carried_out = True
        if isinstance(action.command, FileComplaint):
            return {"code": action.command.code}
        return {"ticket": ticket_json(hall.ticket(ticket.id))}

    if action.words_id:
        # First the words: what the journal names must be there
        words.keep(action.words_id, action.kind, ticket.department, action.text)
    try:
        actor, key = _caller(ticket, action.command)
        return site.office.submit(action.command, actor=actor, key=key, reply=reply)
    except CannotStore:
        carried_out = False
        raise
    finally:
        if action.words_id and not carried_out:
            with suppress(CannotStore):
                words.forget(action.words_id)


def _caller(ticket: Ticket, command: TicketCommand) -> tuple[str, str | None]:
    """Return actor and key; those of a complaint do not say which ticket it came from."""
    key = read_idempotency_key() or request.form.get("key") or None
    if not isinstance(command, FileComplaint):
        return f"citizen:{ticket.id}", key[:64] if key else None
    if key is None:
        return "citizen", None
    return "citizen", sha256(f"{ticket.follow} {key}".encode()).hexdigest()


def _said(
    site: Site, page: TicketPage, ticket: Ticket, fault: Refusal | RequestRefused
) -> Response:
    """Return the page with the refusal's sentence on it."""
    fields = fault.fields if isinstance(fault, Refusal) else {}
    sentence = site.words.say_refusal(page.language(ticket), fault.code, fields)
    status = fault.status if isinstance(fault, RequestRefused) else 409
    return page.draw(ticket, sentence, status)


def _back(follow: str, answer: ActionAnswer) -> str:
    shown = [("complaint", answer["code"])] if "code" in answer else []
    if "lang" in request.args:
        shown.append(("lang", request.args["lang"]))
    return f"/t/{follow}" + ("?" + urlencode(shown) if shown else "")

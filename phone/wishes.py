"""What the holder of a ticket may ask for from the page: come late, give back, rate, complain.

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

from phone.pace import Pace
from phone.page import TicketPage
from phone.view import followed
from queueing.commands import (
    CancelTicket,
    FileComplaint,
    PostponeTicket,
    RateTicket,
    TicketCommand,
)
from queueing.errors import CannotStore, Refusal, UnknownTicket
from queueing.events import Entry
from queueing.hall import Hall
from queueing.tickets import Ticket
from web.answers import json_answer
from web.errors import RequestRefused, message_for
from web.pages import see_other
from web.requests import Body, form_or_body, idempotency_key, is_form, require_own_page
from web.site import Site
from web.tickets import ticket_json
from web.words import plain_text

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
    """Body of `postpone`: how many others may pass, or by how many minutes to step back."""

    places: int | None = None
    minutes: int | None = None


class Nothing(Body):
    """Body of `cancel`."""


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
class Wish:
    """What is asked of the office, and the words that go with it under `words_id`."""

    command: TicketCommand
    words_id: str = ""
    kind: Kind = "remark"
    text: str = ""


WISHES: dict[str, tuple[type[Body], Callable[[Ticket, Any], Wish]]] = {
    "postpone": (
        Postpone,
        lambda ticket, said: Wish(PostponeTicket(ticket.id, said.places, said.minutes)),
    ),
    "cancel": (Nothing, lambda ticket, _: Wish(CancelTicket(ticket.id, by_staff=False))),
    "rate": (Rate, lambda ticket, said: _rating(ticket, said)),
    "complain": (Complain, lambda ticket, said: _complaint(ticket, said)),
}
"""Every wish by the last part of its address: what it carries, and what it asks for."""


def install_wishes(site: Site, page: TicketPage, words: WordsKept) -> None:
    """Serve `POST /t/<token>/postpone`, `cancel`, `rate` and `complain`."""
    pace = Pace()

    def carry_out(follow: str, name: str) -> Response:
        ticket = followed(site.office.hall, follow)
        try:
            require_own_page()
            if ticket is None:
                raise UnknownTicket
            pace.check(name, follow, request.remote_addr or "")
            body, wish = WISHES[name]
            answer = _submit(site, words, ticket, wish(ticket, form_or_body(body)))
        except (Refusal, RequestRefused) as fault:
            if not is_form() or ticket is None:
                raise
            return _said(site, page, ticket, fault)
        if is_form():
            return see_other(_back(follow, answer))
        return json_answer(answer, 201 if "code" in answer else 200)

    for name in WISHES:
        site.app.add_url_rule(
            f"/t/<follow>/{name}",
            f"phone_{name}",
            carry_out,
            methods=["POST"],
            defaults={"name": name},
        )


def _rating(ticket: Ticket, said: Rate) -> Wish:
    remark = token_urlsafe(9) if said.remark else ""
    return Wish(RateTicket(ticket.id, said.level, remark or None), remark, "remark", said.remark)


def _complaint(ticket: Ticket, said: Complain) -> Wish:
    signs = "".join(choice(SIGNS) for _ in range(8))
    code = f"{signs[:4]}-{signs[4:]}"
    return Wish(FileComplaint(ticket.id, code), code, "complaint", said.text)


def _submit(site: Site, words: WordsKept, ticket: Ticket, wish: Wish) -> dict[str, Any]:
    """Carry out a wish; its words stay only if this very wish, no earlier one, was carried out."""
    carried_out = False

    def reply(hall: Hall, _entries: tuple[Entry, ...]) -> dict[str, Any]:
        nonlocal carried_out
        carried_out = True
        if isinstance(wish.command, FileComplaint):
            return {"code": wish.command.code}
        return {"ticket": ticket_json(hall.ticket(ticket.id))}

    if wish.words_id:
        # First the words: what the journal names must be there
        words.keep(wish.words_id, wish.kind, ticket.department, wish.text)
    try:
        actor, key = _caller(ticket, wish.command)
        return site.office.submit(wish.command, actor=actor, key=key, reply=reply)
    except CannotStore:
        carried_out = False
        raise
    finally:
        if wish.words_id and not carried_out:
            with suppress(CannotStore):
                words.forget(wish.words_id)


def _caller(ticket: Ticket, command: TicketCommand) -> tuple[str, str | None]:
    """Return actor and key; those of a complaint do not say which ticket it came from."""
    key = idempotency_key() or request.form.get("key") or None
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
    sentence = message_for(site.words, page.language(ticket), fault.code, fields)
    status = fault.status if isinstance(fault, RequestRefused) else 409
    return page.draw(ticket, sentence, status)


def _back(follow: str, answer: dict[str, Any]) -> str:
    shown = [("complaint", answer["code"])] if "code" in answer else []
    if "lang" in request.args:
        shown.append(("lang", request.args["lang"]))
    return f"/t/{follow}" + ("?" + urlencode(shown) if shown else "")

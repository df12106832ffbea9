"""The front door of the tablet on a counter: its page, its live view, and the rating itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, request
from pydantic import Field

from queueing.commands import RateTicket
from queueing.events import Entry
from queueing.hall import Hall
from queueing.tickets import LEVELS
from rating.view import rating_view
from web.answers import json_answer
from web.errors import NotAllowed
from web.push import Screen
from web.requests import Body, body, idempotency_key
from web.sign_in import Caller
from web.site import Site
from web.tickets import ticket_json

TABLET = "counter"


class Rate(Body):
    """Body of `POST /api/counters/ID/rate`: the ticket that was asked about, one of the levels."""

    ticket: str = Field(max_length=64)
    level: str = Field(max_length=64)


def install(site: Site) -> None:
    """Serve `/rate?counter=ID`, namespace `/rating` and `POST /api/counters/ID/rate`."""

    def query(parameters: Mapping[str, str], caller: Caller) -> str:
        return _own(site.office.hall, caller, parameters.get("counter"))

    def look(hall: Hall, counter_id: str, now: datetime) -> dict[str, Any]:
        return rating_view(hall, counter_id, now)

    Screen(site, "/rating", roles=(TABLET,), query=query, view=look)
    _install_page(site)
    _install_rating(site)


def _install_page(site: Site) -> None:
    @site.app.get("/rate")
    def rating_page() -> Response:
        caller = site.enrolled(TABLET)
        if isinstance(caller, Response):
            return caller
        hall, wanted = site.office.hall, request.args.get("lang")
        languages = site.words.languages
        counter_id = _own(hall, caller, request.args.get("counter"))
        return site.page(
            "rating.html",
            # The tablet's own language says nothing of the citizen's
            language=wanted if wanted in languages else languages[0],
            screen="rating",
            view=rating_view(hall, counter_id, site.office.now()),
            extra={"counter": counter_id},
            label=hall.counter(counter_id).label,
            levels=LEVELS,
        )


def _install_rating(site: Site) -> None:
    @site.app.post("/api/counters/<counter_id>/rate")
    def rate(counter_id: str) -> Response:
        caller = site.guard.caller(TABLET)
        _own(site.office.hall, caller, counter_id)
        wish = body(Rate)

        def reply(hall: Hall, _entries: tuple[Entry, ...]) -> dict[str, Any]:
            return {"ticket": ticket_json(hall.ticket(wish.ticket))}

        answer = site.office.submit(
            RateTicket(wish.ticket, wish.level, counter=counter_id),
            actor=caller.id,
            key=idempotency_key(),
            reply=reply,
        )
        return json_answer(answer)


def _own(hall: Hall, caller: Caller, wanted: str | None) -> str:
    """Return the counter that is asked about; raise NotAllowed for a device of another one."""
    counter_id = hall.counter(wanted or caller.counter or "").id
    if caller.counter not in (None, counter_id):
        raise NotAllowed
    return counter_id

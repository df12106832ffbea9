"""The front door of the tablet on a counter: its page, its live view, and the rating itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from flask import Response, request
from pydantic import Field

from queueing.commands import ExplainRating, RateTicket
from queueing.decisions.citizens import asks_for_reasons
from queueing.hall import Hall
from queueing.hall.tickets import LEVELS
from rating.view import make_rating_view
from rating.view_types import RatingExtra, RatingView
from web.callers import Caller
from web.errors import NotAllowed
from web.live.screen import Screen
from web.requests import Body
from web.roles import Right, Role
from web.site import Site
from web.tickets import ticket_json

Reason = Annotated[str, Field(max_length=64)]


class Explain(Body):
    """Body of `POST /api/counters/ID/explain-rating`: the ticket, and codes of reasons."""

    ticket: str = Field(max_length=64)
    reasons: list[Reason] = Field(max_length=20)


class Rate(Body):
    """Body of `POST /api/counters/ID/rate`: the ticket that was asked about, one of the levels."""

    ticket: str = Field(max_length=64)
    level: str = Field(max_length=64)


def install(site: Site) -> None:
    """Serve `/rate?counter=ID`, namespace `/rating` and what is pressed there."""

    def query(parameters: Mapping[str, str], caller: Caller) -> str:
        return _find_own_counter(site.office.hall, caller, parameters.get("counter"))

    def look(hall: Hall, counter_id: str, now: datetime) -> RatingView:
        return make_rating_view(hall, counter_id, now)

    Screen(site, "/rating", right=Right.ASK_FOR_RATINGS, query=query, view=look)
    site.homes[Role.RATING] = "/rate"
    _install_page(site)
    _install_rating(site)


def _install_page(site: Site) -> None:
    @site.device_page("/rate", Right.ASK_FOR_RATINGS)
    def rating_page(caller: Caller) -> Response:
        hall, wanted = site.office.hall, request.args.get("lang")
        languages = site.words.languages
        counter_id = _find_own_counter(hall, caller, request.args.get("counter"))
        # The tablet's own language says nothing of the citizen's
        language = wanted if wanted in languages else languages[0]
        extra: RatingExtra = {"counter": counter_id}
        return site.render_page(
            "rating.html",
            language=language,
            screen="rating",
            view=make_rating_view(hall, counter_id, site.office.now()),
            extra=extra,
            label=hall.counter(counter_id).label,
            levels=LEVELS,
            asking_why=[level for level in LEVELS if asks_for_reasons(hall, level)],
            reasons={
                code: site.words.pick_name(language, names)
                for code, names in hall.catalogue.rating_reasons.items()
            },
        )


def _install_rating(site: Site) -> None:
    @site.post("/api/counters/<counter_id>/rate", Right.ASK_FOR_RATINGS, Rate)
    def rate(caller: Caller, given: Rate, counter_id: str) -> Response:
        _find_own_counter(site.office.hall, caller, counter_id)
        return site.command(
            caller,
            RateTicket(given.ticket, given.level, counter=counter_id),
            lambda hall, _: {"ticket": ticket_json(hall.ticket(given.ticket))},
        )

    @site.post("/api/counters/<counter_id>/explain-rating", Right.ASK_FOR_RATINGS, Explain)
    def explain(caller: Caller, given: Explain, counter_id: str) -> Response:
        _find_own_counter(site.office.hall, caller, counter_id)
        return site.command(
            caller,
            ExplainRating(given.ticket, counter_id, tuple(given.reasons)),
            lambda hall, _: {"ticket": ticket_json(hall.ticket(given.ticket))},
        )


def _find_own_counter(hall: Hall, caller: Caller, wanted: str | None) -> str:
    """Return the counter that is asked about; raise NotAllowed for a device of another one."""
    counter_id = hall.counter(wanted or caller.counter or "").id
    if caller.counter not in (None, counter_id):
        raise NotAllowed
    return counter_id

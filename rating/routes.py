"""The front door of what stands on a counter for citizens: its pages, live views, the rating."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from flask import Response, request
from pydantic import Field

from queueing.commands import ExplainRating, RateTicket
from queueing.hall import Hall
from rating.display_routes import install_display
from rating.question import choose_language, find_own_counter, make_question
from rating.view import make_rating_view
from rating.view_types import RatingExtra, RatingView
from web.callers import Caller
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
    """Serve `/rate?counter=ID`, `/display/counter/ID`, their live views and what is pressed."""

    def query(parameters: Mapping[str, str], caller: Caller) -> str:
        return find_own_counter(site.office.hall, caller, parameters.get("counter"))

    def look(hall: Hall, counter_id: str, now: datetime) -> RatingView:
        return make_rating_view(hall, counter_id, now)

    Screen(site, "/rating", right=Right.ASK_FOR_RATINGS, query=query, view=look)
    site.homes[Role.RATING] = "/rate"
    _install_page(site)
    _install_rating(site)
    install_display(site)


def _install_page(site: Site) -> None:
    @site.device_page("/rate", Right.ASK_FOR_RATINGS)
    def rating_page(caller: Caller) -> Response:
        counter_id = find_own_counter(site.office.hall, caller, request.args.get("counter"))
        language = choose_language(site)
        extra: RatingExtra = {"counter": counter_id}
        return site.render_page(
            "rating.html",
            language=language,
            screen="rating",
            view=make_rating_view(site.office.hall, counter_id, site.office.now()),
            extra=extra,
            **make_question(site, counter_id, language),
        )


def _install_rating(site: Site) -> None:
    @site.post("/api/counters/<counter_id>/rate", Right.ASK_FOR_RATINGS, Rate)
    def rate(caller: Caller, given: Rate, counter_id: str) -> Response:
        find_own_counter(site.office.hall, caller, counter_id)
        return site.command(
            caller,
            RateTicket(given.ticket, given.level, counter=counter_id),
            lambda hall, _: {"ticket": ticket_json(hall.ticket(given.ticket))},
        )

    @site.post("/api/counters/<counter_id>/explain-rating", Right.ASK_FOR_RATINGS, Explain)
    def explain(caller: Caller, given: Explain, counter_id: str) -> Response:
        find_own_counter(site.office.hall, caller, counter_id)
        return site.command(
            caller,
            ExplainRating(given.ticket, counter_id, tuple(given.reasons)),
            lambda hall, _: {"ticket": ticket_json(hall.ticket(given.ticket))},
        )

"""The display on a counter: `/display/counter/ID`, namespace `/counter-display`."""

from collections.abc import Mapping
from datetime import datetime

from flask import Response, request

from queueing.hall import Hall
from rating.display_view import make_display_view
from rating.question import choose_language, find_own_counter, make_question
from rating.view_types import CounterDisplayExtra, CounterDisplayView
from web.callers import Caller
from web.live.screen import Screen
from web.redirects import see_other
from web.roles import Right, Role, roles_with
from web.site import Site

ADDRESS = "/display/counter"


def install_display(site: Site) -> None:
    """Serve the display of a counter; a device of the counter also asks for a rating there."""

    def query(parameters: Mapping[str, str], caller: Caller) -> str:
        return find_own_counter(site.office.hall, caller, parameters.get("counter"))

    def look(hall: Hall, counter_id: str, now: datetime) -> CounterDisplayView:
        return make_display_view(hall, counter_id, now)

    right = Right.SEE_COUNTER_DISPLAY
    screen = Screen(site, "/counter-display", right=right, query=query, view=look)
    site.pages_beside[Role.RATING] = (ADDRESS,)

    @site.device_page(ADDRESS, right)
    def own_display(caller: Caller) -> Response:
        return _go_to_own(site.office.hall.counter(caller.counter or "").id)

    @site.device_page(f"{ADDRESS}/<counter_id>", right)
    def counter_display(caller: Caller, counter_id: str) -> Response:
        # A display that was moved shows its own counter at its old address
        if caller.counter not in (None, counter_id):
            return _go_to_own(caller.counter)
        return _make_page(site, screen, caller, site.office.hall.counter(counter_id).id)


def _go_to_own(counter_id: str) -> Response:
    query = request.query_string.decode("ascii", "replace")
    return see_other(f"{ADDRESS}/{counter_id}" + (f"?{query}" if query else ""))


def _make_page(site: Site, screen: Screen[str], caller: Caller, counter_id: str) -> Response:
    language = choose_language(site)
    extra: CounterDisplayExtra = {
        "counter": counter_id,
        "rates": caller.role in roles_with(Right.ASK_FOR_RATINGS),
        "english": site.words.make_translator("en", "rating")("Mời Ông/Bà đến quầy này"),
    }
    return site.render_page(
        "counter_display.html",
        language=language,
        screen="rating",
        view=screen.look(counter_id),
        extra=extra,
        **make_question(site, counter_id, language),
    )

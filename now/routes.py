"""The front door of the present: the page `/now`, and `/api/now` for programs."""

from collections.abc import Callable

import orjson
from flask import Response

from now.queue_monitor import make_queue_monitors
from now.settings import NowPage
from now.view import make_now_view
from now.view_types import NowView
from now.words import Words
from web.bulletins import name_concerned
from web.errors import NotFound
from web.front_links import CITIZENS, FrontLink
from web.kept_answers import KeptAnswers
from web.public_pages import render_public_page
from web.roles import Open
from web.site import Site

PAGE, DATA, TEMPLATE = "/now", "/api/now", "now.html"


def install(site: Site, settings: Callable[[], NowPage], profile: Callable[[], str]) -> None:
    """Serve `/now` and `/api/now` to everybody.

    `settings` and `profile` (the name of this configuration) as they are now.
    """
    office = site.office
    present = KeptAnswers(
        lambda: make_now_view(office.hall, office.now(), office.basis),
        # What the hour changes is true to the minute, what people are told at once
        lambda: (
            office.hall.catalogue.digest,
            site.processes.in_touch(),
            tuple(office.hall.bulletins),
            office.now().replace(second=0, microsecond=0),
        ),
    )

    def require_shown() -> None:
        if not settings().shown:
            raise NotFound

    @site.routes.open("GET", PAGE, Open.TO_ALL)
    def now_page() -> Response:
        require_shown()
        language = site.language()
        return present.answer(
            (PAGE, language), lambda view: _draw(site, view, language), "text/html; charset=utf-8"
        )

    @site.routes.open("GET", DATA, Open.TO_ALL)
    def now_data() -> Response:
        require_shown()
        language = site.language()
        return present.answer(
            (DATA, language),
            lambda view: _write(site, view, profile(), language),
            "application/json",
        )

    # Made ready at the start: it takes as long as a hundred answers
    site.app.jinja_env.get_template(TEMPLATE)
    site.routes.framed[PAGE] = lambda: settings().embed
    site.routes.shared.add(DATA)
    site.front_page_links.append(_make_link(lambda: settings().shown))


def _make_link(shown: Callable[[], bool]) -> FrontLink:
    return FrontLink(
        PAGE,
        {"vi": "Bây giờ có đông không", "en": "How busy it is now"},
        {
            "vi": "Bao nhiêu người đang chờ, chờ khoảng bao lâu; cho người còn ở nhà.",
            "en": "How many people wait and for how long; for those still at home.",
        },
        CITIZENS,
        "now/front/now.webp",
        shown=shown,
        short={"vi": "Bây giờ", "en": "Now"},
    )


def _draw(site: Site, view: NowView, language: str) -> bytes:
    words = _speak(site, language)
    return render_public_page(
        site,
        TEMPLATE,
        language=language,
        screen="now",
        view=view,
        names=site.catalogue.of(site.office.hall.catalogue, language),
        name_concerned=name_concerned,
        away=not site.processes.in_touch(),
        words=words,
    )


def _write(site: Site, view: NowView, profile: str, language: str) -> bytes:
    names = site.catalogue.of(site.office.hall.catalogue, language)
    return orjson.dumps(make_queue_monitors(view, profile, names, _speak(site, language)))


def _speak(site: Site, language: str) -> Words:
    zone = site.office.hall.catalogue.zone_info
    return Words(site.words, language, zone, site.office.now())

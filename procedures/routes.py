"""The front door of the public pages: search, a page for each procedure, codes, the poster."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from flask import Response, request
from pydantic import Field

from procedures.catalogue import Catalogue, Directory, name_units
from procedures.pages import PATH, Pages
from queueing.procedures import Offer, UnknownProcedure
from web.front_links import CITIZENS, FrontLink
from web.kept_answers import Drawn, KeptAnswers, make_public
from web.procedure_view_types import ElsewhereJson
from web.qr import draw_qr
from web.requests import Parameters, read_parameters
from web.roles import Open
from web.site import Site

MOST_CODES = 300
LONGEST = 100
A_YEAR = "public, max-age=31536000, immutable"
HTML, SVG = "text/html; charset=utf-8", "image/svg+xml"
GONE = (Offer.OVER, Offer.CLOSED)
draw_code = lru_cache(maxsize=MOST_CODES)(draw_qr)


class SearchParameters(Parameters):
    """What the search's address may say."""

    q: str = Field("", max_length=LONGEST, description="words of a procedure's name")
    department: str = Field("", max_length=LONGEST, description="all procedures of a department")


class ListParameters(Parameters):
    """What the list's address may say."""

    v: str | None = Field(None, description="the version wanted: kept for long if it is this one")


def install(
    site: Site,
    directory: Directory,
    synonyms: Callable[[], Mapping[str, str]] = dict,
    asked: Callable[[], Sequence[str]] = tuple,
    results: Callable[[], bool] = lambda: False,
    elsewhere: Callable[[], Sequence[ElsewhereJson]] = tuple,
) -> None:
    """Serve `/procedures` and all below it to everybody.

    `synonyms`: words people type -> words of the catalogue; `asked`: codes of procedures, the most
    asked for first; `results`: whether `/results` tells what became of a dossier; `elsewhere`: what
    people ask for that is done at other offices.
    """
    units = partial(_name_units, site)
    catalogue = Catalogue(directory, synonyms, asked, elsewhere, units)
    _install_pages(site, Pages(site, catalogue, results))
    _install_list(site, catalogue)
    _install_codes(site, catalogue)
    site.front_page_links.append(
        FrontLink(
            PATH,
            {"vi": "Tra cứu thủ tục", "en": "Procedures"},
            {
                "vi": "Giấy tờ, lệ phí, thời hạn, số phút chờ lúc này.",
                "en": "Papers, fee, time limit, the wait right now.",
            },
            CITIZENS,
            "procedures/front/procedures.webp",
            short={"vi": "Thủ tục", "en": "Procedures"},
        )
    )


def _name_units(site: Site) -> list[str]:
    return name_units(site.office.hall.catalogue)


def _install_pages(site: Site, pages: Pages) -> None:
    kept = KeptAnswers(lambda: pages)

    @site.routes.open("GET", PATH, Open.TO_ALL, parameters=SearchParameters)
    def search_page() -> Response:
        given = read_parameters(SearchParameters)
        asked = site.language(), given.q.strip(), given.department
        return kept.answer((PATH, *asked), lambda pages: pages.draw_search(*asked), HTML)

    @site.routes.open("GET", f"{PATH}/<code>", Open.TO_ALL)
    def procedure_page(code: str) -> Response:
        asked = code, site.language(), site.addresses.find_for_screens(request.host_url)

        def draw(pages: Pages) -> Drawn:
            drawn = pages.draw_procedure(*asked)
            if drawn is None:
                raise UnknownProcedure(procedure=code)
            content, offer = drawn
            return Drawn(content, 410 if offer in GONE else 200)

        return kept.answer(("procedure", *asked), draw, HTML)

    @site.routes.open("GET", f"{PATH}/poster", Open.TO_ALL)
    def poster_page() -> Response:
        address = site.addresses.find_for_screens(request.host_url)
        return make_public(Drawn(pages.draw_poster(site.language(), address)), HTML)


def _install_list(site: Site, catalogue: Catalogue) -> None:
    @site.routes.open("GET", f"{PATH}/list.json", Open.TO_ALL, parameters=ListParameters)
    def list_procedures() -> Response:
        known = catalogue.look()
        response = Response(known.encoded, content_type="application/json")
        response.set_etag(known.version)
        wanted = read_parameters(ListParameters).v
        response.headers["Cache-Control"] = A_YEAR if wanted == known.version else "no-cache"
        response.make_conditional(request)
        return response


def _install_codes(site: Site, catalogue: Catalogue) -> None:
    @site.routes.open("GET", f"{PATH}/<code>/qr.svg", Open.TO_ALL)
    def own_code(code: str) -> Response:
        if code not in catalogue.look().every:
            raise UnknownProcedure(procedure=code)
        address = site.addresses.find_for_screens(request.host_url)
        return make_public(Drawn(draw_code(f"{address}{PATH}/{code}")), SVG)

    @site.routes.open("GET", f"{PATH}/<code>/online.svg", Open.TO_ALL)
    def online_code(code: str) -> Response:
        stored = catalogue.look().every.get(code)
        if stored is None or not stored.procedure.url:
            raise UnknownProcedure(procedure=code)
        return make_public(Drawn(draw_code(stored.procedure.url)), SVG)

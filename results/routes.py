"""`/results` for everybody's phone, and what kiosks ask: what became of a dossier by its code.

A code goes in the body of a POST alone: it is in no address, no log and no journal.
"""

from typing import Any

from flask import Response, request
from pydantic import Field

from results.at_home import HomeVisits
from results.codes import LONGEST
from results.look_up import DossierLookUp, Found
from results.status import Standing
from results.view_types import DossierJson
from web.answers import json_answer
from web.callers import Caller
from web.errors import Busy, NotFound, TooMany
from web.front_links import CITIZENS, FrontLink
from web.guesses import Allowance, Guesses, Key
from web.places import say_inside
from web.public_pages import make_public_links
from web.requests import Body, find_own_network
from web.roles import Open, Right
from web.site import Site
from web.turns import FewAtOnce, others_first

PATH = "/results"
ASKED = "dossiers"
PER_BROWSER = Allowance(free=10, first_pause_s=60, longest_pause_s=3600, forgotten_s=3600)
PER_ADDRESS = Allowance(free=60, first_pause_s=60, longest_pause_s=300, forgotten_s=3600)
"""Of codes that nobody has; a whole hall may be behind one address."""
MISSES = (Standing.UNKNOWN, Standing.NO_CODE)
MOST_AT_ONCE, MOST_OF_AN_ADDRESS = 4, 2
"""Of the public page's questions to a slow source, in each process."""


class LookUp(Body):
    """Body of `POST /api/results`: what was typed or scanned."""

    code: str = Field(min_length=1, max_length=LONGEST)


def install(site: Site, dossiers: DossierLookUp) -> None:
    """Serve `/results` and `/api/results`; while it is off, both are not there."""
    guesses, visits = Guesses(site.processes.shared), HomeVisits(site)
    few = FewAtOnce(MOST_AT_ONCE, MOST_OF_AN_ADDRESS)

    @site.post("/api/results", Right.TAKE_NUMBERS, LookUp)
    def answer(caller: Caller, given: LookUp) -> Response:
        _require_on(dossiers)
        site.rates.check(ASKED, caller.id, dossiers.options.per_device_per_min)
        with others_first(request.environ):
            found = dossiers.look_up(given.code)
        response = json_answer(make_json(found))
        response.headers["Cache-Control"] = "no-store"
        return response

    @site.routes.open("GET", PATH, Open.TO_ALL)
    def ask() -> Response:
        _require_on(dossiers)
        return _draw(site, None)

    @site.routes.open("POST", PATH, Open.TO_OWN_FORM)
    def tell() -> Response:
        _require_on(dossiers)
        site.guard.check_form()
        text = request.form.get("code", "").strip()[:LONGEST]
        try:
            found = _look_up_guarded(site, dossiers, guesses, few, text) if text else None
        except (TooMany, Busy) as refusal:
            return _draw(site, None, refusal)
        if found is not None:
            visits.count(found)
        return _draw(site, found)

    site.front_page_links.append(
        FrontLink(
            PATH,
            {"vi": "Tra cứu kết quả hồ sơ", "en": "Is my result ready?"},
            {"vi": "Nhập mã hồ sơ trên giấy hẹn.", "en": "Type the code on your receipt."},
            CITIZENS,
            "results/front/results.webp",
            shown=lambda: dossiers.options.on,
            short={"vi": "Kết quả", "en": "Results"},
        )
    )


def make_json(found: Found) -> DossierJson:
    """Return an answer as pages get it."""
    answer = found.answer
    return {
        "standing": answer.standing,
        "day": None if answer.day is None else answer.day.isoformat(),
        "papers": answer.papers,
        "department": found.department,
        "service": found.service,
    }


def _require_on(dossiers: DossierLookUp) -> None:
    if not dossiers.options.on:
        raise NotFound


def _look_up_guarded(
    site: Site, dossiers: DossierLookUp, guesses: Guesses, few: FewAtOnce, text: str
) -> Found:
    """Look a code up for somebody whom nobody knows; raise TooMany or Busy."""
    address = find_own_network()
    site.rates.check(ASKED, address, dossiers.options.per_address_per_min)
    keys = (
        Key(PER_BROWSER, (ASKED, "browser", site.guard.find_browser_id())),
        Key(PER_ADDRESS, (ASKED, "address", address)),
    )
    with few.let_in(address):
        guesses.count(*keys)
        with others_first(request.environ):
            found = dossiers.look_up(text)
            if found.answer.standing not in MISSES and not found.answer.odd:
                guesses.forgive(*keys)
    return found


def _draw(site: Site, found: Found | None, refusal: TooMany | Busy | None = None) -> Response:
    wait_s = refusal.retry_after_s or 0 if isinstance(refusal, TooMany) else 0
    language = site.language()
    names = site.catalogue.of(site.office.hall.catalogue, language)
    shown: dict[str, Any] = {"found": found, "answer": found and found.answer}
    department = found.department if found else None
    if department is not None:
        floor = site.office.hall.catalogue.departments[department].floor
        shown["office"] = names["departments"][department]["name"]
        shown["floor"] = say_inside(names["floors"].get(floor, ""))
    response = site.render_page(
        "results.html",
        language=language,
        screen="results",
        public_links=make_public_links(site, language),
        room=PATH,
        wait_min=-(-wait_s // 60),
        busy=isinstance(refusal, Busy),
        **shown,
    )
    if refusal is not None:
        response.status_code = refusal.status
        response.headers["Retry-After"] = f"{refusal.retry_after_s}"
    return response

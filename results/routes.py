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
from web.errors import NotFound, TooMany
from web.front_links import CITIZENS, FrontLink
from web.guesses import Allowance, Guesses, Key
from web.requests import Body, find_own_network
from web.roles import Open, Right
from web.site import Site

ASKED = "dossiers"
PER_BROWSER = Allowance(free=10, first_pause_s=60, longest_pause_s=3600, forgotten_s=3600)
PER_ADDRESS = Allowance(free=60, first_pause_s=60, longest_pause_s=300, forgotten_s=3600)
"""Of codes that nobody has; a whole hall may be behind one address."""
MISSES = (Standing.UNKNOWN, Standing.NO_CODE)


class LookUp(Body):
    """Body of `POST /api/results`: what was typed or scanned."""

    code: str = Field(min_length=1, max_length=LONGEST)


def install(site: Site, dossiers: DossierLookUp) -> None:
    """Serve `/results` and `/api/results`; while it is off, both are not there."""
    guesses, visits = Guesses(site.processes.shared), HomeVisits(site)

    @site.post("/api/results", Right.TAKE_NUMBERS, LookUp)
    def answer(caller: Caller, given: LookUp) -> Response:
        _require_on(dossiers)
        site.rates.check(ASKED, caller.id, dossiers.options.per_device_per_min)
        response = json_answer(make_json(dossiers.look_up(given.code)))
        response.headers["Cache-Control"] = "no-store"
        return response

    @site.routes.open("GET", "/results", Open.TO_ALL)
    def ask() -> Response:
        _require_on(dossiers)
        return _draw(site, None)

    @site.routes.open("POST", "/results", Open.TO_OWN_FORM)
    def tell() -> Response:
        _require_on(dossiers)
        site.guard.check_form()
        text = request.form.get("code", "").strip()[:LONGEST]
        try:
            found = _look_up_guarded(site, dossiers, guesses, text) if text else None
        except TooMany as refusal:
            return _draw(site, None, wait_s=refusal.retry_after_s or 0, status=429)
        if found is not None:
            visits.count(found)
        return _draw(site, found)

    site.front_page_links.append(
        FrontLink(
            "/results",
            {"vi": "Tra cứu kết quả hồ sơ", "en": "Is my result ready?"},
            {"vi": "Nhập mã hồ sơ trên giấy hẹn.", "en": "Type the code on your receipt."},
            CITIZENS,
            shown=lambda: dossiers.options.on,
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


def _look_up_guarded(site: Site, dossiers: DossierLookUp, guesses: Guesses, text: str) -> Found:
    """Look a code up for somebody whom nobody knows; raise TooMany."""
    address = find_own_network()
    site.rates.check(ASKED, address, dossiers.options.per_address_per_min)
    keys = (
        Key(PER_BROWSER, (ASKED, "browser", site.guard.find_browser_id())),
        Key(PER_ADDRESS, (ASKED, "address", address)),
    )
    guesses.count(*keys)
    found = dossiers.look_up(text)
    if found.answer.standing not in MISSES:
        guesses.forgive(*keys)
    return found


def _draw(site: Site, found: Found | None, *, wait_s: int = 0, status: int = 200) -> Response:
    language = site.language()
    names = site.catalogue.of(site.office.hall.catalogue, language)
    shown: dict[str, Any] = {"found": found, "answer": found and found.answer}
    department = found.department if found else None
    if department is not None:
        floor = site.office.hall.catalogue.departments[department].floor
        shown["office"] = names["departments"][department]["name"]
        shown["floor"] = names["floors"].get(floor, "")
    response = site.render_page(
        "results.html",
        language=language,
        screen="results",
        wait_min=-(-wait_s // 60),
        **shown,
    )
    response.status_code = status
    return response

"""What a device asks for itself: a code to show, and whether somebody has let it in."""

from functools import partial
from urllib.parse import parse_qsl, urlencode

from flask import Response, request, session
from pydantic import Field

from web.answers import json_answer
from web.callers import Caller
from web.errors import NotFound, TooMany
from web.pairing.approving import Approval, approve_pairing
from web.pairing_codes import Asked, Pairing, derive_token, spaced_code
from web.qr import make_qr_address
from web.redirects import next_address, see_other
from web.requests import Body, read_body
from web.roles import PLACES, Open, Right, Role
from web.site import Site
from web.view_types import PairClaim, PairExtra

SECRET = "pairing"
"""Where the session of a browser that shows a code keeps its secret."""
APPROVE_AT = "/devices/approve"


class Show(Body):
    """Body of `POST /api/pairings`: what a program that shows a code wants to be."""

    role: Role | None = None


class Claim(Body):
    """Body of `POST /api/pairings/claim`: the secret that came with the code."""

    secret: str = Field(max_length=100)


def install_pairing(site: Site) -> None:
    """Serve `/pair`, `/pair/claim`, `/api/pairings…`; devices' pages show codes from now on."""
    _install_pages(site)
    _install_programs(site)

    @site.post("/api/pairings/<code>/approve", Right.PAIR_DEVICES, Approval)
    def approve(caller: Caller, given: Approval, code: str) -> Response:
        device = approve_pairing(site, caller, code, given)
        places = {place: getattr(device, place) for place in PLACES}
        named = {"id": str(device.id), "role": device.role, "name": device.name, **places}
        return json_answer({"device": named}, 201)


def _show_code(
    site: Site, wanted: Role | None, after: str, *, refused: bool, status: int
) -> Response:
    """Answer as ShowCode says."""
    pairings = site.pairings
    pairing = pairings.find(session.get(SECRET, ""))
    if pairing is not None and pairing.device_id is not None:
        return see_other(_enter(site, pairing, after))
    wait_s = 0
    if pairing is None and request.method == "GET":
        try:
            session[SECRET], pairing = _open(site, wanted, browser=True)
        except TooMany as full:
            wait_s = full.retry_after_s or 1
    response = _make_page(site, pairing, after, refused=refused, wait_s=wait_s)
    response.status_code = status
    return response


def _install_pages(site: Site) -> None:
    pairings, show = site.pairings, partial(_show_code, site)
    site.show_code = show

    @site.routes.open("GET", "/pair", Open.TO_ALL)
    def pair() -> Response:
        shown = show(None, next_address("/"), refused="refused" in request.args, status=200)
        if request.accept_mimetypes.best != "application/json":
            return shown
        pairing = pairings.find(session.get(SECRET, ""))
        if pairing is None:
            raise TooMany
        return json_answer(_describe(site, pairing))

    @site.routes.open("POST", "/pair/claim", Open.TO_OWN_FORM)
    def claim() -> Response:
        site.guard.check_form()
        pairing = pairings.find(session.get(SECRET, ""))
        if pairing is None:
            return json_answer(PairClaim(state="over"))
        if pairing.device_id is None:
            return json_answer(PairClaim(state="waiting"))
        at = _enter(site, pairing, next_address("/"))
        return json_answer(PairClaim(state="approved", next=at))


def _install_programs(site: Site) -> None:
    pairings = site.pairings

    @site.routes.open("POST", "/api/pairings", Open.TO_NEW_DEVICE, Show)
    def show_to_a_program() -> Response:
        given = read_body(Show)
        secret, pairing = _open(site, given.role, browser=False)
        return json_answer({**_describe(site, pairing), "secret": secret}, 201)

    @site.routes.open("POST", "/api/pairings/claim", Open.TO_NEW_DEVICE, Claim)
    def claim_by_a_program() -> Response:
        secret = read_body(Claim).secret
        pairing = pairings.find(secret)
        # A page's secret stands in its cookie, which all may read who hear the network
        if pairing is None or pairing.asked.browser:
            raise NotFound
        if pairing.device_id is None:
            return json_answer({"state": "waiting"})
        token = derive_token(secret)
        device = site.guard.accounts.find_token(token)
        if device is None:
            raise NotFound
        return json_answer({"state": "approved", "role": device.role, "token": token})


def _open(site: Site, wanted: Role | None, *, browser: bool) -> tuple[str, Pairing]:
    """Return what Pairings.open does, for who is asking now."""
    program = request.headers.get("User-Agent", "")[:300]
    asked, limits = Asked(request.remote_addr or "", program, wanted, browser), site.limits
    return site.pairings.open(asked, limits.codes_per_address, limits.codes)


def _describe(site: Site, pairing: Pairing) -> dict[str, object]:
    at = f"{site.addresses.public_url or request.host_url.rstrip('/')}{_approve_at(pairing)}"
    left_s = round(site.pairings.left_s(pairing))
    return {"code": spaced_code(pairing.code), "good_for_s": left_s, "approve_at": at}


def _approve_at(pairing: Pairing) -> str:
    return f"{APPROVE_AT}?code={pairing.code}"


def _enter(site: Site, pairing: Pairing, after: str) -> str:
    """Let this browser be the approved device; return the address of its page."""
    known = site.guard.accounts.find_device
    caller = site.guard.enrol_device(
        None if pairing.device_id is None else known(pairing.device_id)
    )
    session.pop(SECRET, None)
    home = site.homes.get(caller.role, "/")
    path, _, query = after.partition("?")
    own = (home, *site.pages_beside.get(caller.role, ()))
    if not any(path == page or path.startswith(f"{page}/") for page in own):
        return home
    # Its place is what it was given, not what the address says
    kept = [(key, text) for key, text in parse_qsl(query) if not getattr(caller, key, None)]
    return path + (f"?{urlencode(kept)}" if kept else "")


def _make_page(
    site: Site,
    pairing: Pairing | None,
    after: str,
    *,
    refused: bool,
    wait_s: int,
) -> Response:
    by_phone = site.addresses.find_for_phones(request.host_url)
    left_s = site.pairings.left_s(pairing) if pairing else wait_s
    extra: PairExtra = {"next": after, "good_for_s": left_s}
    return site.render_page(
        "pair.html",
        language=site.language(),
        screen="web",
        extra=extra,
        code=spaced_code(pairing.code) if pairing else "",
        qr=make_qr_address(by_phone + _approve_at(pairing)) if pairing and by_phone else None,
        by_hand=(by_phone or request.host_url.rstrip("/")) + APPROVE_AT,
        refused=refused,
        wait_min=-(-wait_s // 60),
        next=after,
    )

"""`/devices/approve`: an administrator or a guide lets a device in, from a phone too."""

from typing import Any

from flask import Response, request

from admin.pages.places import (
    ROLE_NAMES,
    Place,
    find_likely,
    find_place,
    list_places,
    list_taken,
)
from queueing.accounts import LONGEST_NAME, Device
from queueing.errors import InvalidField
from web.callers import Caller
from web.errors import TooMany
from web.messages import MESSAGES
from web.pairing.approving import Approval, approve_pairing, find_pairing
from web.pairing_codes import LENGTH, Pairing, UnknownPairing, plain_code, spaced_code
from web.roles import Right, Role
from web.site import Site

HERE = "/devices/approve"
BAD_NAME = "Tên gồm 1 đến 64 chữ cái, chữ số hoặc . _ @ -, giữa các từ có một dấu cách."
NO_PLACE = "Hãy chọn thiết bị này là gì và đặt ở đâu."


def install_approving(site: Site) -> None:
    """Serve the page where a code is entered, and the form that lets the device in."""

    @site.staff_page(HERE, Right.PAIR_DEVICES)
    def ask(caller: Caller) -> Response:
        code = request.args.get("code", "")
        if not plain_code(code):
            return _make_page(site, "")
        try:
            return _make_page(site, code, pairing=find_pairing(site, caller, code))
        except (UnknownPairing, TooMany) as fault:
            return _refuse(site, "", fault)

    @site.post(HERE, Right.PAIR_DEVICES)
    def approve(caller: Caller) -> Response:
        code = request.form.get("code", "")
        name = request.form.get("name", "").strip()[: 2 * LONGEST_NAME]
        place = find_place(_list(site), request.form.get("place", ""))
        try:
            pairing = find_pairing(site, caller, code)
            if place is None:
                return _make_page(site, code, pairing=pairing, faults=[NO_PLACE], name=name)
            given = Approval(role=place.role, name=name or _make_name(place), **place.fields)
            return _make_page(site, "", made=approve_pairing(site, caller, code, given))
        except InvalidField:
            pairing = find_pairing(site, caller, code)
            return _make_page(
                site, code, pairing=pairing, faults=[BAD_NAME], name=name, chosen=place
            )
        except (UnknownPairing, TooMany) as fault:
            return _refuse(site, code, fault)


def _list(site: Site) -> list[Place]:
    language = site.language()
    say = site.words.make_translator(language, "admin")
    catalogue = site.office.hall.catalogue
    return list_places(catalogue, say, lambda names: site.words.pick_name(language, names))


def _make_name(place: Place) -> str:
    """Return a name for a device that got none: what it is and where it stands, in Vietnamese."""
    return f"{ROLE_NAMES[place.role]} {place.code}".strip()


def _refuse(site: Site, code: str, fault: UnknownPairing | TooMany) -> Response:
    response = _make_page(site, "", faults=[MESSAGES[fault.code]], typed=code)
    if isinstance(fault, TooMany):
        response.status_code = fault.status
        response.headers["Retry-After"] = str(fault.retry_after_s)
    else:
        response.status_code = 404
    return response


def _make_page(
    site: Site,
    code: str,
    *,
    pairing: Pairing | None = None,
    made: Device | None = None,
    **context: Any,
) -> Response:
    wanted = pairing.asked.role if pairing else None
    roles = sorted(ROLE_NAMES, key=lambda role: role is not wanted)
    places, taken = _list(site), list_taken(site.guard.accounts.tokens())
    context.setdefault("chosen", find_likely(places, wanted, taken))
    return site.render_page(
        "approve.html",
        language=site.language(),
        screen="web",
        here=HERE,
        code=spaced_code(plain_code(code)) if code else "",
        most=LENGTH + 4,
        asked=pairing.asked if pairing else None,
        left_min=-(-site.pairings.left_s(pairing) // 60) if pairing else 0,
        made=made,
        home=site.homes.get(Role.ADMIN, "/"),
        kinds=[
            (ROLE_NAMES[role], [place for place in places if place.role is role]) for role in roles
        ],
        role_names=ROLE_NAMES,
        taken=taken,
        **context,
    )

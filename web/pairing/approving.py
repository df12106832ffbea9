"""Who may let devices in, by which code, and where a device may stand."""

import logging
from collections.abc import Mapping
from unicodedata import normalize

from pydantic import Field

from queueing.accounts import Device, is_name
from queueing.catalogue import Catalogue
from queueing.errors import InvalidField
from web.callers import Caller
from web.guesses import Allowance, Key
from web.pairing_codes import Pairing
from web.requests import Body, find_own_network
from web.roles import ANYWHERE, DEVICE_ROLES, PLACES, ROLE_API, Role
from web.site import Site

PAIRED_ROLES = tuple(role for role in DEVICE_ROLES if role is not ROLE_API)
"""What a device may be let in as; integrations get their tokens at the command line."""
PER_CALLER = Allowance(free=5, first_pause_s=60, longest_pause_s=3600, forgotten_s=3600)
PER_ADDRESS = Allowance(free=10, first_pause_s=60, longest_pause_s=600, forgotten_s=3600)
FROM_ALL = Allowance(free=50, first_pause_s=60, longest_pause_s=60, forgotten_s=600)
log = logging.getLogger("xinmoi.devices")


class Approval(Body):
    """Body of `POST /api/pairings/CODE/approve`: what the device is from now on, and where."""

    role: Role
    name: str = Field(max_length=200)
    kiosk: str | None = Field(default=None, max_length=64)
    counter: str | None = Field(default=None, max_length=64)
    zone: str | None = Field(default=None, max_length=64)


def find_pairing(site: Site, caller: Caller, code: str) -> Pairing:
    """Return who shows this code; raise UnknownPairing, or TooMany after wrong ones.

    Wrong codes are counted for who types them, for the address and in all.
    """
    return site.pairings.guess(
        code,
        Key(PER_CALLER, ("pairing", caller.id)),
        Key(PER_ADDRESS, ("pairing at", find_own_network())),
        Key(FROM_ALL, ("pairings",)),
    )


def approve_pairing(site: Site, caller: Caller, code: str, given: Approval) -> Device:
    """Let the device with this code in; raises what `find_pairing` raises, and InvalidField."""
    accounts = site.guard.accounts

    def make(digest: bytes) -> Device:
        return accounts.create_device(
            digest,
            given.role,
            check_device(site.office.hall.catalogue, given),
            counter=given.counter,
            kiosk=given.kiosk,
            zone=given.zone,
            actor=caller.id,
        )

    find_pairing(site, caller, code)
    device = site.pairings.approve(code, make)
    log.info("%s lets in %s %r as device %s", caller.id, device.role, device.name, device.id)
    return device


def check_device(catalogue: Catalogue, given: Approval) -> str:
    """Return the device's name in one form; raise InvalidField for what it cannot be.

    A computer of all counters or kiosks is nothing that a page lets in, see ANYWHERE.
    """
    name = normalize("NFC", given.name).strip()
    if given.role not in PAIRED_ROLES:
        raise InvalidField(field="role")
    if not is_name(name):
        raise InvalidField(field="name")
    known: Mapping[str, Mapping[str, object]] = {
        "kiosk": catalogue.kiosks,
        "counter": catalogue.counters,
        "zone": catalogue.zones,
    }
    for place, roles in PLACES.items():
        where = getattr(given, place)
        here = given.role in roles
        if where is None and here and given.role not in ANYWHERE:
            raise InvalidField(field=place)
        if where is not None and (not here or where not in known[place]):
            raise InvalidField(field=place)
    return name

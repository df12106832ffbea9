"""What devices are called, and where one may stand: the same list to let one in and to move it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from queueing.accounts import Device
from queueing.catalogue import Catalogue, Names
from web.pairing.approving import PAIRED_ROLES
from web.roles import ANYWHERE, PLACES, Role

ROLE_NAMES: Mapping[Role, str] = {
    Role.KIOSK: "Máy lấy số",
    Role.DISPLAY: "Màn hình sảnh",
    Role.COUNTER: "Máy tính quầy",
    Role.RATING: "Máy đánh giá",
    Role.KEYS: "Bàn phím gọi số",
    Role.PRINTER: "Máy in phiếu",
    Role.API: "Phần mềm khác",
}
WITHOUT_PLACE: Mapping[Role, str] = {
    Role.DISPLAY: "Không gắn với khu chờ nào",
    Role.PRINTER: "Máy in trong mạng",
}
"""By a role of ANYWHERE: what standing nowhere in particular means."""
Say = Callable[..., str]
PickName = Callable[[Names], str]


@dataclass(frozen=True)
class Place:
    """One line of the list. `value`: "kiosk:K1" as the form sends it; `name` as people read it."""

    role: Role
    code: str
    name: str

    @property
    def value(self) -> str:
        """Return what the form sends."""
        return f"{self.role}:{self.code}"

    @property
    def fields(self) -> dict[str, str]:
        """Return the place by the name of its kind, as tokens have it; nothing without one."""
        kind = next((kind for kind, roles in PLACES.items() if self.role in roles), "")
        return {kind: self.code} if self.code else {}


def list_places(catalogue: Catalogue, say: Say, pick: PickName) -> list[Place]:
    """Return every place of every role that a device may be let in as."""
    return [
        Place(role, code, name)
        for role in PAIRED_ROLES
        for code, name in _list_of(role, catalogue, say, pick)
    ]


def find_place(places: Sequence[Place], value: str) -> Place | None:
    """Return the line that a form has sent."""
    return next((place for place in places if place.value == value), None)


def list_taken(devices: Iterable[Device]) -> frozenset[str]:
    """Return the values of the places at which a device stands that was not revoked."""
    return frozenset(
        f"{device.role}:{device.counter or device.kiosk or device.zone or ''}"
        for device in devices
        if device.revoked_at is None
    )


def find_likely(
    places: Sequence[Place], wanted: Role | None, taken: Collection[str]
) -> Place | None:
    """Return where a new device probably stands: the first free place of the kind it has opened.

    One for nowhere in particular comes last; None where the kind is not known or all are taken.
    """
    free = [each for each in places if each.role is wanted and each.value not in taken]
    somewhere = [each for each in free if each.code]
    return next(iter(somewhere or free), None)


def name_place(device: Device, places: Sequence[Place]) -> str:
    """Return where a device stands, as people read it; its code where it stands there no more."""
    code = device.counter or device.kiosk or device.zone or ""
    found = find_place(places, f"{device.role}:{code}")
    return found.name if found else code


def _list_of(
    role: Role, catalogue: Catalogue, say: Say, pick: PickName
) -> Iterator[tuple[str, str]]:
    if role in ANYWHERE:
        yield "", say(WITHOUT_PLACE[role])
    if role in PLACES["kiosk"]:
        yield from ((code, f"{code} – {pick(names)}") for code, names in catalogue.kiosks.items())
    elif role in PLACES["zone"]:
        yield from ((code, pick(zone.names)) for code, zone in catalogue.zones.items())
    else:
        for code, counter in catalogue.counters.items():
            yield code, say("Quầy %(label)s", label=counter.label)

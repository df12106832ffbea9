"""`/admin/devices`: what has been let in, where it stands, whether it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import urlencode

from flask import Response, request

from admin.pages.frame import Frame
from admin.pages.pairing import BAD_NAME, NO_PLACE
from admin.pages.places import ROLE_NAMES, Place, find_place, list_places, name_place
from queueing.accounts import LONGEST_NAME, Device
from queueing.errors import InvalidField
from queueing.name_order import make_name_key
from web.callers import Caller
from web.errors import NotFound
from web.pairing.approving import Approval, check_device
from web.redirects import see_other
from web.roles import Right, Role
from web.seen_devices import Seen
from web.view_types import PrinterForGuides

HERE = "/admin/devices"
MOST_REVOKED = 20
DONE = {
    "saved": "Đã lưu. Thiết bị tự chuyển theo trong vài giây.",
    "revoked": "Đã thu hồi. Thiết bị không còn dùng được từ lúc này.",
}
CONDITIONS = {
    "ready": "Sẵn sàng",
    "near_end": "Sắp hết giấy",
    "paper_out": "Hết giấy",
    "cover_open": "Đang mở nắp",
    "error": "Báo lỗi",
    "offline": "Chưa sẵn sàng",
    "no_reply": "Không trả lời",
    "garbled": "Trả lời không như máy in",
    "unreachable": "Không kết nối được",
    "away": "Chưa có chương trình in",
}


@dataclass(frozen=True)
class Row:
    """A device as the page shows it. `printers`: those at its place, with their paper."""

    device: Device
    place: str
    in_touch: bool
    seen_at: datetime | None
    page_is_old: bool
    places: Sequence[Place]
    printers: Sequence[PrinterForGuides]


def install_devices(frame: Frame) -> None:
    """Serve the list of devices, and what its forms ask for."""
    site = frame.site
    accounts = site.guard.accounts

    @site.staff_page(HERE, Right.MANAGE_DEVICES)
    def devices(caller: Caller) -> Response:
        return _show(frame, caller, done=DONE.get(request.args.get("done", ""), ""))

    @site.post(f"{HERE}/<int:device_id>/change", Right.MANAGE_DEVICES)
    def change(caller: Caller, device_id: int) -> Response:
        device = _require(frame, device_id)
        place = find_place(_list_places(frame), request.form.get("place", ""))
        name = request.form.get("name", "")[: 2 * LONGEST_NAME]
        if device.role == Role.API:
            place = Place(Role.API, "", "")
        if place is None or place.role != device.role:
            return _show(frame, caller, faults=[NO_PLACE], opened=device_id, status=422)
        try:
            given = Approval(role=Role(device.role), name=name, **place.fields)
            name = check_device(site.office.hall.catalogue, given)
        except InvalidField:
            return _show(frame, caller, faults=[BAD_NAME], opened=device_id, status=422)
        places = {kind: getattr(given, kind) for kind in ("counter", "kiosk", "zone")}
        accounts.change_device(device_id, name, **places, actor=caller.id)
        return _go_back("saved")

    @site.post(f"{HERE}/<int:device_id>/revoke", Right.MANAGE_DEVICES)
    def revoke(caller: Caller, device_id: int) -> Response:
        _require(frame, device_id)
        accounts.revoke(device_id, actor=caller.id)
        return _go_back("revoked")


def _go_back(done: str) -> Response:
    language = {"lang": request.args["lang"]} if "lang" in request.args else {}
    return see_other(f"{HERE}?{urlencode({'done': done, **language})}")


def _require(frame: Frame, device_id: int) -> Device:
    device = frame.site.guard.accounts.find_device(device_id)
    if device is None:
        raise NotFound
    return device


def _show(
    frame: Frame,
    caller: Caller,
    *,
    done: str = "",
    faults: Sequence[str] = (),
    opened: int | None = None,
    status: int = 200,
) -> Response:
    site = frame.site
    say = site.words.make_translator(site.language(), "admin")
    known = site.guard.accounts.tokens()
    printers = frame.hall.printers.make_guide_view(site.office.hall)
    places = _list_places(frame)
    pair_at = f"{site.addresses.public_url or request.host_url.rstrip('/')}/pair"
    seen = site.seen_devices.find_all()
    rows = [
        _make_row(frame, each, seen.get(each.id), places, printers)
        for each in known
        if not each.revoked_at
    ]
    roles = list(ROLE_NAMES)
    revoked = sorted(
        (each for each in known if each.revoked_at), key=lambda each: str(each.revoked_at)
    )
    return frame.page(
        caller,
        HERE,
        "devices.html",
        status=status,
        here=HERE,
        done=say(done) if done else "",
        faults=[say(fault) for fault in faults],
        opened=opened,
        pair_at=pair_at,
        rows=sorted(
            rows,
            key=lambda row: (roles.index(Role(row.device.role)), make_name_key(row.device.name)),
        ),
        revoked=list(islice(reversed(revoked), MOST_REVOKED)),
        role_names=ROLE_NAMES,
        conditions=CONDITIONS,
        when=datetime.fromisoformat,
    )


def _make_row(
    frame: Frame,
    device: Device,
    seen: Seen | None,
    places: Sequence[Place],
    printers: Sequence[PrinterForGuides],
) -> Row:
    page = (seen.page if seen else None) or device.page
    stored = datetime.fromisoformat(device.seen_at) if device.seen_at else None
    beside = [
        printer
        for printer in printers
        if device.kiosk in printer["places"] and device.role in (Role.KIOSK, Role.PRINTER)
    ]
    return Row(
        device,
        name_place(device, places),
        seen is not None and seen.in_touch,
        seen.at if seen else stored,
        page not in (None, frame.site.assets.base),
        [place for place in places if place.role == device.role],
        beside,
    )


def _list_places(frame: Frame) -> list[Place]:
    site = frame.site
    language = site.language()
    say = site.words.make_translator(language, "admin")
    catalogue = site.office.hall.catalogue
    return list_places(catalogue, say, lambda names: site.words.pick_name(language, names))

"""`/admin/media`: the pictures and videos that boards show while no call is new."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import quote

from flask import Response, request

from admin.pages.door import NotAccepted
from admin.pages.fault_words import say_faults
from admin.pages.frame import Frame
from admin.pages.media_folders import MediaFolders, Medium
from admin.pages.proposing import propose
from admin.pages.shown_days import say_days
from queueing.errors import CannotStore, Refusal
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right
from web.typed_days import read_day

HERE = "/admin/media"
WHOLE_CENTRE = "all"
FILES_SHOWN = ".jpg,.jpeg,.png,.webp,.mp4,.webm"
LARGEST_PICTURE_MB = 10
LONGEST_DAY = 20
log = logging.getLogger("xinmoi.media")


class NoDay(Refusal):
    """What was typed is no day."""

    code = "no_day"


@dataclass(frozen=True)
class Board:
    """A zone's board on the page. `files` None: it shows none."""

    zone: str
    name: str
    files: list[Medium] | None
    removed: list[Medium]


def install_media(frame: Frame) -> None:
    """Serve the list of each board's files, and what its buttons ask for."""
    site, media = frame.site, frame.hall.media

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show(caller: Caller) -> Response:
        return _render(frame, caller)

    @site.post(HERE, Right.RUN_CENTRE)
    def change(caller: Caller) -> Response:
        form = request.form
        zone = form.get("zone", "")
        if zone not in _list_zones(frame):
            return see_other(HERE)
        if "show" in form:
            return _propose_folder(frame, caller, zone)
        act = _find_act(media, form)
        if act is None:
            return see_other(HERE)
        mark, name = form.get("mark", ""), form.get("name", "")
        try:
            act(zone, mark, name)
        except Refusal as refusal:
            return _render(frame, caller, [_say(frame, refusal)], 409)
        except CannotStore:
            said = frame.translator()("Không ghi được vào thư mục này. Chưa đổi gì.")
            return _render(frame, caller, [said], 503)
        log.info("%s of zone %s: %s by %s", name, zone, form.get("do"), caller.id)
        return see_other(f"{HERE}#{zone}")


def _find_act(
    media: MediaFolders, form: Mapping[str, str]
) -> Callable[[str, str, str], None] | None:
    acts: Mapping[str, Callable[[str, str, str], None]] = {
        "days": partial(_set_days, media, form),
        "earlier": partial(_move_earlier, media),
        "later": partial(_move_later, media),
        "remove": media.remove,
        "restore": media.restore,
        "erase": media.erase,
    }
    return acts.get(form.get("do", ""))


def _set_days(
    media: MediaFolders, form: Mapping[str, str], zone: str, mark: str, name: str
) -> None:
    first, last = (_read_day(form.get(end, "")) for end in ("first", "last"))
    media.set_days(zone, mark, name, first, last)


def _read_day(text: str) -> date | None:
    typed = text.strip()
    try:
        return date.fromisoformat(read_day(typed)) if typed else None
    except ValueError:
        raise NoDay(text=typed[:LONGEST_DAY])


def _move_earlier(media: MediaFolders, zone: str, mark: str, name: str) -> None:
    media.move(zone, mark, name, -1)


def _move_later(media: MediaFolders, zone: str, mark: str, name: str) -> None:
    media.move(zone, mark, name, 1)


def _propose_folder(frame: Frame, caller: Caller, zone: str) -> Response:
    """Let a board show what is in a folder of its own: a change of the configuration."""
    say, name = frame.translator(), _list_zones(frame)[zone]
    return propose(
        frame,
        caller,
        HERE,
        {("screens", "display", "zones", zone, "media"): f"media/{zone}"},
        lambda _: f"{name}: {say('thư mục ảnh và video')}",
        partial(_render, frame, caller),
    )


def _say(frame: Frame, refusal: Refusal) -> str:
    site = frame.site
    return site.words.say_refusal(site.language(), refusal.code, refusal.fields)


def _list_zones(frame: Frame) -> dict[str, str]:
    """Return zone -> its name, of the zones that may have a board; the whole centre last."""
    site = frame.site
    language, zones = site.language(), site.office.hall.catalogue.zones
    named = {code: site.words.pick_name(language, each.names) for code, each in zones.items()}
    return {**named, WHOLE_CENTRE: frame.translator()("Toàn trung tâm")}


def _render(
    frame: Frame, caller: Caller, faults: list[str] | None = None, status: int = 200
) -> Response:
    say = frame.translator()
    found = list(faults or ())
    mark = ""
    try:
        mark = frame.door.read().mark
    except NotAccepted as refused:
        found += say_faults(frame, refused.faults)
    return frame.page(
        caller,
        HERE,
        "media.html",
        status=status,
        faults=found,
        done=say("Đã lưu và đang áp dụng.") if request.args.get("done") else "",
        boards=frame.site.runtime.offload(_list_boards, frame.hall.media, _list_zones(frame)),
        mark=mark,
        accepted=FILES_SHOWN,
        most_mb=frame.site.limits.media_mb,
        most_picture_mb=LARGEST_PICTURE_MB,
        address=_make_address,
        say_days=partial(say_days, say),
        today=frame.find_today(),
        write_size=lambda size: _write_size(frame, size),
    )


def _list_boards(media: MediaFolders, zones: Mapping[str, str]) -> list[Board]:
    return [
        Board(
            zone,
            name,
            list(media.list_files(zone)) if media.has_folder(zone) else None,
            list(media.list_removed(zone)),
        )
        for zone, name in zones.items()
    ]


def _write_size(frame: Frame, size: int) -> str:
    say = frame.translator()
    if size < 2**20:
        return say("%(size)s KB", size=-(-size // 1024))
    written = f"{size / 2**20:.1f}"
    comma = "," if frame.site.language() == "vi" else "."
    return say("%(size)s MB", size=written.replace(".", comma))


def _make_address(zone: str, medium: Medium) -> str:
    """Return where the board finds a file; see `display/media_routes.py`."""
    name = quote(medium.name.encode(errors="surrogateescape"), safe="")
    return f"/display/media/{zone}/{medium.mark}/{name}"

"""The lobby's front door: the display's page, its plain sister, the board as JSON and live."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import Response, request
from pydantic import Field

from display.basic import count_rows, pick_told
from display.media_folders import MediaFolders
from display.media_routes import install_media
from display.refusals import REFUSALS
from display.settings import Board, DisplayScreen
from display.speech.server import Voice, VoiceOptions, install_voice
from display.view import check_zone, find_next_opening, list_notices, list_ready, make_board
from display.view_types import BoardView, DisplayExtra, Layout
from queueing.announcement_timing import AnnouncementTiming
from queueing.hall import Hall
from queueing.numbering import service_day
from web.answers import json_answer
from web.callers import Caller
from web.errors import NotAllowed
from web.front_links import WAITING_HALL, FrontLink
from web.live.attendance import tell_of_the_gone
from web.live.screen import Screen
from web.requests import Parameters
from web.roles import Right, Role
from web.site import Site

LOOK_AGAIN_S = 60.0
"""So late after midnight a notice may come or go."""
MARGINS = {str(percent): percent for percent in range(11)}
FRONT_LINK = FrontLink(
    "/display",
    {"vi": "Màn hình sảnh", "en": "Lobby board"},
    {"vi": "Số đang được gọi và quầy tiếp nhận.", "en": "Numbers being called, and where."},
    WAITING_HALL,
    "display/front/display-hero.webp",
)
LAYOUTS: dict[str, Layout] = {"hero": "hero", "board": "board"}


class BoardParameters(Parameters):
    """What `/api/board` may be asked for."""

    zone: str | None = Field(None, description="whose board; else the device's own, or all")


def install(
    site: Site,
    settings: Callable[[], DisplayScreen],
    voice_options: Callable[[], VoiceOptions],
    media: MediaFolders,
    sounds: Path,
) -> Voice:
    """Serve `/display`, `/display/…`, `/api/board`, namespace `/display`, and what players need.

    `settings` and `voice_options` as they are now: a changed configuration may be taken at any
    time. `media`: the zones' pictures and videos; `sounds`: the folder of spoken calls.
    """
    voice = Voice(site.office, site.runtime, site.background, voice_options, sounds, site.processes)

    def zone_of(parameters: Mapping[str, str], caller: Caller) -> str:
        wanted = check_zone(site.office.hall.catalogue, parameters.get("zone") or caller.zone)
        if caller.zone not in (None, wanted):
            raise NotAllowed
        return wanted

    def view_of(hall: Hall, zone: str, now: datetime) -> BoardView:
        return {
            **make_board(hall, zone, now),
            **voice.make_board_part(zone),
            "media_changes": media.count_changes(zone),
            "next_up": list_ready(hall, zone, now) if settings().next_up else [],
            "notices": list_notices(site.centre.notices, _today(hall, now)),
        }

    screen = Screen[str](
        site, "/display", right=Right.SEE_BOARD, query=zone_of, view=view_of, again_s=LOOK_AGAIN_S
    )
    voice.subscribe(screen.mark_changed)
    media.subscribe(screen.mark_changed)
    tell_of_the_gone(site, screen, "board_gone", lambda: site.office.hall.catalogue.zones)
    site.health["voice"] = voice.health
    site.words.add_refusals("display", REFUSALS)
    install_voice(site, voice)
    install_media(site, media, zone_of)

    def extra(zone: str) -> DisplayExtra:
        return _make_extra(site, settings(), voice_options().rhythm, zone)

    _install_pages(site, screen, extra, settings, zone_of)
    site.homes[Role.DISPLAY] = "/display"
    site.front_page_links.append(FRONT_LINK)
    return voice


def _today(hall: Hall, now: datetime) -> date:
    return service_day(now, hall.catalogue.zone_info)


def _install_pages(
    site: Site,
    screen: Screen[str],
    extra_of: Callable[[str], DisplayExtra],
    settings: Callable[[], DisplayScreen],
    zone_of: Callable[[Mapping[str, str], Caller], str],
) -> None:
    @site.get("/api/board", Right.SEE_BOARD, BoardParameters)
    def board_now(caller: Caller, asked: BoardParameters) -> Response:
        return json_answer(screen.look(zone_of(asked.given, caller)))

    @site.device_page("/display", Right.SEE_BOARD)
    def display_page(caller: Caller) -> Response:
        zone = zone_of(_read_place(caller), caller)
        view = screen.look(zone)
        extra = extra_of(zone)
        margin = _choose_margin(settings(), zone)
        return _make_page(
            site, "display.html", view, margin=margin, extra=extra, layout=extra["layout"]
        )

    @site.device_page("/display/basic", Right.SEE_BOARD)
    def basic_page(caller: Caller) -> Response:
        zone = zone_of(_read_place(caller), caller)
        view, options, language = screen.look(zone), settings(), site.language()
        names = site.catalogue.of(site.office.hall.catalogue, language)
        told = pick_told(view["bulletins"], names, language, site.office.now(), options.notice_s)
        opening = find_next_opening(view["open"], site.office.hall.catalogue.zone_info)
        away = not site.processes.in_touch()
        return _make_page(
            site, "basic.html", view, margin=_choose_margin(options, zone), opening=opening,
            away=away, told=told, rows=count_rows(told, ready=bool(view["next_up"])),
        )  # fmt: skip


def _read_place(caller: Caller) -> Mapping[str, str]:
    """Return which zone a page shows: a board that was moved shows its own at its old address."""
    return {"zone": caller.zone} if caller.zone else request.args


def _make_page(site: Site, template: str, view: dict[str, Any], **context: Any) -> Response:
    language = site.language()
    calls = [call for call in view["calls"] if call["state"] not in ("waiting", "cancelled")]
    return site.render_page(
        template,
        language=language,
        screen="display",
        view=view,
        names=site.catalogue.of(site.office.hall.catalogue, language),
        zone=view["zone"],
        calls=calls,
        next_up=view["next_up"],
        local=site.office.now().astimezone(site.office.hall.catalogue.zone_info),
        **context,
    )


def _choose_margin(settings: DisplayScreen, zone: str) -> int:
    """Return the percent kept empty at each edge: the board's own, or what `?margin=` tries."""
    wanted = request.args.get("margin", "")
    return MARGINS.get(wanted, settings.zones.get(zone, Board()).margin_percent)


def _make_extra(
    site: Site, settings: DisplayScreen, timing: AnnouncementTiming, zone: str
) -> DisplayExtra:
    wanted = request.args.get("layout", "")
    board_here = settings.zones.get(zone, Board())
    return {
        "zone": zone,
        "layout": LAYOUTS.get(wanted, board_here.layout),
        "rhythm": {
            "chime_ms": timing.chime_ms,
            "after_chime_ms": timing.after_chime_ms,
            "between_ms": timing.between_ms,
            "gap_ms": timing.gap_ms,
        },
        "media": board_here.media is not None,
        "figures": settings.figures,
        "hero_s": settings.hero_s,
        "bright_s": settings.bright_s,
        "page_s": settings.page_s,
        "notice_s": settings.notice_s,
        "turn_s": settings.turn_s,
        "english": site.words.gettext("en", "Mời đến quầy %(counter)s.", counter="{counter}"),
    }

"""The lobby's front door: the display's page, its plain sister, the board as JSON and live."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from flask import Response, request

from display.media import Media
from display.media_routes import install_media
from display.view import board, known_zone, next_opening
from display.voice import Voice, VoiceOptions, install_voice
from queueing.hall import Hall
from web.answers import json_answer
from web.push import Screen
from web.sign_in import Caller
from web.site import Site

STAFF = ("officer", "guide", "department-head", "director", "auditor", "admin")
SEES_THE_BOARD = ("display", *STAFF)
Layout = Literal["hero", "board"]


@dataclass(frozen=True)
class Board:
    """The board of one zone. `media`: its folder of pictures and videos."""

    layout: Layout = "board"
    media: Path | None = None


@dataclass(frozen=True)
class Options:
    """How the lobby displays behave; times in seconds.

    `boards`: zone -> its board; a zone not in it has the defaults. `hero_s`: a call stays large so
    long, shorter when many wait. `bright_s`: a new call stays yellow. `page_s`: per page of
    counters. `notice_s`: per notice in the footer. `turn_s`: per turn of what is beside the call.
    """

    boards: Mapping[str, Board] = field(default_factory=dict)
    hero_s: float = 6
    bright_s: float = 20
    page_s: float = 10
    notice_s: float = 12
    turn_s: float = 12
    voice: VoiceOptions = field(default_factory=VoiceOptions)


def install(site: Site, options: Callable[[], Options], sounds: Path) -> Voice:
    """Serve `/display`, `/display/…`, `/api/board`, namespace `/display`, and what players need.

    `options` gives them as they are now: a changed configuration may be taken at any time.
    `sounds`: the folder in which spoken calls are kept.
    """
    voice = Voice(site.office, site.runtime, lambda: options().voice, sounds)

    def folder_of(zone: str) -> Path | None:
        return options().boards.get(zone, Board()).media

    def zone_of(parameters: Mapping[str, str], _: Caller | None = None) -> str:
        return known_zone(site.office.hall.catalogue, parameters.get("zone"))

    def view_of(hall: Hall, zone: str, now: datetime) -> dict[str, Any]:
        return board(hall, zone, now) | voice.beside(zone)

    screen = Screen[str](site, "/display", roles=SEES_THE_BOARD, query=zone_of, view=view_of)
    voice.subscribe(screen.changed)
    site.health["voice"] = voice.health
    install_voice(site, voice, SEES_THE_BOARD)
    install_media(site, Media(folder_of), zone_of, SEES_THE_BOARD)
    _install_pages(site, screen, options, zone_of)
    return voice


def _install_pages(
    site: Site,
    screen: Screen[str],
    options: Callable[[], Options],
    zone_of: Callable[[Mapping[str, str]], str],
) -> None:
    @site.app.get("/api/board")
    def board_now() -> Response:
        site.guard.caller(*SEES_THE_BOARD)
        return json_answer(screen.look(zone_of(request.args)))

    @site.app.get("/display")
    def display_page() -> Response:
        caller = site.enrolled(*SEES_THE_BOARD)
        if isinstance(caller, Response):
            return caller
        zone = zone_of(request.args)
        view = screen.look(zone)
        extra = _extra(site, options(), zone)
        return _page(site, "display.html", view, extra=extra, layout=extra["layout"])

    @site.app.get("/display/basic")
    def basic_page() -> Response:
        caller = site.enrolled(*SEES_THE_BOARD)
        if isinstance(caller, Response):
            return caller
        view = screen.look(zone_of(request.args))
        zone_info = site.office.hall.catalogue.zone_info
        return _page(site, "basic.html", view, opening=next_opening(view, zone_info))


def _page(site: Site, template: str, view: dict[str, Any], **context: Any) -> Response:
    language = site.language()
    calls = [call for call in view["calls"] if call["state"] not in ("waiting", "cancelled")]
    return site.page(
        template,
        language=language,
        screen="display",
        view=view,
        names=site.catalogue.of(site.office.hall.catalogue, language),
        zone=view["zone"],
        calls=calls,
        local=site.office.now().astimezone(site.office.hall.catalogue.zone_info),
        **context,
    )


def _extra(site: Site, options: Options, zone: str) -> dict[str, Any]:
    """Return what the page needs beside the view; `english` is said to tickets taken in English."""
    wanted = request.args.get("layout")
    board_here = options.boards.get(zone, Board())
    return {
        "zone": zone,
        "layout": wanted if wanted in ("hero", "board") else board_here.layout,
        "rhythm": asdict(options.voice.rhythm),
        "media": board_here.media is not None,
        "hero_s": options.hero_s,
        "bright_s": options.bright_s,
        "page_s": options.page_s,
        "notice_s": options.notice_s,
        "turn_s": options.turn_s,
        "english": site.words.gettext("en", "Mời đến quầy %(counter)s.", counter="{counter}"),
    }

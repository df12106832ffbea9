"""The way of a zone's pictures and videos to its boards: their list, and each file in pieces."""

import logging
from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask import Response, request
from pydantic import Field

from display.media import CHUNK_BYTES, LARGEST_WHOLE, Medium
from display.media_folders import MediaFolders
from display.view import check_zone
from display.view_types import MediaAnswer, MediumJson
from queueing.numbering import service_day
from web.answers import json_answer
from web.bodies import pass_on_file
from web.callers import Caller
from web.errors import NotAllowed, NotFound
from web.requests import Parameters
from web.roles import Right
from web.site import Site

FOR_EVER = "private, max-age=31536000, immutable"
UNLIMITED = 2**40
LONGEST_NAME = 300
log = logging.getLogger("xinmoi.media")


class FileParameters(Parameters):
    """What goes with a file that is handed in."""

    zone: str | None = Field(None, description="whose boards show it; else those of the centre")
    name: str = Field("", description="how the file is called")


def install_media(
    site: Site, media: MediaFolders, zone_of: Callable[[Mapping[str, str], Caller], str]
) -> None:
    """Serve `/display/media?zone=` and the files it names to who may see the board.

    Who runs the centre hands files in at `/api/media?zone=&name=`: the body is the file.
    """

    def find_largest() -> int:
        most = site.limits.media_mb
        return UNLIMITED if most is None else most * 2**20

    @site.post_file("/api/media", Right.RUN_CENTRE, find_largest, FileParameters)
    def hand_in(caller: Caller, asked: FileParameters) -> Response:
        zone = check_zone(site.office.hall.catalogue, asked.zone)
        name = asked.name[-LONGEST_NAME:]
        with media.receive(zone, name, request.content_length or 0) as coming:
            pass_on_file(coming.write)
            medium = coming.finish()
        log.info("%s is shown in zone %s from now on, by %s", medium.name, zone, caller.id)
        answer: MediumJson = {"kind": medium.kind, "url": make_address(zone, medium)}
        return json_answer(answer, 201)

    @site.get("/display/media", Right.SEE_BOARD)
    def media_of_zone(caller: Caller) -> Response:
        zone = zone_of(request.args, caller)
        today = service_day(site.office.now(), site.office.hall.catalogue.zone_info)
        found = site.runtime.offload(media.list_shown, zone, today)
        answer: MediaAnswer = {
            "media": [{"kind": each.kind, "url": make_address(zone, each)} for each in found]
        }
        return json_answer(answer)

    @site.get("/display/media/<zone>/<mark>/<name>", Right.SEE_BOARD)
    def media_file(caller: Caller, zone: str, mark: str, name: str) -> Response:
        if caller.zone not in (None, zone):
            raise NotAllowed
        found = site.runtime.offload(media.find, zone, mark, name)
        if found is None:
            raise NotFound
        return _make_answer(site, found)


def make_address(zone: str, medium: Medium) -> str:
    """Return where a file is served: another address as soon as it changes."""
    name = quote(medium.name.encode(errors="surrogateescape"), safe="")
    return f"/display/media/{zone}/{medium.mark}/{name}"


def _make_answer(site: Site, medium: Medium) -> Response:
    """Return the asked range, of a video at most one piece; without a range the whole file."""
    start, stop = 0, medium.size
    if request.range is not None:
        start, stop = request.range.range_for_length(medium.size) or (medium.size, medium.size)
        stop = min(stop, start + CHUNK_BYTES) if medium.kind == "video" else stop
    # A film is never in memory as a whole: players ask for ranges, and are told to.
    if start >= medium.size or (request.range is None and medium.size > LARGEST_WHOLE):
        return Response(status=416, headers={"Content-Range": f"bytes */{medium.size}"})
    try:
        content = site.runtime.offload(medium.read_chunk, start, stop)
    except OSError:
        raise NotFound
    response = Response(content, mimetype=medium.mime)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = FOR_EVER
    if request.range is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{medium.size}"
    return response

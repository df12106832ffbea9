"""The way of a zone's pictures and videos to its boards: their list, and each file in pieces."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask import Response, request

from display.media import CHUNK_BYTES, LARGEST_WHOLE, Media, Medium
from display.view_types import MediaAnswer
from web.answers import json_answer
from web.callers import Caller
from web.errors import NotAllowed, NotFound
from web.roles import Right
from web.site import Site

FOR_EVER = "private, max-age=31536000, immutable"


def install_media(
    site: Site, media: Media, zone_of: Callable[[Mapping[str, str], Caller], str]
) -> None:
    """Serve `/display/media?zone=` and the files it names to who may see the board."""

    @site.get("/display/media", Right.SEE_BOARD)
    def media_of_zone(caller: Caller) -> Response:
        zone = zone_of(request.args, caller)
        found = site.runtime.offload(media.list_files, zone)
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

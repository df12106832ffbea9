"""The way of a zone's pictures and videos to its boards: their list, and each file in pieces."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from flask import Response, request

from display.media import LARGEST_WHOLE, PIECE, Media, Medium
from web.answers import json_answer
from web.errors import NotFound
from web.site import Site

FOR_EVER = "private, max-age=31536000, immutable"


def install_media(
    site: Site, media: Media, zone_of: Callable[[Mapping[str, str]], str], roles: tuple[str, ...]
) -> None:
    """Serve `/display/media?zone=` and the files it names, to these roles only."""

    @site.app.get("/display/media")
    def media_of_zone() -> Response:
        site.guard.caller(*roles)
        zone = zone_of(request.args)
        found = site.runtime.offload(media.of, zone)
        return json_answer({"media": [{"kind": m.kind, "url": address(zone, m)} for m in found]})

    @site.app.get("/display/media/<zone>/<mark>/<name>")
    def media_file(zone: str, mark: str, name: str) -> Response:
        site.guard.caller(*roles)
        found = site.runtime.offload(media.find, zone, mark, name)
        if found is None:
            raise NotFound
        return _answer(site, found)


def address(zone: str, medium: Medium) -> str:
    """Return where a file is served: another address as soon as it changes."""
    name = quote(medium.name.encode(errors="surrogateescape"), safe="")
    return f"/display/media/{zone}/{medium.mark}/{name}"


def _answer(site: Site, medium: Medium) -> Response:
    """Return the asked range, of a video at most one piece; without a range the whole file."""
    start, stop = 0, medium.size
    if request.range is not None:
        start, stop = request.range.range_for_length(medium.size) or (medium.size, medium.size)
        stop = min(stop, start + PIECE) if medium.kind == "video" else stop
    # A film is never in memory as a whole: players ask for ranges, and are told to.
    if start >= medium.size or (request.range is None and medium.size > LARGEST_WHOLE):
        return Response(status=416, headers={"Content-Range": f"bytes */{medium.size}"})
    try:
        content = site.runtime.offload(medium.piece, start, stop)
    except OSError:
        raise NotFound
    response = Response(content, mimetype=medium.mime)
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = FOR_EVER
    if request.range is not None:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{medium.size}"
    return response

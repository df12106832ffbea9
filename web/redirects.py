"""Sending browsers on, to addresses of this site alone."""

import re
from urllib.parse import urlsplit, urlunsplit

from flask import Response, request
from werkzeug.urls import iri_to_uri

INSIDE = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
"""An address of this site: browsers take // and /\\ for another's, and drop line breaks."""


def see_other(address: str) -> Response:
    """Return the answer that sends the browser on with a GET; what no address holds is quoted."""
    return Response(status=303, headers={"Location": iri_to_uri(address)})


def forget_pages(response: Response) -> Response:
    """Let the browser drop what it holds of pages seen before, also those that "back" would show.

    Not its storage: a device may stand in the same browser, and choices of how one works stay.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def way_back(default: str) -> str:
    """Return the page of this site from which the browser came here, else `default`."""
    came_from = urlsplit(request.referrer or "")
    address = urlunsplit(("", "", came_from.path, came_from.query, ""))
    inside = came_from.netloc == request.host and INSIDE.fullmatch(address)
    return address if inside and came_from.path != request.path else default


def next_address(default: str) -> str:
    """Return where the form wants to go on to: an address of this site, else `default`."""
    wanted = request.values.get("next", "")
    return wanted if INSIDE.fullmatch(wanted) else default

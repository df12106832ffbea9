"""Sending browsers on, to addresses of this site alone."""

import re

from flask import Response, request

INSIDE = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")
"""An address of this site: browsers take // and /\\ for another's, and drop line breaks."""


def see_other(address: str) -> Response:
    """Return the answer that sends the browser on with a GET."""
    return Response(status=303, headers={"Location": address})


def next_address(default: str) -> str:
    """Return where the form wants to go on to: an address of this site, else `default`."""
    wanted = request.values.get("next", "")
    return wanted if INSIDE.fullmatch(wanted) else default

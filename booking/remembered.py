"""Which bookings a phone remembers: a cookie with the addresses of their pages, nothing else."""

import re
from datetime import timedelta

from flask import Response, request

NAME = "bookings"
MOST = 8
FOLLOW = re.compile(r"[A-Za-z0-9_-]{22}")
KEPT = timedelta(days=31)


def read_remembered() -> tuple[str, ...]:
    """Return the addresses of the bookings that this browser remembers, the newest last."""
    parts = request.cookies.get(NAME, "").split(".")
    return tuple(part for part in parts if FOLLOW.fullmatch(part))[-MOST:]


def remember(response: Response, follow: str) -> Response:
    """Let the browser remember one more."""
    others = [each for each in read_remembered() if each != follow]
    response.set_cookie(
        NAME,
        ".".join([*others, follow][-MOST:]),
        max_age=KEPT,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response

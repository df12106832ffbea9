"""The front: what happens to a request before Flask sees it, and how the server stops."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask

from web.messages import MESSAGES

LARGEST_BODY = 1_000_000
DRAINED = 8 * LARGEST_BODY
BROKEN_FRAME = (ValueError, TypeError, LookupError, AttributeError)
"""What the Engine.IO library lets through when a client sends what cannot be read."""
_WEBSOCKET_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]


class Front:
    """Wraps the application: limits bodies, keeps sockets plain, counts what is in hand."""

    def __init__(self, app: Flask) -> None:
        """Pass everything acceptable on to `app`: sockets to the library in front of it."""
        self._sockets = app.wsgi_app
        self._pages: WsgiApp = getattr(app.wsgi_app, "wsgi_app", app.wsgi_app)
        self._in_hand: deque[None] = deque()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        if environ["PATH_INFO"].startswith("/socket.io"):
            # Compressing each message would cost 300 KB a socket and a millisecond a view.
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            if _broken_handshake(environ):
                return _refuse(start_response, "400 Bad Request", "malformed")
            try:
                return self._sockets(environ, start_response)
            except BROKEN_FRAME:
                # A message that is none: we hang up, which says enough.
                return []
        if _length(environ) > LARGEST_BODY:
            return _refuse_body(environ, start_response)
        self._in_hand.append(None)
        try:
            return self._pages(environ, start_response)
        finally:
            self._in_hand.pop()

    @property
    def idle(self) -> bool:
        """Whether no request is being answered now; sockets of live screens do not count."""
        return not self._in_hand


def _length(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def _refuse_body(environ: Environ, start_response: Any) -> list[bytes]:
    # Most clients read the answer only after they have sent everything.
    left = min(_length(environ), DRAINED)
    while left > 0 and (piece := environ["wsgi.input"].read(min(left, 65536))):
        left -= len(piece)
    return _refuse(start_response, "413 Content Too Large", "too_large")


def _broken_handshake(environ: Environ) -> bool:
    """Say whether a client wants a WebSocket without asking as RFC 6455, section 4.1, has it.

    The libraries behind us take what is missing for granted.
    """
    upgrade = environ.get("HTTP_UPGRADE", "").lower()
    wants = ("transport", "websocket") in parse_qsl(environ.get("QUERY_STRING", ""))
    return (wants or upgrade == "websocket") and not (
        upgrade == "websocket"
        and environ["REQUEST_METHOD"] == "GET"
        and "upgrade" in environ.get("HTTP_CONNECTION", "").lower()
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and _WEBSOCKET_KEY.fullmatch(environ.get("HTTP_SEC_WEBSOCKET_KEY", ""))
    )


def _refuse(start_response: Any, status: str, code: str) -> list[bytes]:
    answer = json.dumps({"error": code, "message": MESSAGES[code]}, ensure_ascii=False).encode()
    headers = [
        ("Content-Type", "application/json"),
        ("Content-Length", str(len(answer))),
        ("Connection", "close"),
    ]
    start_response(status, headers)
    return [answer]

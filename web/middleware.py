"""The middleware: what happens to a request before Flask sees it."""

import errno
import json
import re
from collections import deque
from collections.abc import Callable, Iterable
from http import HTTPStatus
from io import StringIO
from threading import Lock
from typing import Any

from flask import Flask

from web.addresses import is_host
from web.bodies import LARGEST_BODY, Bodies, Body
from web.connections import CONNECTION, Connection
from web.errors import BadRequest, Busy, Malformed, RequestRefused
from web.headers import UNFRAMED
from web.live.guarded_socket import GUARDED, GuardedSocket
from web.live.newcomers import NEWCOMER, Newcomer
from web.live.polls import (
    Waits,
    begins_session,
    find_session,
    is_readable,
    stays_open,
    wants_websocket,
)
from web.messages import MESSAGES
from web.settings import NO_LIMITS, Limits
from web.turns import CALLER, TURN, Turn, Turns

SILENCE_S = 10.0
"""A WebSocket that says nothing for so long is over; it has pings to answer."""
BROKEN_FRAME = (ValueError, TypeError, LookupError, AttributeError, ConnectionError)
"""What the Engine.IO library lets through when a client sends what cannot be read."""
_WEBSOCKET_KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
PROTECTION = (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", UNFRAMED))
"""What an answer that Flask never sees tells browsers to refuse."""
Environ = dict[str, Any]
WsgiApp = Callable[[Environ, Any], Iterable[bytes]]


class Middleware:
    """Wraps the application: gives each request its turn, guards WebSockets, holds back bodies."""

    def __init__(
        self,
        app: Flask,
        breathe: Callable[[], None] = lambda: None,
        limits: Callable[[], Limits] = lambda: NO_LIMITS,
        admit: Callable[[Environ], Newcomer] = lambda _: Newcomer(),
        largest_body_at: Callable[[str], int] = lambda _: LARGEST_BODY,
        busy_page: str = "",
    ) -> None:
        """Pass what is acceptable on to `app`.

        `breathe` lets others run before each request; `admit` counts who begins a session of
        sockets, or refuses it; `largest_body_at`: path -> bytes that may be sent there;
        `busy_page`: what people in a crowd see, see `make_busy_page`.
        """
        self._limits, self._admit, self._largest_body_at = limits, admit, largest_body_at
        self._busy_page = busy_page
        self._sockets = app.wsgi_app
        self._pages: WsgiApp = getattr(app.wsgi_app, "wsgi_app", app.wsgi_app)
        self._breathe = breathe
        self._turns, self._bodies = Turns(limits), Bodies(limits)
        self._leaving, self._waits = Lock(), Waits()
        self._in_hand: deque[None] = deque()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer one request."""
        if not (environ["PATH_INFO"].startswith("/") and is_host(environ.get("HTTP_HOST", "-"))):
            return _refuse(start_response, BadRequest())
        turn = environ[TURN] = self._turns.find(environ)
        connection: Connection | None = environ.get(CONNECTION)
        if connection is not None:
            connection.begin()
        body = None
        try:
            if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
                largest = self._largest_body_at(environ["PATH_INFO"])
                body = Body(environ, self._bodies, turn, largest)
            answer = self._serve(environ, start_response, turn)
            if body is None or not body.is_left_unread:
                return answer
            body.drain()
            return _LastAnswer(answer, connection)
        except RequestRefused as refused:
            page = self._busy_page if _wants_page(environ) else ""
            refusal = _refuse(start_response, refused, page)
            return _LastAnswer(refusal, connection) if isinstance(refused, Busy) else refusal
        finally:
            turn.give_back()
            if body is not None:
                body.close()
            if connection is not None:
                connection.rest(known=turn.known)

    def _serve(self, environ: Environ, start_response: Any, turn: Turn) -> Iterable[bytes]:
        sockets = environ["PATH_INFO"].startswith("/socket.io")
        if sockets and stays_open(environ):
            return self._open_socket(environ, start_response, turn)
        turn.take()
        # Else a client with the next question always ready would starve all others
        self._breathe()
        if sockets:
            return self._poll(environ, start_response)
        self._in_hand.append(None)
        try:
            return self._pages(environ, start_response)
        finally:
            self._in_hand.pop()
            self._turns.learn(turn, environ.get(CALLER))

    def knows(self, sent: str) -> bool:
        """Return whether an Authorization or a Cookie has been an officer's or a device's."""
        return self._turns.knows(sent)

    @property
    def idle(self) -> bool:
        """Whether no request is being answered now; streams and sockets do not count."""
        return not self._in_hand

    def _open_socket(self, environ: Environ, start_response: Any, turn: Turn) -> Iterable[bytes]:
        """Serve a WebSocket to its end, or a poll that waits for news."""
        turn.take()
        turn.give_back()
        session, by_websocket = find_session(environ), wants_websocket(environ)
        if session is None:
            return self._wait(environ, start_response, by_websocket)
        with self._waits.enter(session, by_websocket=by_websocket):
            return self._wait(environ, start_response, by_websocket)

    def _wait(self, environ: Environ, start_response: Any, by_websocket: bool) -> Iterable[bytes]:
        connection: Connection | None = environ.get(CONNECTION)
        if connection is not None:
            connection.hold()
        self._breathe()
        try:
            serve = self._open_websocket if by_websocket else self._poll
            return serve(environ, start_response)
        finally:
            if connection is not None:
                connection.begin()  # whoever is refused, or has ended, holds no place

    def _open_websocket(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if not _is_handshake(environ):
            return _refuse(start_response, Malformed())
        # Compressing each message would cost 300 KB a socket and a millisecond a view.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        environ["wsgi.errors"] = StringIO()
        begins = begins_session(environ)
        newcomer = environ[NEWCOMER] = self._admit(environ) if begins else Newcomer()
        guarded = self._guard(environ)
        if not begins:
            guarded.trust()  # it goes on with a session that was begun by polls
        try:
            return self._sockets(environ, start_response)
        except BROKEN_FRAME:
            # A message that is none, or the library's way to end: every server takes this quietly
            guarded.hang_up()
            raise BrokenPipeError(errno.EPIPE, "hung up")
        finally:
            newcomer.leave()

    def _guard(self, environ: Environ) -> GuardedSocket:
        """Put a guarded socket where the WebSocket library looks for the server's."""
        green = "eventlet.input" in environ
        made = environ["eventlet.input"].get_socket() if green else environ["werkzeug.socket"]
        guarded = GuardedSocket(made, SILENCE_S, self._take_leave, self._limits())
        if green:
            environ["eventlet.input"] = _Handed(guarded)
        else:
            environ["werkzeug.socket"] = guarded
        environ[GUARDED] = guarded
        return guarded

    def _take_leave(self) -> None:
        """Let the sockets that end go one by one: a thousand at once would hold up all others."""
        with self._leaving:
            self._breathe()

    def _poll(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        try:
            if begins_session(environ):
                environ[NEWCOMER] = self._admit(environ)
            if "CONTENT_LENGTH" not in environ and isinstance(environ["wsgi.input"], Body):
                # In chunks; the library reads as much as the head says
                environ["CONTENT_LENGTH"] = str(environ["wsgi.input"].load().getbuffer().nbytes)
            if environ["REQUEST_METHOD"] == "POST" and not is_readable(_read_posted(environ)):
                return _refuse(start_response, Malformed())
            return self._sockets(environ, _protect(start_response))
        except BROKEN_FRAME:
            return _refuse(start_response, Malformed())


class _LastAnswer(list[bytes]):
    """The answer after which the client is hung up on: not every server does so when told."""

    def __init__(self, answer: Iterable[bytes], connection: Connection | None) -> None:
        super().__init__(answer)
        self._close = getattr(answer, "close", None)
        self._connection = connection

    def close(self) -> None:
        """Hang up; the server calls it once everything was sent."""
        if self._close is not None:
            self._close()
        if self._connection is not None:
            self._connection.end()


class _Handed:
    """Gives eventlet's WebSocket its connection the way eventlet's own input does."""

    def __init__(self, guarded: GuardedSocket) -> None:
        self._guarded = guarded

    def get_socket(self) -> GuardedSocket:
        return self._guarded


def _read_posted(environ: Environ) -> bytes:
    """Return the body, which stays there to be read."""
    body = environ["wsgi.input"]
    return body.load().getvalue() if isinstance(body, Body) else b""


def _is_handshake(environ: Environ) -> bool:
    """Say whether a client asks for a WebSocket as RFC 6455, section 4.1, has it.

    The libraries behind us take what is missing for granted.
    """
    return (
        environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        and environ["REQUEST_METHOD"] == "GET"
        and "upgrade" in environ.get("HTTP_CONNECTION", "").lower()
        and environ.get("HTTP_SEC_WEBSOCKET_VERSION") == "13"
        and _WEBSOCKET_KEY.fullmatch(environ.get("HTTP_SEC_WEBSOCKET_KEY", "")) is not None
    )


def _protect(start_response: Any) -> Any:
    """Return what starts an answer of the sockets' library, with the headers of all others."""

    def start(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
        return start_response(status, [*headers, *PROTECTION], *fault)

    return start


def _wants_page(environ: Environ) -> bool:
    """Say whether somebody opens a page, and no script asks for something."""
    opens = environ["REQUEST_METHOD"] in ("GET", "HEAD")
    return opens and "text/html" in environ.get("HTTP_ACCEPT", "")


def _refuse(start_response: Any, refused: RequestRefused, busy_page: str = "") -> list[bytes]:
    code = refused.code
    if busy_page and isinstance(refused, Busy):
        kind, text = "text/html; charset=utf-8", busy_page.format(after_s=refused.retry_after_s)
    else:
        kind = "application/json"
        text = json.dumps({"error": code, "message": MESSAGES[code]}, ensure_ascii=False)
    answer = text.encode()
    headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(answer))),
        ("Connection", "close"),
        ("Cache-Control", "no-store"),
        *PROTECTION,
    ]
    if refused.retry_after_s is not None:
        headers.append(("Retry-After", str(refused.retry_after_s)))
    start_response(f"{refused.status} {HTTPStatus(refused.status).phrase}", headers)
    return [answer]

"""One HTTP/1.1 connection on a green socket: read, answered, read again.

eventlet's own protocol spends 140 µs a request on mail headers and write buffers, a quarter of the
whole way of a press; this spends 40. Answers go out with their length, whole, in one write; only
long files go out in pieces.
"""

import json
import logging
import socket
from collections.abc import Callable, Iterable
from email.utils import formatdate
from functools import lru_cache
from io import BytesIO, StringIO
from time import monotonic, time
from typing import Any

from web.front import DRAINED, LARGEST_BODY
from web.http_head import BadHead, Head, parse_head
from web.messages import MESSAGES

HEAD_BYTES = 16_384
READ_BYTES = 65_536
LARGEST_WHOLE = 1_000_000
"""A longer answer, a file, goes out in pieces."""
KEEP_ALIVE_S = 75.0
REQUEST_S = 10.0
"""A request must be complete so long after its first byte."""
WsgiApp = Callable[[dict[str, Any], Any], Iterable[bytes]]
log = logging.getLogger("xinmoi.http")


class Input(BytesIO):
    """A request's body, already read; the way to the socket for those who switch protocols."""

    connection: socket.socket

    def get_socket(self) -> socket.socket:
        """Return the connection's socket."""
        return self.connection


class Quiet(StringIO):
    """Takes what libraries say about clients that hang up: that is everyday life, not an error."""

    def write(self, text: str) -> int:
        """Drop it."""
        return len(text)


class HttpConnection:
    """Serves one client until it or we have had enough."""

    def __init__(
        self,
        connection: socket.socket,
        client: tuple[Any, ...],
        app: WsgiApp,
        breathe: Callable[[], None],
        switched: Callable[[], bool],
    ) -> None:
        """Answer by `app`. `breathe` lets others run; `switched`: the app took over the socket."""
        self._connection, self._app = connection, app
        self._breathe, self._switched = breathe, switched
        self._buffer = b""
        self._addresses = _addresses(connection, client)

    def serve(self) -> None:
        """Answer requests as they come; return when the connection is to be closed."""
        try:
            while self._one():
                self._breathe()
        except OSError:
            return

    def _one(self) -> bool:
        try:
            block = self._head()
            if block is None:
                return False
            head = parse_head(block)
            if head.length > LARGEST_BODY:
                return self._too_large(head)
            body = self._body(head) if head.length else b""
        except BadHead as bad:
            self._connection.sendall(_plain(bad.status, "bad_request"))
            return False
        except TimeoutError:
            if self._buffer:
                self._connection.sendall(_plain("408 Request Timeout", "too_slow"))
            return False
        return self._answer(head, body)

    def _head(self) -> bytes | None:
        end = self._buffer.find(b"\r\n\r\n")
        until = None
        while end < 0:
            if len(self._buffer) > HEAD_BYTES:
                raise BadHead("431 Request Header Fields Too Large")
            if self._buffer and until is None:
                until = monotonic() + REQUEST_S
            piece = self._receive(until)
            if not piece:
                return None
            self._buffer += piece
            end = self._buffer.find(b"\r\n\r\n")
        block, self._buffer = self._buffer[:end], self._buffer[end + 4 :]
        return block

    def _receive(self, until: float | None) -> bytes:
        wait = KEEP_ALIVE_S if until is None else until - monotonic()
        if wait <= 0:
            raise TimeoutError
        self._connection.settimeout(wait)
        return self._connection.recv(READ_BYTES)

    def _body(self, head: Head) -> bytes:
        if head.continues and not self._buffer:
            self._connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        if len(self._buffer) < head.length:
            pieces, missing = [self._buffer], head.length - len(self._buffer)
            until = monotonic() + REQUEST_S
            while missing > 0:
                pieces.append(self._receive(until))
                if not pieces[-1]:
                    raise ConnectionResetError
                missing -= len(pieces[-1])
            self._buffer = b"".join(pieces)
        body, self._buffer = self._buffer[: head.length], self._buffer[head.length :]
        return body

    def _too_large(self, head: Head) -> bool:
        # Most clients read the answer only after they have sent everything.
        left, until = min(head.length, DRAINED) - len(self._buffer), monotonic() + REQUEST_S
        while left > 0 and not head.continues and (piece := self._receive(until)):
            left -= len(piece)
        self._connection.sendall(_plain("413 Content Too Large", "too_large"))
        return False

    def _answer(self, head: Head, body: bytes) -> bool:
        environ = head.environ
        started: list[Any] = []

        def start_response(status: str, headers: list[tuple[str, str]], *_: object) -> object:
            started[:] = [status, headers]
            return None

        body_input = Input(body)
        body_input.connection = self._connection
        environ["wsgi.input"] = environ["eventlet.input"] = body_input
        environ.update(self._addresses)
        self._connection.settimeout(REQUEST_S)
        try:
            result = self._app(environ, start_response)
            content = None if _is_long(started, head) else _content(result)
        except OSError:
            return False
        except Exception:
            log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["PATH_INFO"])
            self._connection.sendall(_plain("500 Internal Server Error", "internal"))
            return False
        if self._switched() or not started:
            return False
        if content is None:
            return self._stream(started[0], started[1], result, head)
        self._connection.sendall(_whole(started[0], started[1], content, head))
        return head.keep_alive

    def _stream(
        self, status: str, headers: list[tuple[str, str]], result: Iterable[bytes], head: Head
    ) -> bool:
        """Send a long answer piece by piece: it is never whole in memory."""
        length = int(_named(headers, "content-length"))
        self._connection.sendall(_start(status, headers, length, head))
        try:
            for piece in result:
                self._connection.settimeout(REQUEST_S)
                self._connection.sendall(piece)
                length -= len(piece)
                self._breathe()
        finally:
            if hasattr(result, "close"):
                result.close()
        return head.keep_alive and length == 0


def _is_long(started: list[Any], head: Head) -> bool:
    if not started or head.environ["REQUEST_METHOD"] != "GET":
        return False
    return int(_named(started[1], "content-length") or 0) > LARGEST_WHOLE


def _named(headers: list[tuple[str, str]], wanted: str) -> str:
    return next((text for name, text in headers if name.lower() == wanted), "")


def _content(result: Iterable[bytes]) -> bytes:
    if isinstance(result, list) and len(result) == 1:
        return bytes(result[0])
    try:
        return b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()


def _whole(status: str, headers: list[tuple[str, str]], content: bytes, head: Head) -> bytes:
    start = _start(status, headers, _length(headers, content, head), head)
    bare = _is_bare(status) or head.environ["REQUEST_METHOD"] == "HEAD"
    return start if bare else start + content


def _is_bare(status: str) -> bool:
    return status[:3] in ("204", "304")


def _start(status: str, headers: list[tuple[str, str]], length: object, head: Head) -> bytes:
    lines = [f"HTTP/1.1 {status}"]
    for name, value in headers:
        if name.lower() not in ("content-length", "connection", "date"):
            lines.append(f"{name}: {value}")
    lines.append(f"Date: {_date(int(time()))}")
    if not _is_bare(status):
        lines.append(f"Content-Length: {length}")
    if not head.keep_alive:
        lines.append("Connection: close")
    elif head.environ["SERVER_PROTOCOL"] == "HTTP/1.0":
        lines.append("Connection: keep-alive")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _length(headers: list[tuple[str, str]], content: bytes, head: Head) -> str:
    if head.environ["REQUEST_METHOD"] == "HEAD" and not content:
        return _named(headers, "content-length") or "0"
    return str(len(content))


def _plain(status: str, code: str) -> bytes:
    """Return the answer to a request that never got as far as the application."""
    content = json.dumps({"error": code, "message": MESSAGES[code]}, ensure_ascii=False).encode()
    lines = (
        f"HTTP/1.1 {status}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + content


@lru_cache(maxsize=2)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def _addresses(connection: socket.socket, client: tuple[Any, ...]) -> dict[str, Any]:
    host, port = connection.getsockname()[:2]
    return {
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.errors": Quiet(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.url_scheme": "http",
        "wsgi.input_terminated": True,
    }

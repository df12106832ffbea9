"""What a client may do where it has no WebSocket yet: post packets of Engine.IO, and wait for news.

Each of these requests must reach the process that has the session. Where several serve the centre,
nothing makes sure of that, and a session begins with its WebSocket or not at all.

The library ends a session that is posted anything else, and then waits until the client has read
the last word of it. A client that never reads would keep its request, and its turn, for ever.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from web.errors import Malformed

LARGEST_MESSAGE = 16_384
CLOSE, PONG, MESSAGE, UPGRADE, BINARY = "1", "3", "4", "5", "b"
FROM_CLIENTS = (CLOSE, PONG, MESSAGE, UPGRADE, BINARY)
BETWEEN = "\x1e"
Environ = dict[str, Any]


def begins_session(environ: Environ) -> bool:
    """Say whether a request to the sockets belongs to no session yet."""
    return "sid=" not in environ.get("QUERY_STRING", "")


def find_session(environ: Environ) -> str | None:
    """Return the session that a request goes on with, as the library reads it."""
    sent = parse_qs(environ.get("QUERY_STRING", "")).get("sid")
    return sent[0] if sent else None


def wants_websocket(environ: Environ) -> bool:
    """Say whether a request to the sockets asks for a WebSocket."""
    wants = ("transport", "websocket") in parse_qsl(environ.get("QUERY_STRING", ""))
    return wants or environ.get("HTTP_UPGRADE", "").lower() == "websocket"


def stays_open(environ: Environ) -> bool:
    """Say whether a request to the sockets waits for what happens: a WebSocket, or a poll."""
    waits = environ["REQUEST_METHOD"] == "GET" and not begins_session(environ)
    return waits or wants_websocket(environ)


def is_readable(posted: bytes) -> bool:
    """Say whether a body is no longer than a message may be, and holds such packets alone."""
    try:
        packets = posted.decode().split(BETWEEN)
    except UnicodeDecodeError:
        return False
    return len(posted) <= LARGEST_MESSAGE and all(each.startswith(FROM_CLIENTS) for each in packets)


class Waits:
    """What sessions wait by: one poll and one WebSocket of each, as the protocol has it.

    The library lets any number of polls wait for the news of one session.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self._waiting: set[Hashable] = set()
        self._lock = Lock()

    @contextmanager
    def enter(self, session: str, *, by_websocket: bool) -> Iterator[None]:
        """Wait while the block lasts; raise Malformed where this session does so already."""
        wait = session, by_websocket
        with self._lock:
            if wait in self._waiting:
                raise Malformed
            self._waiting.add(wait)
        try:
            yield
        finally:
            with self._lock:
                self._waiting.discard(wait)

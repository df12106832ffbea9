"""What a client may do where it has no WebSocket yet: post packets of Engine.IO, and wait for news.

The library ends a session that is posted anything else, and then waits until the client has read
the last word of it. A client that never reads would keep its request, and its turn, for ever.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from threading import Lock

from web.errors import Malformed

LARGEST_MESSAGE = 16_384
CLOSE, PONG, MESSAGE, UPGRADE, BINARY = "1", "3", "4", "5", "b"
FROM_CLIENTS = (CLOSE, PONG, MESSAGE, UPGRADE, BINARY)
BETWEEN = "\x1e"


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

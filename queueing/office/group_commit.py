"""Group commit: one caller at a time writes for all that wait, then hands the writing on."""

from collections import deque
from collections.abc import Callable
from threading import Lock

from queueing.office.batch import Request

BATCH = 256
Take = Callable[[], list[Request]]
"""Takes the next batch, of whoever has come by then."""


class Line:
    """Group commit without a thread of its own, the same under eventlet, gevent and plain threads.

    One caller at a time writes. When its batch is done it first wakes the one who writes next, then
    those it wrote for: the disk works on while answers are still given.
    """

    def __init__(self, write: Callable[[Take], None]) -> None:
        """`write` takes a batch, carries it out and marks each request done, whatever happens."""
        self._write = write
        self._pending: deque[Request] = deque()
        self._guard = Lock()
        self._writing = False

    def __len__(self) -> int:
        """Return how many wait for the next batch."""
        return len(self._pending)

    def join(self, request: Request) -> None:
        """Return when the request is done."""
        with self._guard:
            self._pending.append(request)
            first, self._writing = not self._writing, True
        if not first:
            request.turn.acquire()
        if not request.done:
            self._write_until(request)

    def _write_until(self, request: Request) -> None:
        written: list[Request] = []

        def take() -> list[Request]:
            batch = self._take()
            written.extend(batch)
            return batch

        try:
            while not request.done:
                self._write(take)
        finally:
            with self._guard:
                following = self._pending[0] if self._pending else None
                self._writing = following is not None
            if following is not None:
                following.turn.release()
            for one in written:
                if one is not request:
                    one.turn.release()

    def _take(self) -> list[Request]:
        """Return the next batch, calls before issues; the rest stays first in line."""
        waiting = [self._pending.popleft() for _ in range(len(self._pending))]
        waiting.sort(key=lambda request: not request.urgent)
        self._pending.extendleft(reversed(waiting[BATCH:]))
        return waiting[:BATCH]

"""Request bodies: read when they are asked for, whole, and never too much of them at once.

Files that people hand in are longer: they are passed on in pieces, and only at their own addresses.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from threading import Lock
from time import monotonic
from typing import Any

from flask import request

from web.connections import CONNECTION
from web.errors import BadRequest, Busy, TooLarge, TooSlow
from web.settings import Limits
from web.turns import Turn

LARGEST_BODY = 65_536
"""A complaint of 4,000 signs, each escaped, is 24 KB; only files are longer."""
SMALL_BODY = 4_096
"""What is no longer takes as much memory as its head, and is always taken."""
DRAINED = 8_000_000
READ_BYTES = 16_384
LONGEST_S = 20.0
"""How long a body may take, however steadily it comes."""
LONGEST_FILE_S = 3_600.0
LEAST_S = 2.0
"""For so long nobody has to make room for another."""
Environ = dict[str, Any]


class Bodies:
    """The bodies that are in memory now, and those that come."""

    def __init__(self, limits: Callable[[], Limits]) -> None:
        """Keep to the `limits` as they are now."""
        self._limits = limits
        self._bytes = 0
        self._coming: dict[Body, float] = {}
        self._lock = Lock()

    def reserve(self, body: "Body", size: int) -> None:
        """Take room for so many bytes; strangers together get half of what there is.

        Raises Busy where there is none; whose body takes longest is then hung up on.
        """
        most, now = self._limits().bodies_kb, monotonic()
        share = 1024 if body.turn.known else 512
        with self._lock:
            if most is None or self._bytes + size <= most * share:
                self._bytes += size
                self._coming[body] = now
                return
            slowest = next(iter(self._coming.items()), None)
        if slowest and now - slowest[1] > LEAST_S and slowest[0].connection is not None:
            slowest[0].connection.end()
        raise Busy

    def note_arrival(self, body: "Body") -> None:
        """Note that nobody waits for this one any more."""
        with self._lock:
            self._coming.pop(body, None)

    def give_back(self, size: int) -> None:
        """Let others have the room."""
        with self._lock:
            self._bytes -= size


class Body:
    """A request's input, which is not read before somebody asks for it."""

    def __init__(
        self, environ: Environ, bodies: Bodies, turn: Turn, largest: int = LARGEST_BODY
    ) -> None:
        """Take the place of what `environ` has; raise BadRequest or TooLarge by its head alone.

        `largest`: how long a body may be at this address, in bytes.
        """
        coding = environ.pop("HTTP_TRANSFER_ENCODING", "").strip().lower()
        text = environ.get("CONTENT_LENGTH") or "0"
        length = int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else -1
        if length < 0 or coding not in ("", "chunked"):
            raise BadRequest
        self._stream = environ["wsgi.input"]
        self._length = None if coding == "chunked" else length
        self.turn, self.connection = turn, environ.get(CONNECTION)
        self._bodies, self._reserved, self._left = bodies, 0, self._length or 0
        if self._left > max(largest, LARGEST_BODY):
            self.drain()
            raise TooLarge
        self._content: BytesIO | None = None if self._length != 0 else BytesIO()
        environ["wsgi.input"] = self
        if self._length is None:
            environ.pop("CONTENT_LENGTH", None)
            environ["wsgi.input_terminated"] = True
        else:
            environ["CONTENT_LENGTH"] = str(length)

    @property
    def is_left_unread(self) -> bool:
        """Whether it is a file that nobody has taken, or not to its end."""
        return self._left > LARGEST_BODY

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes of what is left.

        Raises BadRequest, TooLarge, TooSlow, Busy.
        """
        return self.load().read(size)

    def readline(self, size: int = -1) -> bytes:
        """Return the next line; raises what `read` raises."""
        return self.load().readline(size)

    def load(self) -> BytesIO:
        """Read everything, if that was not done yet; while it comes, others have the turn."""
        if self._content is None:
            size = LARGEST_BODY if self._length is None else self._length
            if size > LARGEST_BODY:
                raise TooLarge
            if size > SMALL_BODY:
                self._bodies.reserve(self, size)
                self._reserved = size
            content = BytesIO()
            self._take(content.write, LONGEST_S)
            content.seek(0)
            self._content = content
        return self._content

    def pass_on(self, write: Callable[[bytes], object]) -> None:
        """Hand every piece of a file to `write` as it comes; meanwhile others have the turn.

        Raises BadRequest, TooLarge, TooSlow.
        """
        if self._content is not None or self._length is None:
            write(self.load().read())
            return
        self._content = BytesIO()
        self._take(write, LONGEST_FILE_S)

    def drain(self) -> None:
        """Read and drop what nobody wants: most clients read the answer only after that."""
        if self.connection is not None:
            self.connection.rest(known=self.turn.known)
        _drain(self._stream, self._left)

    def close(self) -> None:
        """Give back the room."""
        self._bodies.give_back(self._reserved)
        self._reserved = 0

    def _take(self, write: Callable[[bytes], object], longest_s: float) -> None:
        self.turn.give_back()
        if self.connection is not None:
            self.connection.rest(known=self.turn.known)
        try:
            for piece in self._read(longest_s):
                write(piece)
        finally:
            self._bodies.note_arrival(self)
        if self.connection is not None:
            self.connection.begin()
        self.turn.take()

    def _read(self, longest_s: float) -> Iterator[bytes]:
        """Yield the pieces as they come."""
        end = monotonic() + longest_s
        left = LARGEST_BODY + 1 if self._length is None else self._length
        while left > 0 and (piece := self._read_piece(min(left, READ_BYTES))):
            left -= len(piece)
            self._left = max(0, self._left - len(piece))
            if monotonic() > end:
                raise TooSlow
            yield piece
        if self._length is None and not left:
            _drain(self._stream, DRAINED)
            raise TooLarge
        if self._length is not None and left:
            raise BadRequest

    def _read_piece(self, size: int) -> bytes:
        try:
            piece: bytes = self._stream.read(size)
        except TimeoutError:
            raise TooSlow
        except (OSError, ValueError):
            raise BadRequest
        return piece


def pass_on_file(write: Callable[[bytes], object]) -> None:
    """Hand every piece of the present request's file to `write`; see `Body.pass_on`."""
    body = request.environ["wsgi.input"]
    if not isinstance(body, Body):
        raise BadRequest
    body.pass_on(write)


def _drain(stream: Any, length: int) -> None:
    """Read a body and drop it: most clients read the answer only when they have sent everything."""
    left, end = min(length, DRAINED), monotonic() + LONGEST_S
    with suppress(OSError, ValueError):
        while left > 0 and monotonic() < end and (piece := stream.read(min(left, READ_BYTES))):
            left -= len(piece)

"""Streams: whole, numbered views as server-sent events, one plain answer for each phone.

Every stream works out its own view when it is woken, and is blocked in its own write while its
client is slow: it then goes on with the newest view, and nothing piles up.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import datetime
from random import randrange
from threading import Event, Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from flask import Response, request

from queueing.errors import Refusal
from queueing.events import Entry
from queueing.hall import Hall
from web.answers import encode
from web.connections import CONNECTION
from web.errors import TooMany
from web.live.groups import PATIENT_S, QUIET_S, add_number
from web.live.pace import find_next_turn
from web.live.pulse import Pulse
from web.requests import find_own_network
from web.runtime import Gate
from web.site import Site

Q = TypeVar("Q", bound=Hashable)
View = Callable[[Hall, Q, datetime], Mapping[str, Any]]
TRY_AGAIN_S = 10
LANE = 50
"""Streams woken before others get a turn: a few milliseconds."""
TURN_S = 0.5
RETRY_MS = (1000, 3000)
"""Browsers come back after a while between these, so that not all come at once."""


class Streams(Generic[Q]):
    """The streams of one screen.

    A change is sent at once when nothing was for 50 ms, else at the next 50 ms; a view that
    differs in nothing but its number follows within a second of the last change.
    """

    def __init__(self, site: Site, view: View[Q]) -> None:
        """`view` is pure, takes less than a millisecond, and may raise a Refusal."""
        self._site, self._view = site, view
        self.version = self.settled = self.beats = 0
        self.beat = b""
        self._lanes: list[Lane] = []
        self._open: Counter[Hashable] = Counter()
        self._counting = Lock()
        self._wake = Event()
        self._dirty = False
        self._settle_at = self._settle_by = 0.0
        self._flush_at, self._pulse = 0.0, Pulse(site)
        site.office.subscribe(self._mark_dirty)
        site.background.whenever(self._wait, self._turn, "a turn of the streams")

    def look(self, query: Q, now: datetime | None = None) -> dict[str, Any]:
        """Return the view as a client with this query gets it; raises what the view raises."""
        hall = self._site.office.hall
        view = self._view(hall, query, now or self._site.office.now())
        return {"seq": hall.seq, **view, "catalogue": hall.catalogue.digest}

    def open(self, query: Q) -> Response:
        """Answer the present request by a stream; raises what the view raises, or TooMany."""
        limits = self._site.limits
        bounds = {
            ("ticket", query): limits.streams_per_ticket,
            ("address", find_own_network()): limits.streams_per_address,
        }
        if any(most and self._open[key] >= most for key, most in bounds.items()):
            raise TooMany(retry_after_s=TRY_AGAIN_S)
        stream = Stream(self, query, self._free_lane(), lambda: self._count(bounds, -1))
        self._count(bounds, 1)
        if CONNECTION in request.environ:
            request.environ[CONNECTION].hold()
        # eventlet's server would else gather 4 KB first
        request.environ["eventlet.minimum_write_chunk_size"] = 1
        response = Response(stream, mimetype="text/event-stream", direct_passthrough=True)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Accel-Buffering"] = "no"
        return response

    def _count(self, keys: Iterable[Hashable], more: int) -> None:
        with self._counting:
            for key in keys:
                self._open[key] += more
                if not self._open[key]:
                    del self._open[key]

    def _free_lane(self) -> "Lane":
        lane = next((lane for lane in self._lanes if lane.streams < LANE), None)
        if lane is None:
            lane = Lane(self._site.runtime.make_gate, self._site.office.now())
            self._lanes.append(lane)
        return lane

    def _mark_dirty(self, _hall: Hall, _entries: tuple[Entry, ...]) -> None:
        self._dirty = True
        if self._lanes:
            self._wake.set()

    def _wait(self) -> None:
        self._wake.wait(self._find_wait())
        self._wake.clear()

    def _find_wait(self) -> float:
        due = [self._pulse.next_at, monotonic() + TURN_S]
        due += [self._flush_at] if self._dirty else []
        due += [self._settle_at] if self._settle_at else []
        return max(0.0, min(due) - monotonic())

    def _turn(self) -> None:
        began = monotonic()
        news = False
        if self._dirty and began >= self._flush_at:
            self._dirty, news = False, True
            self.version += 1
            self._settle_by = self._settle_by or began + PATIENT_S
            self._settle_at = min(began + QUIET_S, self._settle_by)
        if self._settle_at and began >= self._settle_at:
            self._settle_at = self._settle_by = 0.0
            self.settled, news = self._site.office.hall.seq, True
        if pulse := self._pulse.take():
            name, content = pulse
            self.beat = b"event: %b\ndata: %b\n\n" % (name.encode(), encode(content))
            self.beats, news = self.beats + 1, True
        if news:
            self._wake_all()
            self._flush_at = find_next_turn(began)

    def _wake_all(self) -> None:
        for lane in self._lanes:
            if lane.streams:
                lane.wake(self._site.office.now())
                self._site.runtime.sleep(0)


class Lane:
    """Streams that are woken together. `now`: the moment their views are true at."""

    __slots__ = ("_make_gate", "gate", "now", "streams", "turn")

    def __init__(self, make_gate: Callable[[], Gate], now: datetime) -> None:
        self._make_gate = make_gate
        self.gate = make_gate()
        self.streams = self.turn = 0
        self.now = now

    def wake(self, now: datetime) -> None:
        """Let every stream look whether there is something to send."""
        opened, self.gate = self.gate, self._make_gate()
        self.now = now
        self.turn += 1
        opened.open()


class Stream(Generic[Q]):
    """The answer to one client: the first view, then what is new, until the client has gone."""

    __slots__ = (
        "_beats", "_closed", "_content", "_first", "_lane", "_query", "_seq", "_streams", "_turn",
        "_version",
    )  # fmt: skip

    def __init__(
        self, streams: Streams[Q], query: Q, lane: Lane, closed: Callable[[], None]
    ) -> None:
        """Raise a Refusal when there is nothing to follow; `closed` is called in the end."""
        self._closed: Callable[[], None] | None = closed
        self._streams, self._query, self._lane = streams, query, lane
        self._turn, self._beats = lane.turn, streams.beats
        self._seq, self._version, self._content = -1, -1, b""
        self._first = b"retry: %d\n" % randrange(*RETRY_MS) + self._renew(None)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        """Wait until there is something to send; the end when there is nothing to follow."""
        if self._first:
            self._lane.streams += 1
            first, self._first = self._first, b""
            return first
        while True:
            gate = self._lane.gate
            if self._turn == self._lane.turn:
                gate.wait()
            self._turn = self._lane.turn
            try:
                piece = self._find_news()
            except Refusal:
                raise StopIteration
            if piece:
                return piece

    def close(self) -> None:
        """Leave; the server calls it once the client has gone."""
        if not self._first:
            self._lane.streams -= 1
        closed, self._closed = self._closed, None
        if closed is not None:
            closed()

    def _find_news(self) -> bytes:
        streams = self._streams
        if self._version != streams.version and (piece := self._renew(self._lane.now)):
            return piece
        if self._seq < streams.settled:
            return self._renew(self._lane.now, bare=True)
        if self._beats != streams.beats:
            self._beats = streams.beats
            return streams.beat
        return b""

    def _renew(self, now: datetime | None, *, bare: bool = False) -> bytes:
        """Return the event of the newest view; empty if only its number is new, unless `bare`."""
        self._version = self._streams.version
        view = self._streams.look(self._query, now)
        seq, at = view.pop("seq"), view.pop("at", None)
        content = encode(view)
        if content == self._content and not bare:
            return b""
        self._content, self._seq = content, seq
        return b"id: %d\nevent: view\ndata: %b\n\n" % (seq, add_number(content, seq, at))

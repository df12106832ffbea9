"""Groups: clients that ask for the same view, computed and encoded once for all of them."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from time import monotonic
from typing import Any, Generic, TypeVar

from orjson import Fragment

from web.answers import encode
from web.callers import Caller
from web.errors import TooMany
from web.live.guarded_socket import GuardedSocket
from web.live.outgoing import Outgoing
from web.runtime import Runtime

QUIET_S = 0.5
PATIENT_S = 4.0
AT_A_TIME = 120
"""Views computed, or clients served, before others get a turn: some milliseconds."""
EMPTY = len(b"{}")
Q = TypeVar("Q", bound=Hashable)
T = TypeVar("T")
Look = Callable[[Q, datetime | None], dict[str, Any]]


@dataclass(slots=True, eq=False)
class Group(Generic[Q]):
    """A query with its newest view. `seq`: the number of `newest`; `bare_since`: see `renew`."""

    query: Q
    clients: dict[str, "Client[Q]"] = field(default_factory=dict)
    content: bytes | None = None
    newest: Outgoing | None = None
    seq: int = -1
    checked: int = -1
    bare_since: float | None = None
    bare_at: float = 0.0

    def renew(self, look: Look[Q], now: datetime | None, newest: int, lazily: bool) -> bool:
        """Take the view at `newest` or later; return whether there is one to send.

        A view that differs in nothing but its number waits for `number_is_due` if `lazily`.
        """
        if lazily and self.checked >= newest:
            return False
        view = look(self.query, now)
        seq, at = view.pop("seq"), view.pop("at", None)
        content = encode(view)
        self.checked = seq
        if lazily and content == self.content:
            if seq > self.seq:
                self.bare_at = monotonic()
                self.bare_since = self.bare_since or self.bare_at
            return False
        self.content, self.bare_since = content, None
        # Encoded once, also to be compared: with thousands of groups every microsecond counts
        self.newest, self.seq = Outgoing("view", Fragment(add_number(content, seq, at))), seq
        return True

    def order_clients(self) -> list["Client[Q]"]:
        """Return the clients, each time beginning with another: nobody is always the last."""
        clients = list(self.clients.values())
        first = self.seq % len(clients) if len(clients) > 1 else 0
        return clients[first:] + clients[:first] if first else clients

    def number_is_due(self, now: float) -> bool:
        """Whether it has been quiet long enough to send an unchanged view for its number's sake."""
        if self.bare_since is None:
            return False
        return now - self.bare_at >= QUIET_S or now - self.bare_since >= PATIENT_S


@dataclass(slots=True, eq=False)
class Client(Generic[Q]):
    """A client and its Engine.IO socket.

    `caller`: as who it was let in. `given`: the last view sent, `seq` its number; `unseen_since`:
    None when it may have more.
    `wire`: the connection beneath its WebSocket, once it has answered: all before came through.
    """

    sid: str
    socket: Any
    caller: Caller
    group: Group[Q]
    seq: int = -1
    given: Outgoing | None = None
    unseen_since: float | None = None
    wire: GuardedSocket | None = None

    def keeps_up(self, most: int | None) -> bool:
        """Say whether fewer than `most` messages wait for the client; else hang up."""
        if most is None or self.socket.queue.qsize() < most:
            return True
        self.close()
        if self.wire is not None:
            self.wire.hang_up()
        return False

    def close(self) -> None:
        """Close the connection, as if the client did not answer."""
        self.socket.close(wait=False, reason=self.socket.server.reason.PING_TIMEOUT)

    def push(self, frame: bytes, spawn: Callable[..., None]) -> bool:
        """Send past the library's queue if that can be done now; say whether it was.

        What does not go out at once is sent by what `spawn` runs.
        """
        rest = self.wire.push(frame) if self.wire is not None else None
        if rest and self.wire is not None:
            spawn(self.wire.finish, rest)
        return rest is not None


def check_count(caller: Caller, clients: Sequence[Client[Any]], most: int | None) -> None:
    """Raise TooMany where `most` of the clients are the caller's already."""
    if most is not None and sum(each.caller.id == caller.id for each in clients) >= most:
        raise TooMany


def few_at_a_time(everyone: Sequence[T], runtime: Runtime) -> Iterator[Sequence[T]]:
    """Yield all, a few at a time; between them others get a turn."""
    for first in range(0, len(everyone), AT_A_TIME):
        if first:
            runtime.sleep(0)
        yield everyone[first : first + AT_A_TIME]


def add_number(content: bytes, seq: int, at: str | None) -> bytes:
    """Return the JSON of a view: its number, its time if it has one, and its content's JSON."""
    between = b"," if len(content) > EMPTY else b""
    return _encode_opening(seq, at) + between + content[1:]


@lru_cache(maxsize=64)
def _encode_opening(seq: int, at: str | None) -> bytes:
    """Return the beginning that all views have at a number."""
    return encode({"seq": seq} if at is None else {"seq": seq, "at": at})[:-1]

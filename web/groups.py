"""Groups: clients that ask for the same view, computed and encoded once for all of them."""

import struct
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from time import monotonic
from typing import Any, Generic, TypeVar

from engineio.packet import MESSAGE, Packet

from web.answers import encode

QUIET_S = 0.5
PATIENT_S = 4.0
EMPTY = len(b"{}")
Q = TypeVar("Q", bound=Hashable)
Look = Callable[[Q, datetime | None], dict[str, Any]]


@dataclass(slots=True, eq=False)
class Group(Generic[Q]):
    """A query with its newest view. `seq`: the number of `newest`; `bare_since`: see `renew`."""

    query: Q
    clients: dict[str, "Client[Q]"] = field(default_factory=dict)
    content: bytes | None = None
    newest: "Outgoing | None" = None
    seq: int = -1
    checked: int = -1
    bare_since: float | None = None
    bare_at: float = 0.0

    def renew(
        self, namespace: str, look: Look[Q], now: datetime | None, newest: int, lazily: bool
    ) -> bool:
        """Take the view at `newest` or later; return whether there is a packet to send.

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
        opening = _numbered(namespace, seq, at)
        between = b"," if len(content) > EMPTY else b""
        self.newest, self.seq = Outgoing(_text_frame(opening, between, content[1:], b"]")), seq
        return True

    def in_turn(self) -> list["Client[Q]"]:
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

    `given`: the last view sent, `seq` its number; `unseen_since`: None when it may have more.
    """

    sid: str
    eio_sid: str
    socket: Any
    group: Group[Q]
    seq: int = -1
    given: "Outgoing | None" = None
    unseen_since: float | None = None


@dataclass(slots=True, eq=False)
class Outgoing:
    """A Socket.IO event, encoded once for every client as a WebSocket frame."""

    frame: bytes

    @property
    def packet(self) -> Packet:
        """The event as the library sends it."""
        start = {126: 4, 127: 10}.get(self.frame[1], 2)
        return Packet(MESSAGE, self.frame[start + 1 :].decode())


def outgoing(namespace: str, event: str, content: dict[str, Any]) -> Outgoing:
    """Return an event of a namespace, ready to be sent to any number of clients."""
    return Outgoing(_text_frame(_opening(namespace, event), encode(content), b"]"))


def _opening(namespace: str, event: str) -> bytes:
    return b'%d2%b,["%b",' % (MESSAGE, namespace.encode(), event.encode())


@lru_cache(maxsize=64)
def _numbered(namespace: str, seq: int, at: str | None) -> bytes:
    """Return the beginning that all views of a namespace have at a number."""
    numbered = encode({"seq": seq} if at is None else {"seq": seq, "at": at})
    return _opening(namespace, "view") + numbered[:-1]


def _text_frame(*parts: bytes) -> bytes:
    """Return an unmasked, final text frame (RFC 6455, section 5.2)."""
    text = b"".join(parts)
    return _frame_head(len(text)) + text


@lru_cache(maxsize=1024)
def _frame_head(size: int) -> bytes:
    if size < 126:
        return struct.pack("!BB", 0x81, size)
    if size < 65536:
        return struct.pack("!BBH", 0x81, 126, size)
    return struct.pack("!BBQ", 0x81, 127, size)

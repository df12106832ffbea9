"""Groups: clients that ask for the same view, computed and encoded once for all of them."""

import struct
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Generic, TypeVar

from engineio.packet import MESSAGE, Packet

from web.answers import encode

QUIET_S = 0.5
PATIENT_S = 4.0
EMPTY = len(b"{}")
Q = TypeVar("Q", bound=Hashable)


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
        self, namespace: str, look: Callable[[Q], dict[str, Any]], newest: int, lazily: bool
    ) -> bool:
        """Take the view at `newest` or later; return whether there is a packet to send.

        A view that differs in nothing but its number waits for `number_is_due` if `lazily`.
        """
        if lazily and self.checked >= newest:
            return False
        view = look(self.query)
        seq, at = view.pop("seq"), view.pop("at", None)
        content = encode(view)
        self.checked = seq
        if lazily and content == self.content:
            if seq > self.seq:
                self.bare_at = monotonic()
                self.bare_since = self.bare_since or self.bare_at
            return False
        self.content, self.bare_since = content, None
        numbered = encode({"seq": seq} if at is None else {"seq": seq, "at": at})
        # Encoded once, also to be compared: with thousands of groups every microsecond counts
        whole = numbered[:-1] + b"," + content[1:] if len(content) > EMPTY else numbered
        self.newest, self.seq = _event(namespace, "view", whole), seq
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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A Socket.IO event, encoded once for every client: for the library, and as WebSocket frame."""

    text: bytes
    frame: bytes

    @property
    def packet(self) -> Packet:
        """The event as the library sends it."""
        return Packet(MESSAGE, self.text[1:].decode())


def outgoing(namespace: str, event: str, content: dict[str, Any]) -> Outgoing:
    """Return an event of a namespace, ready to be sent to any number of clients."""
    return _event(namespace, event, encode(content))


def _event(namespace: str, event: str, content: bytes) -> Outgoing:
    text = b'%d2%b,["%b",%b]' % (MESSAGE, namespace.encode(), event.encode(), content)
    return Outgoing(text, _text_frame(text))


def _text_frame(text: bytes) -> bytes:
    """Return an unmasked, final text frame (RFC 6455, section 5.2)."""
    if len(text) < 126:
        head = struct.pack("!BB", 0x81, len(text))
    elif len(text) < 65536:
        head = struct.pack("!BBH", 0x81, 126, len(text))
    else:
        head = struct.pack("!BBQ", 0x81, 127, len(text))
    return head + text

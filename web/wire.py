"""Reading eventlet's WebSockets in fewer steps a message: with thousands of phones it counts."""

import socket
from collections.abc import Sequence
from typing import Any

READ_BYTES = 4096


class Buffered:
    """A socket that takes at once what has come; eventlet asks it three times for every frame."""

    def __init__(self, connection: socket.socket) -> None:
        """Read ahead of `connection`; in everything else it is the same."""
        self._connection = connection
        self._read = b""

    def recv(self, size: int) -> bytes:
        """Return at most `size` bytes, none at the end of the stream."""
        ahead = self._read or self._connection.recv(READ_BYTES)
        self._read = ahead[size:]
        return ahead[:size]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def unmasked(data: bytes, mask: Sequence[int], length: int, offset: int) -> bytes:
    """Return a frame's payload (RFC 6455, section 5.3), of which `offset` bytes came before."""
    turn = offset % 4
    key = bytes((*mask[turn:], *mask[:turn])) * (length // 4 + 1)
    plain = int.from_bytes(data, "little") ^ int.from_bytes(key[:length], "little")
    return plain.to_bytes(length, "little")

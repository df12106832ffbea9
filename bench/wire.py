"""The cheapest clients that speak HTTP and Socket.IO, so that a bench measures the server."""

import asyncio
import json
import os
import socket
import struct
from typing import Any

HEAD_END = b"\r\n\r\n"
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
SMALL, MEDIUM = 126, 127
HELLO = (
    b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)


def request(path: str, token: str, body: Any = None, *, key: str = "") -> bytes:
    """Return the bytes of a POST, or of a GET when there is no body."""
    method = "GET" if body is None else "POST"
    content = b"" if body is None else json.dumps(body).encode()
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {token}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
    ]
    if key:
        lines.append(f"Idempotency-Key: {key}")
    return "\r\n".join(lines).encode() + HEAD_END + content


def answer(received: bytes) -> tuple[int, bytes, bytes] | None:
    """Return (status, body, rest) of a complete answer at the start of `received`, else None."""
    head, found, rest = received.partition(HEAD_END)
    if not found:
        return None
    lower = head.lower()
    place = lower.find(b"content-length:")
    length = int(lower[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
    if len(rest) < length:
        return None
    return int(head[9:12]), rest[:length], rest[length:]


class Http:
    """One keep-alive connection."""

    def __init__(self, port: int, token: str) -> None:
        """Connect."""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._token, self._rest = token, b""

    def ask(self, path: str, body: Any = None) -> Any:
        """Return the JSON of an answer; raise if it is not a success."""
        self.send(path, body)
        return self.receive(path)

    def send(self, path: str, body: Any = None) -> None:
        """Send a request; `receive` must follow."""
        self._socket.sendall(request(path, self._token, body))

    def receive(self, path: str) -> Any:
        """Return the JSON of the answer to what was sent last."""
        while (complete := answer(self._rest)) is None:
            received = self._socket.recv(65536)
            if not received:
                raise ConnectionError("the server closed the connection")
            self._rest += received
        status, content, self._rest = complete
        if status >= 300:
            raise RuntimeError(f"{path}: {status} {content.decode()[:200]}")
        return content if path == "/metrics" else json.loads(content)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class Watcher:
    """A Socket.IO client that keeps its newest view and answers `seen`, on one event loop."""

    def __init__(self, port: int, token: str, namespace: str = "/display") -> None:
        """Watch one namespace."""
        self._port, self._token, self._namespace = port, token, namespace
        self.seq = -1
        self.viewed = asyncio.Event()
        self._writer: asyncio.StreamWriter | None = None

    async def watch(self) -> None:
        """Connect and follow until the connection ends; may be called again after that."""
        self.viewed.clear()
        reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        await self._shake_hands(reader, self._writer)
        try:
            while (text := await _frame(reader, self._writer)) is not None:
                self._take(text)
        finally:
            self._writer.close()

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()

    async def _shake_hands(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(HELLO)
        head = await reader.readuntil(HEAD_END)
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError(head.decode("latin-1").split("\r\n", 1)[0])

    def _take(self, text: str) -> None:
        if text.startswith("0"):
            self._send(f"40{self._namespace},{json.dumps({'token': self._token})}")
        elif text == "2":
            self._send("3")
        elif text.startswith(f'42{self._namespace},["view"'):
            view = json.loads(text.partition(",")[2])[1]
            self.seq = view["seq"]
            self._send(f'42{self._namespace},["seen",{{"seq":{self.seq}}}]')
            self.viewed.set()

    def _send(self, text: str) -> None:
        assert self._writer is not None
        self._writer.write(masked(TEXT, text.encode()))


def masked(kind: int, payload: bytes) -> bytes:
    """Return a client's WebSocket frame."""
    mask = os.urandom(4)
    size = len(payload)
    head = struct.pack("!BB", 0x80 | kind, 0x80 | min(size, SMALL))
    head += struct.pack("!H", size) if size >= SMALL else b""
    return head + mask + bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))


async def _frame(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> str | None:
    """Return the next text message, None at the end; answers pings of the connection."""
    parts: list[bytes] = []
    while True:
        try:
            first, size = struct.unpack("!BB", await reader.readexactly(2))
            if size == SMALL:
                (size,) = struct.unpack("!H", await reader.readexactly(2))
            elif size == MEDIUM:
                (size,) = struct.unpack("!Q", await reader.readexactly(8))
            payload = await reader.readexactly(size)
        except (asyncio.IncompleteReadError, ConnectionError):
            return None
        if first & 15 == PING:
            writer.write(masked(PONG, payload))
        elif first & 15 == CLOSE:
            return None
        else:
            parts.append(payload)
            if first & 0x80:
                return b"".join(parts).decode()

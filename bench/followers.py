"""Many clients in a process of their own: lobby boards by WebSocket, or phones by streams.

The process is told what to do on stdin, a line each: `come` connects everybody, `wait SEQ` prints
when the last had a view of that number (`at SECONDS`, by the system's monotonic clock) or how many
still had none (`late N`), `leave` hangs up.
"""

import json
import os
import re
import select
import socket
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from subprocess import PIPE
from time import perf_counter

from bench.program import ROOT

GIVE_UP_S = 60.0
AT_ONCE = 200
"""Phones on their way at the same time; boards come all at once."""
HEAD_END = b"\r\n\r\n"
_ID = re.compile(rb"id: (\d+)\nevent: view\ndata: ")
_SEQ = re.compile(r'"seq":(\d+)')


class Phone:
    """Follows one ticket by a stream. `seq`, `at`: its newest view, and when that came."""

    def __init__(self, port: int, token: str) -> None:
        """Ask for the stream."""
        self.seq, self.at = -1, 0.0
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.sendall(f"GET /t/{token}/stream HTTP/1.1\r\nHost: x\r\n\r\n".encode())

    def read(self) -> None:
        """Take what has come; the socket has something."""
        received = self.socket.recv(65536)
        if not received:
            raise SystemExit("a phone was hung up on")
        found = _ID.findall(received)
        if found:
            self.seq, self.at = int(found[-1]), perf_counter()


class Board:
    """A lobby board: answers every view, and pings. `seq`, `at`: as a phone's.

    `is_away`: it was told that its server does not know the present hall.
    """

    def __init__(self, port: int, token: str) -> None:
        """Ask for the WebSocket."""
        self.seq, self.at = -1, 0.0
        self.is_away = False
        self._token, self._buffer, self._open = token, b"", False
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\n"
            b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        )

    def read(self) -> None:
        """Take what has come; waits if there is nothing."""
        received = self.socket.recv(65536)
        if not received:
            raise SystemExit("a board was hung up on")
        self._buffer += received
        if not self._open and HEAD_END in self._buffer:
            self._open, self._buffer = True, self._buffer.partition(HEAD_END)[2]
        while self._open and (text := self._message()) is not None:
            self._take(text)

    def next_view(self) -> None:
        """Return as soon as a view of a later number is here."""
        before = self.seq
        while self.seq <= before:
            self.read()

    def read_until_away(self, away: bool) -> None:
        """Return as soon as it is told that the server does not know the present, or does again."""
        while self.is_away != away:
            self.read()

    def drain(self) -> None:
        """Take everything that has come meanwhile."""
        while select.select([self.socket], [], [], 0)[0]:
            self.read()

    def _message(self) -> str | None:
        buffer = self._buffer
        size, start = (buffer[1] if len(buffer) > 1 else 0), 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start or len(buffer) < start + size:
            return None
        self._buffer = buffer[start + size :]
        return buffer[start : start + size].decode()

    def _take(self, text: str) -> None:
        if text.startswith("0"):
            self._send(f"40/display,{json.dumps({'token': self._token})}")
        elif text == "2":
            self._send("3")
        elif text.startswith('42/display,["view"'):
            self.seq, self.at = int(_SEQ.search(text)[1]), perf_counter()  # type: ignore[index]
            self._send(f'42/display,["seen",{{"seq":{self.seq}}}]')

        elif text.startswith(('42/display,["away"', '42/display,["beat"')):
            self.is_away = "away" in text

    def _send(self, text: str) -> None:
        """Send a short text, masked with zeros."""
        payload = text.encode()
        size = struct.pack("!BBH", 0x81, 0xFE, len(payload))
        self.socket.sendall(size + bytes(4) + payload)


class Crowd:
    """The clients of this process on one event loop."""

    def __init__(self, kind: type[Phone] | type[Board], port: int, tokens: Sequence[str]) -> None:
        """Begin with nobody."""
        self._kind, self._port, self._tokens = kind, port, tokens
        self._poll = select.epoll()
        self._every: dict[int, Phone | Board] = {}

    def obey(self) -> None:
        """Do what stdin asks until it ends."""
        order = sys.stdin.fileno()
        self._poll.register(order, select.EPOLLIN)
        while True:
            if order in self._turn():
                words = os.read(order, 100).split()
                if not words:
                    return
                self._do(words[0].decode(), int(words[-1]) if len(words) > 1 else 0)

    def _do(self, what: str, seq: int) -> None:
        if what == "leave":
            for client in self._every.values():
                client.socket.close()
            self._every = {}
            print("gone", flush=True)
            return
        if what == "come":
            size = len(self._tokens) if self._kind is Board else AT_ONCE
            for first in range(0, len(self._tokens), size):
                self._connect(self._tokens[first : first + size])
        waiting = [client for client in self._every.values() if client.seq < seq]

        def all_here() -> bool:
            while waiting and waiting[-1].seq >= seq:
                waiting.pop()
            return not waiting

        self._until(all_here)
        last = max(client.at for client in self._every.values())
        print(f"late {len(waiting)}" if waiting else f"at {last}", flush=True)

    def _connect(self, tokens: Sequence[str]) -> None:
        for token in tokens:
            client = self._kind(self._port, token)
            self._every[client.socket.fileno()] = client
            self._poll.register(client.socket.fileno(), select.EPOLLIN)
        self._until(lambda: all(client.seq >= 0 for client in self._every.values()))

    def _until(self, done: Callable[[], bool]) -> None:
        deadline = perf_counter() + GIVE_UP_S
        while not done() and perf_counter() < deadline:
            self._turn()

    def _turn(self) -> list[int]:
        """Read from whoever has something; return the other handles that have."""
        ready = [handle for handle, _ in self._poll.poll(0.02)]
        for handle in ready:
            if handle in self._every:
                self._every[handle].read()
        return [handle for handle in ready if handle not in self._every]


@dataclass
class Followers:
    """The process of a crowd, as a bench speaks with it."""

    process: subprocess.Popen[str]

    def come(self) -> float:
        """Connect everybody; return when the last had its view, in seconds of perf_counter."""
        return self._ask("come")

    def last_at(self, seq: int) -> float:
        """Return when the last had its view of `seq`."""
        return self._ask(f"wait {seq}")

    def leave(self) -> None:
        """Hang up, all at once."""
        self.tell("leave")

    def _ask(self, order: str) -> float:
        said = self.tell(order).split()
        if said[:1] != ["at"]:
            raise SystemExit(f"after {GIVE_UP_S:.0f} s some had no view: {said}")
        return float(said[1])

    def tell(self, order: str) -> str:
        """Write a line to the process; return the line it answers."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(order + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()


@contextmanager
def followers(kind: str, port: int, tokens: Sequence[str]) -> Iterator[Followers]:
    """Give a crowd of `board`s or `phone`s, one for each token, still at home."""
    command = [sys.executable, "-m", "bench.followers", kind, str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True) as process:
        crowd = Followers(process)
        crowd.tell("\n".join(tokens) + "\n")
        yield crowd


if __name__ == "__main__":
    if sys.argv[1] == "board":
        # Boards have computers of their own; here they must not take the server's
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    given = [line.strip() for line in iter(sys.stdin.readline, "\n")]
    print("ready", flush=True)
    Crowd(Board if sys.argv[1] == "board" else Phone, int(sys.argv[2]), given).obey()

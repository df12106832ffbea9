"""Thousands of phones in a process of their own: each follows one address and answers every view.

Told on stdin: `wait SEQ` prints when the last phone had a view of that number or a later one, as
seconds of the system's monotonic clock, or `late N` when N phones still had none.
"""

import os
import re
import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import random
from time import perf_counter

from bench.program import ROOT
from bench.wire import HEAD_END, HELLO, SMALL, TEXT, masked

GIVE_UP_S = 60.0
ANSWER_S = 3.0
"""Within this time a phone answers a view, at a moment of its own, as the page does."""
AT_ONCE = 200
"""Connections on their way at the same time, while the crowd gathers."""
_SEQ = re.compile(rb'"seq":(\d+)')


@dataclass
class Crowd:
    """The crowd's process, as the bench speaks with it."""

    process: subprocess.Popen[str]

    def last_at(self, seq: int) -> float:
        """Return when the last phone had its view of `seq`, in seconds of perf_counter."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"wait {seq}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline().split()
        if said[:1] != ["at"]:
            raise SystemExit(f"not every phone had view {seq} within {GIVE_UP_S:.0f} s")
        return float(said[1])


@contextmanager
def phones(port: int, tokens: Sequence[str]) -> Iterator[Crowd]:
    """Keep a phone connected for every token; a bare server takes any token."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.phone_crowd", str(port)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write("\n".join(tokens) + "\n\n")
        process.stdin.flush()
        if process.stdout.readline() != "here\n":
            raise SystemExit("the phones could not connect")
        yield Crowd(process)
    finally:
        process.stdin.close()
        process.wait(20)


class Phone:
    """One phone on a plain socket that never blocks."""

    def __init__(self, port: int, token: str) -> None:
        """Connect and ask for the ticket's view."""
        self.seq, self.at, self.view = -1, 0.0, b""
        self.answer_at: float | None = None
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._head, self._buffer = False, b""
        query = f"/socket.io/?EIO=4&transport=websocket&ticket={token}".encode()
        self.socket.sendall(HELLO.replace(b"/socket.io/?EIO=4&transport=websocket", query, 1))
        self.socket.setblocking(False)

    def read(self) -> None:
        """Take what has come; answer views, pings and the greeting."""
        try:
            received = self.socket.recv(65536)
        except BlockingIOError:
            return
        if not received:
            raise SystemExit("a phone was hung up on")
        now = perf_counter()
        self._buffer += received
        if not self._head:
            self._head, self._buffer = HEAD_END in self._buffer, self._after_head()
        while self._head and (message := self._message()) is not None:
            self._take(message, now)

    def _after_head(self) -> bytes:
        return self._buffer.partition(HEAD_END)[2] if HEAD_END in self._buffer else self._buffer

    def _message(self) -> bytes | None:
        """Return the next text message once it is whole."""
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        size, start = buffer[1], 2
        if size >= SMALL:
            start = 4 if size == SMALL else 10
            if len(buffer) < start:
                return None
            size = int.from_bytes(buffer[2:start], "big")
        if len(buffer) < start + size:
            return None
        self._buffer = buffer[start + size :]
        return buffer[start : start + size]

    def _take(self, message: bytes, now: float) -> None:
        if message.startswith(b"0"):
            self._send("40/phone,{}")
        elif message == b"2":
            self._send("3")
        elif message.startswith(b'42/phone,["view"'):
            found = _SEQ.search(message)
            assert found is not None
            self.seq, self.at, self.view = int(found[1]), now, message
            self.answer_at = now + random() * ANSWER_S

    def answer(self) -> None:
        """Say that the newest view was seen."""
        self.answer_at = None
        self._send(f'42/phone,["seen",{{"seq":{self.seq}}}]')

    def _send(self, text: str) -> None:
        self.socket.sendall(masked(TEXT, text.encode()))


class Followers:
    """All phones of this process on one event loop."""

    def __init__(self, port: int) -> None:
        """Begin with nobody."""
        self._port, self._poll = port, select.epoll()
        self._every: dict[int, Phone] = {}

    def gather(self, tokens: Sequence[str]) -> None:
        """Connect a phone for each token, and wait until all have a view."""
        for first in range(0, len(tokens), AT_ONCE):
            for token in tokens[first : first + AT_ONCE]:
                phone = Phone(self._port, token)
                self._every[phone.socket.fileno()] = phone
                self._poll.register(phone.socket.fileno(), select.EPOLLIN)
            self._until(lambda: all(phone.seq >= 0 for phone in self._every.values()))

    def obey(self) -> None:
        """Do what stdin asks until it ends."""
        order = sys.stdin.fileno()
        self._poll.register(order, select.EPOLLIN)
        while True:
            if order in self._turn():
                line = os.read(order, 100)
                if not line:
                    return
                self._report(int(line.split()[1]))

    def _report(self, seq: int) -> None:
        waiting = [phone for phone in self._every.values() if phone.seq < seq]

        def all_here() -> bool:
            while waiting and waiting[-1].seq >= seq:
                waiting.pop()
            return not waiting

        self._until(all_here)
        last = max(phone.at for phone in self._every.values())
        print(f"late {len(waiting)}" if waiting else f"at {last}", flush=True)

    def _until(self, done: Callable[[], bool]) -> None:
        deadline = perf_counter() + GIVE_UP_S
        while not done() and perf_counter() < deadline:
            self._turn()

    def _turn(self) -> list[int]:
        """Read from whoever has something, answer for whom it is time; return other handles."""
        ready = [handle for handle, _ in self._poll.poll(0.02)]
        for handle in ready:
            if handle in self._every:
                self._every[handle].read()
        now = perf_counter()
        for phone in self._every.values():
            if phone.answer_at is not None and now >= phone.answer_at:
                phone.answer()
        return [handle for handle in ready if handle not in self._every]


if __name__ == "__main__":
    given = iter(sys.stdin.readline, "\n")
    followers = Followers(int(sys.argv[1]))
    followers.gather([line.strip() for line in given])
    print("here", flush=True)
    followers.obey()

"""Network printers for a bench: a quick one, one that says nothing, one behind a slow line."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import perf_counter, sleep

ASKED = re.compile(rb"\x10\x04[\x01-\x04]|\x1dr\x01")
FINE = {True: b"\x12", False: b"\x00"}  # a state asked for, or the end of a job reached
SLIP = b"\x1dv0"
SLOW_RATE = 20_000  # bytes a second


class Printer:
    """Answers that all is well, and notes when the first raster of each slip has arrived."""

    def __init__(self, *, mute: bool = False, rate: int | None = None) -> None:
        self.began: list[float] = []
        self._mute, self._rate = mute, rate
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more slips."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def wait(self, slips: int, limit_s: float = 20.0) -> float:
        """Return when the slip of this number began to arrive; raise SystemExit if it never did."""
        end = perf_counter() + limit_s
        while len(self.began) < slips:
            if perf_counter() > end:
                raise SystemExit("a slip never came")
            sleep(0.0005)
        return self.began[slips - 1]

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        begun, tail = False, b""
        with client, suppress(OSError):
            while data := client.recv(4096 if self._rate else 65_536):
                if not begun and SLIP in tail + data:
                    self.began.append(perf_counter())
                    begun = True
                if not self._mute:
                    for asked in ASKED.findall(tail + data):
                        client.sendall(FINE[asked[:1] == b"\x10"])
                tail = data[-2:] if not ASKED.search(data[-3:]) else b""
                if self._rate:
                    sleep(len(data) / self._rate)


@contextmanager
def printers(*made: Printer) -> Iterator[tuple[Printer, ...]]:
    """Give printers, and close them afterwards."""
    try:
        yield made
    finally:
        for printer in made:
            printer.close()

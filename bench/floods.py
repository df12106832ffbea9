"""An officer's call while somebody in the hall asks for more than all others together."""

import socket
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from time import perf_counter, sleep

from bench import raw
from bench.program import Program, data_folder, open_many_files, serving, write_configuration
from bench.table import Row, limit_row, most_row, show
from bench.wire import Http, make_queue

CALLS, GAP_S = 120, 0.05
P99_MS, LONGEST_MS, GROWTH_MB = 200, 1000, 20
CROWD = 1000
HEAD = "{} HTTP/1.1\r\nHost: hall\r\n{}\r\n"
HANDSHAKE = (
    "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
)
POLL, WEBSOCKET = (f"GET /socket.io/?EIO=4&transport={each}" for each in ("polling", "websocket"))
PONGS = bytes([0x81, 0x81, 0, 0, 0, 0]) + b"3"
Flood = tuple[str, int, bytes, bytes]
"""Its name, how many connections, what each says at first, and again each time it is answered."""


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    open_many_files(3 * CROWD)
    floods: Sequence[Flood] = (
        ("silent connections", CROWD, b"", b""),
        ("heads without an end", CROWD, b"GET / HTTP/1.1\r\nX-A: ", b""),
        (
            "bodies without an end",
            300,
            _ask("POST /sign-in", "Content-Length: 65000\r\n") + bytes(64_000),
            b"",
        ),
        ("pages", CROWD, _ask("GET /sign-in"), _ask("GET /sign-in")),
        ("sessions of sockets", 100, _ask(POLL), _ask(POLL)),
        ("sockets that follow nothing", CROWD, _ask(WEBSOCKET, HANDSHAKE), PONGS),
        ("sockets that talk", 100, _ask(WEBSOCKET, HANDSHAKE), PONGS * 300),
    )
    with data_folder() as folder:
        limits = raw.after_gap(folder)
    bare_ms = 1000 * raw.percentile(sorted(limits), 99)
    rows = [row for flood in floods for row in _rows(flood, bare_ms)]
    return show(f"an officer's call in floods from one address, {CALLS} calls each", rows)


def _serving_with_limits(folder: Path) -> AbstractContextManager[Program]:
    config = write_configuration(folder.with_name("config.yaml"), limited=True)
    return serving(folder, config=config)


def _rows(flood: Flood, bare_ms: float) -> Iterator[Row]:
    with data_folder() as folder, _serving_with_limits(folder) as program:
        office = Http(program.port, program.token)
        path, _ = make_queue(office, 60)
        with _flooding(program, ("warm up", 4, _ask("GET /sign-in"), _ask("GET /sign-in"))):
            _call(office, path)
        quiet = _call(office, path)
        before = program.rss_kb()
        with _flooding(program, flood):
            taken = _call(office, path)
            grown_mb = (program.rss_kb() - before) / 1024
        yield limit_row(
            f"{flood[0]}: p99",
            raw.percentile(taken, 99),
            f"without {raw.percentile(quiet, 99):.1f} ms, fdatasync",
            bare_ms,
            P99_MS,
        )
        yield limit_row(f"{flood[0]}: longest", taken[-1], "fdatasync", bare_ms, LONGEST_MS)
        yield most_row(f"{flood[0]}: memory", grown_mb, GROWTH_MB, "MB")


def _call(office: Http, path: str) -> list[float]:
    """Call again and again; return the sorted milliseconds."""
    taken = []
    for _ in range(CALLS):
        sleep(GAP_S)
        began = perf_counter()
        office.ask(path, {})
        taken.append(1000 * (perf_counter() - began))
    return sorted(taken)


@contextmanager
def _flooding(program: Program, flood: Flood) -> Iterator[None]:
    """Flood the server from another process until the block ends."""
    context = get_context("spawn")
    enough = context.Event()
    attacker = context.Process(target=_attack, args=(program.port, flood, enough), daemon=True)
    attacker.start()
    try:
        yield
    finally:
        enough.set()
        attacker.join(30)


def _attack(port: int, flood: Flood, enough: Event) -> None:
    """Come, and come again when hung up on; say the next thing whenever something is heard."""
    open_many_files(3 * CROWD)
    _, crowd, first, again = flood
    lines: list[socket.socket | None] = [None] * crowd
    with ExitStack() as stack:
        while not enough.is_set():
            for at, line in enumerate(lines):
                if enough.is_set():
                    return
                try:
                    lines[at] = (
                        _go_on(line, again) if line else stack.enter_context(_come(port, first))
                    )
                except OSError:
                    lines[at] = None
            sleep(0.01)


def _come(port: int, first: bytes) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port), timeout=10)
    line.setblocking(False)
    with suppress(BlockingIOError):
        line.send(first)
    return line


def _go_on(line: socket.socket, again: bytes) -> socket.socket:
    with suppress(BlockingIOError):
        if not line.recv(65536):
            line.close()
            raise ConnectionResetError
        line.send(again)
    return line


def _ask(what: str, more: str = "") -> bytes:
    return HEAD.format(what, more).encode()

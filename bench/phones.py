"""Thousands of phones follow one queue: when the last one has its new view, and who waits."""

import resource
from collections.abc import Iterator
from statistics import median
from time import perf_counter, sleep

from bench import raw
from bench.board import Board
from bench.call_to_display import counter_for
from bench.phone_crowd import Crowd, Phone, phones
from bench.program import Program, data_folder, serving
from bench.raw_websockets import as_text, raw_server
from bench.table import Row, show
from bench.wire import Http

PHONES = 5000
ROUNDS = 5
CALLS = 100
GAP_S = 0.5
CALM_S = 4.0
TIMES_RAW = 3
CALL_S = 0.050
FILES = 3 * PHONES


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, FILES), most))
    with data_folder() as folder, serving(folder) as program:
        hall = Hall(program)
        view = _one_view(program.port, hall.tokens[-1])
        with phones(program.port, hall.tokens) as crowd:
            sleep(CALM_S)
            broadcasts = [_round(hall, crowd) for _ in range(ROUNDS)]
            calls = sorted(hall.calls())
        limits = raw.after_gap(folder)
    sends = _raw_rounds(view)
    return _shown(broadcasts, sends, calls, limits)


class Hall:
    """A queue as long as the crowd, and a counter that calls from it."""

    def __init__(self, program: Program) -> None:
        """Give a number to every phone, and some more to call first."""
        self._office = Http(program.port, program.token)
        self._program = program
        services = self._office.ask("/api/services")["departments"]
        service = next(s["code"] for d in services for s in d["services"] if s["open"])
        for _ in range(ROUNDS + CALLS + 1):
            self._office.ask("/api/tickets", {"service": service})
        self.tokens = [self._token(service) for _ in range(PHONES)]
        counter = counter_for(self._office, service)
        self._office.ask(f"/api/counters/{counter}/open", {})
        self._path = f"/api/counters/{counter}/finish-and-call-next"
        self._office.ask(self._path, {})

    def call(self) -> tuple[float, int]:
        """Call the next; return when it was asked for, and the number it is stored under."""
        began = perf_counter()
        self._office.ask(self._path, {})
        return began, int(self._office.ask("/healthz")["seq"])

    def calls(self) -> Iterator[float]:
        """Call one after the other; yield the seconds until a lobby board had each."""
        board = Board(self._program.port, self._program.token)
        for _ in range(CALLS):
            sleep(GAP_S)
            board.drain()
            began = perf_counter()
            self._office.send(self._path, {})
            board.next_view()
            yield perf_counter() - began
            self._office.receive(self._path)
        board.close()

    def _token(self, service: str) -> str:
        answer = self._office.ask("/api/tickets", {"service": service})
        return str(answer["follow_url"]).removeprefix("/t/")


def _one_view(port: int, token: str) -> str:
    """Return a view as it comes over the wire, `%d` in place of its number."""
    phone = Phone(port, token)
    while phone.seq < 0:
        phone.read()
    phone.socket.close()
    return as_text(phone.view)


def _round(hall: Hall, crowd: Crowd) -> float:
    began, seq = hall.call()
    taken = crowd.last_at(seq) - began
    sleep(CALM_S)
    return taken


def _raw_rounds(view: str) -> list[float]:
    with raw_server(view) as server, phones(server.port, ["-"] * PHONES) as crowd:
        times = []
        for seq in range(1, ROUNDS + 1):
            sleep(1)
            began = server.send(seq)
            times.append(crowd.last_at(seq) - began)
    return times


def _shown(
    broadcasts: list[float], sends: list[float], calls: list[float], limits: list[float]
) -> bool:
    last, bare = median(broadcasts), median(sends)
    p99, disk = raw.percentile(calls, 99), raw.percentile(limits, 99)
    rows = [
        Row(
            "call → last phone, median", f"{last * 1000:.0f} ms",
            f"plain WebSockets {bare * 1000:.0f} ms", f"≤ {TIMES_RAW} × raw",
            last <= TIMES_RAW * bare,
        ),
        Row(
            "call → display p99 meanwhile", f"{p99 * 1000:.1f} ms",
            f"fdatasync {disk * 1000:.2f} ms", f"≤ {CALL_S * 1000:.0f} ms", p99 <= CALL_S,
        ),
    ]  # fmt: skip
    show(f"{PHONES} phones follow one queue, each its own number", rows)
    return all(row.kept for row in rows)

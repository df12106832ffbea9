"""Call to display while thousands read the public page of the present.

Beside it the same while they read as much of a bare server: what readers cost this computer by
being there is no cost of the page. By turns, the medians of all rounds against each other; readers,
who are other computers' work, give way to the server on its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing import get_context
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from os import nice
from statistics import median
from threading import Thread
from time import monotonic, perf_counter, sleep

from bench import raw
from bench.followers import Board, followers
from bench.program import Program, data_folder, open_many_files, serving, write_configuration
from bench.table import most_row, show
from bench.wire import Http, make_queue

READERS_A_MINUTE = 5_000
MORE_MS = 5.0
ROUNDS, CALLS, GAP_S = 7, 100, 0.05
NICE = 10
BOARDS = 40
SIDE_BY_SIDE = 8
PATHS = ("/now", "/now?lang=en", "/api/now")
PAGE_BYTES = 7_000
OF_NUMBERS = ("numbers_per_min", "numbers_per_device_per_min")


def run() -> bool:
    """Measure, print, and say whether the limits are kept. All readers share one address."""
    open_many_files(4_096)
    with data_folder() as folder:
        limits = raw.after_gap(folder)
        file = folder.with_name("config.yaml")
        config = write_configuration(file, limited=True, without=OF_NUMBERS)
        with (
            serving(folder, config=config) as program,
            followers("board", program.port, [program.token] * BOARDS) as boards,
        ):
            boards.come()
            elsewhere, here, read, refused, taken_s = _measure(program)
    p99 = [median(_p99(each) for each in rounds) for rounds in (elsewhere, here)]
    pairs = zip(here, elsewhere, strict=True)
    spread = "rounds " + " ".join(f"{_p99(one) - _p99(other):+.1f}" for one, other in pairs)
    minute = round(60 * read / taken_s)
    bare = f"fdatasync {1000 * raw.percentile(limits, 99):.2f} ms"
    rows = [
        most_row("call → display p99, they read elsewhere", p99[0], 100, "ms", bare, digits=2),
        most_row("more while they read here", p99[1] - p99[0], MORE_MS, "ms", spread, digits=2),
        most_row("readers refused", refused, 0, "readers", f"of {read}"),
        most_row("readers below what was asked", READERS_A_MINUTE - minute, 100, "a minute"),
    ]
    title = f"{READERS_A_MINUTE} readers a minute, {ROUNDS} rounds of {CALLS} calls each way"
    return show(title, rows)


def _p99(seconds: Sequence[float]) -> float:
    """Return milliseconds."""
    return 1000 * raw.percentile(sorted(seconds), 99)


Rounds = list[list[float]]


def _measure(program: Program) -> tuple[Rounds, Rounds, int, int, float]:
    """Return the seconds of calls while others read elsewhere, and here, a list for each round.

    Then how many readers came here, how many of them were refused, and the seconds of that. By
    turns, so that what else goes on in the computer falls on both.
    """
    office = Http(program.port, program.token)
    path, _ = make_queue(office, 2 * ROUNDS * CALLS + 1)
    elsewhere: Rounds = []
    here: Rounds = []
    read, refused, taken_s = 0, 0, 0.0
    for _ in range(ROUNDS):
        with _reading(None):
            elsewhere.append(list(_call(program, office, path)))
        with _reading(program.port) as tally:
            began = perf_counter()
            here.append(list(_call(program, office, path)))
            read += tally[0].value
            refused += tally[1].value
            taken_s += perf_counter() - began
    return elsewhere, here, read, refused, taken_s


def _call(program: Program, office: Http, path: str) -> Iterator[float]:
    board = Board(program.port, program.token)
    board.next_view()
    for _ in range(CALLS):
        sleep(GAP_S)
        board.drain()
        began = perf_counter()
        office.send(path, {})
        board.next_view()
        yield perf_counter() - began
        office.receive(path)


@contextmanager
def _reading(port: int | None) -> Iterator[tuple["Synchronized[int]", "Synchronized[int]"]]:
    """Let readers come from another process until the block ends; yield how many, and refused.

    `port`: of the centre; None: of a bare server in that process.
    """
    context = get_context("spawn")
    enough, read, refused = context.Event(), context.Value("i", 0), context.Value("i", 0)
    crowd = context.Process(target=_read, args=(port, enough, read, refused), daemon=True)
    crowd.start()
    while read.value == 0 and crowd.is_alive():
        sleep(0.01)
    with read.get_lock(), refused.get_lock():
        read.value = refused.value = 0
    try:
        yield read, refused
    finally:
        enough.set()
        crowd.join(30)


def _read(
    port: int | None, enough: Event, read: "Synchronized[int]", refused: "Synchronized[int]"
) -> None:
    nice(NICE)
    bare = None if port is not None else ThreadingHTTPServer(("127.0.0.1", 0), Bare)
    if bare is not None:
        Thread(target=bare.serve_forever, daemon=True).start()
    asked = port or (bare.server_port if bare else 0)

    def keep_coming(first: int) -> None:
        every_s = 60 * SIDE_BY_SIDE / READERS_A_MINUTE
        next_at, turn = monotonic() + first * every_s / SIDE_BY_SIDE, first
        while not enough.is_set():
            sleep(max(0.0, next_at - monotonic()))
            next_at, turn = next_at + every_s, turn + 1
            status = _ask(asked, PATHS[turn % len(PATHS)])
            with read.get_lock():
                read.value += 1
            if status != 200:
                with refused.get_lock():
                    refused.value += 1

    threads = [Thread(target=keep_coming, args=(first,)) for first in range(SIDE_BY_SIDE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Bare(BaseHTTPRequestHandler):
    """Answers with as many bytes, and does nothing else."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.send_header("Content-Length", str(PAGE_BYTES))
        self.end_headers()
        self.wfile.write(bytes(PAGE_BYTES))

    def log_message(self, *_: object) -> None:
        """Print nothing."""


def _ask(port: int, path: str) -> int:
    """Read a page by a connection of its own, as somebody does who has just come."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()

"""Processes that serve one centre on PostgreSQL, beside what one connection to it can do."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from bench import raw
from bench.call_to_display import calls
from bench.followers import Board, followers
from bench.made_days import made_day, store_days
from bench.phones import measure_last
from bench.program import Program, data_folder, open_many_files, serving, write_configuration
from bench.replay import EVENTS, MONDAY, replay
from bench.table import Row, most_row, show
from bench.tickets import KIOSKS, SECONDS, WARM_UP_S, build_shim, issue
from bench.wire import Http, make_queue
from bench.years import centre
from storage.place import write_mark
from storage.postgres.connecting import Driver, driver_of
from tests.postgres import PostgresServer

SHARE, SHARE_OF_TWO = 0.25, 0.8
CALLS, GAP_S, MORE_MS = 200, 0.05, ((50, 8), (99, 25))
JOIN_S, JOINS = 2.0, 3
PROCESSES, PHONES_EACH, ROUNDS, LAST_MS = 4, 5000, 3, 500
ROW = "x" * 400
"""As long as a number's entry is."""
INSERT = b"INSERT INTO raw SELECT * FROM unnest(%s::text[])"


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    open_many_files(3 * PHONES_EACH)
    server = PostgresServer(max_connections="200")
    try:
        server.start()
        rows = [*_tickets(server, "this disk"), *_calls(server), _join(server), *_phones(server)]
        server.stop()
        rows += _tickets_on_a_slow_disk(server)
    finally:
        server.remove()
    return show("processes of one centre on PostgreSQL", rows)


def _tickets_on_a_slow_disk(server: PostgresServer) -> list[Row]:
    """Return the same figures where each fsync takes 5 ms more: a disk is then what is measured."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the database runs by another account
        server.start(preload=build_shim(Path(folder)))
        return list(_tickets(server, "fsync + 5 ms"))


@contextmanager
def processes(server: PostgresServer, count: int) -> Iterator[list[Program]]:
    """Serve a new centre by so many processes, each with a folder of its own."""
    url = server.create_database()
    with data_folder() as folder, ExitStack() as running:
        programs = []
        for n in range(count):
            own = folder / str(n) / "data"
            write_mark(own, url)
            config = write_configuration(own.with_name("config.yaml"), database=url)
            programs.append(running.enter_context(serving(own, config=config)))
        yield programs


def _tickets(server: PostgresServer, where: str) -> Iterator[Row]:
    bare = KIOSKS * _rate(server.create_database())
    with processes(server, 1) as one:
        issue(one, WARM_UP_S)
        alone = issue(one, SECONDS)
    with processes(server, 2) as two:
        issue(two, WARM_UP_S)
        together = issue(two, SECONDS)
    beside = f"one connection, {KIOSKS} rows a commit {bare:.0f}/s"
    of_one = f"one {alone:.0f}/s"
    yield _least(f"tickets/s, one process, {where}", alone, beside, SHARE * bare)
    yield _least(f"tickets/s, two processes, {where}", together, of_one, SHARE_OF_TWO * alone)


def _least(figure: str, per_s: float, beside: str, limit: float) -> Row:
    return Row(figure, f"{per_s:.0f}", beside, f"≥ {limit:.0f}", per_s >= limit)


def _calls(server: PostgresServer) -> Iterator[Row]:
    commits = _commits(server.create_database())
    with processes(server, 2) as (here, there):
        board = Board(there.port, there.token)
        board.next_view()
        taken = sorted(calls(here, board, CALLS, GAP_S))
    for percent, more_ms in MORE_MS:
        taken_ms, bare_ms = (1000 * raw.percentile(each, percent) for each in (taken, commits))
        yield most_row(f"call here → board of another process, p{percent}", taken_ms,
                       bare_ms + more_ms, "ms", f"commit {bare_ms:.2f} ms", digits=1)  # fmt: skip


def _join(server: PostgresServer) -> Row:
    catalogue = centre()
    day = made_day(catalogue, MONDAY, quicker=0.25)[:EVENTS]
    with data_folder() as folder:
        write_mark(folder, server.create_database())
        store_days(folder, catalogue, day)
        taken = sorted(replay(folder, catalogue) for _ in range(JOINS))
    return most_row(
        f"a process that joins knows {len(day)} entries", taken[-1], JOIN_S, "s", digits=2
    )


def _phones(server: PostgresServer) -> Iterator[Row]:
    with processes(server, PROCESSES) as programs:
        office = Http(programs[0].port, programs[0].token)
        path, tokens = make_queue(office, PROCESSES * (PHONES_EACH + ROUNDS) + 1)
        for n, program in enumerate(programs):
            own = tokens[-PHONES_EACH * (n + 1) :][:PHONES_EACH]
            with followers("phone", program.port, own) as phones:
                phones.come()
                sleep(3)
                last = median(measure_last(office, path, phones) for _ in range(ROUNDS))
                phones.leave()
            yield most_row(f"call → last of {PHONES_EACH} phones of process {n + 1}", last * 1000,
                           LAST_MS, "ms")  # fmt: skip


def _rate(url: str, seconds: float = 3.0) -> float:
    """Return how often a second one connection commits as many rows as kiosks may ask at once."""
    with _raw_table(url) as driver:
        began, count = perf_counter(), 0
        while perf_counter() - began < seconds:
            driver.execute(INSERT, [[ROW] * KIOSKS])
            count += 1
    return count / seconds


def _commits(url: str, times: int = 100, gap_s: float = 0.02) -> list[float]:
    """Return the sorted seconds of commits of one row, each after a pause."""
    taken = []
    with _raw_table(url) as driver:
        for _ in range(times):
            sleep(gap_s)
            began = perf_counter()
            driver.execute(INSERT, [[ROW]])
            taken.append(perf_counter() - began)
    return sorted(taken)


@contextmanager
def _raw_table(url: str) -> Iterator[Driver]:
    with driver_of(url) as driver:
        driver.execute("CREATE TABLE raw (row text)")
        yield driver

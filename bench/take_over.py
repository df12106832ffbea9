"""Who takes over from processes that are killed, and screens when their database is back."""

from time import perf_counter, sleep

from bench.cluster import processes
from bench.followers import Board
from bench.program import Program
from bench.table import Row, most_row, show
from storage.postgres.news import DUTY
from tests.postgres import PostgresServer
from tests.waiting import wait_until

PROCESSES = 3
DUTIES_S, SCREENS_S = 5.0, 3.0
ROUNDS = 3
SETTLED_S = 5.0
"""By then each duty has been asked for, and somebody has it."""
HELD = (
    f"SELECT objid, pid FROM pg_locks WHERE locktype = 'advisory' AND classid = {DUTY} AND granted"
)


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    server = PostgresServer(max_connections="200")
    try:
        server.start()
        with processes(server, PROCESSES) as programs:
            return show("processes that are killed, a database that comes back",
                        [_duties(server, programs), _screens(server, programs[-1])])  # fmt: skip
    finally:
        server.remove()


def _duties(server: PostgresServer, programs: list[Program]) -> Row:
    """Kill all but the last one: it has every duty then. Return how long that takes, at most."""
    taken = []
    for _ in range(ROUNDS):
        sleep(SETTLED_S)
        before = dict(server.execute(HELD))
        killed, began = programs[:-1], perf_counter()
        for each in killed:
            each.server.kill()
        wait_until("the last one has all duties", lambda: _has_all(server, set(before)))  # noqa: B023
        taken.append(perf_counter() - began)
        for each in killed:
            each.server.start()
        # Next time others have them
        programs.insert(0, programs.pop())
    figure = f"{PROCESSES - 1} of {PROCESSES} killed → {len(before)} duties taken over, longest"
    return most_row(figure, max(taken), DUTIES_S, "s", digits=2)


def _has_all(server: PostgresServer, duties: set[int]) -> bool:
    held = dict(server.execute(HELD))
    return held.keys() >= duties and len(set(held.values())) == 1


def _screens(server: PostgresServer, program: Program) -> Row:
    """Stop and start the database; return how long a board is out of touch then, at most."""
    board, taken = Board(program.port, program.token), []
    board.next_view()
    for _ in range(ROUNDS):
        server.stop()
        board.read_until_away(True)
        server.start()
        began = perf_counter()
        board.read_until_away(False)
        taken.append(perf_counter() - began)
    figure = "the database answers → a board is in touch, longest"
    return most_row(figure, max(taken), SCREENS_S, "s", digits=2)

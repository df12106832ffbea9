"""Call to display: HTTP POST sent until `view` received by a board, stored durably, 100 sockets."""

from collections.abc import Iterator
from time import perf_counter, sleep

from bench import raw
from bench.followers import Board, followers
from bench.program import Program, data_folder, serving
from bench.table import most_row, show
from bench.wire import Http, make_queue

BEFORE, BEHIND = 49, 50
CALLS = 200
GAP_S = 0.05


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder, serving(folder) as program:
        with (
            followers("board", program.port, [program.token] * BEFORE) as before,
            followers("board", program.port, [program.token] * BEHIND) as behind,
        ):
            before.come()
            board = Board(program.port, program.token)
            board.next_view()
            behind.come()
            times = sorted(calls(program, board, CALLS, GAP_S))
        limits = raw.after_gap(folder, gap_s=GAP_S)
    rows = []
    for percent, more_ms in ((50, 4), (99, 12)):
        taken_ms, raw_ms = (1000 * raw.percentile(each, percent) for each in (times, limits))
        rows.append(most_row(f"call → display p{percent}", taken_ms, raw_ms + more_ms, "ms",
                             f"fdatasync {raw_ms:.2f} ms", digits=2))  # fmt: skip
    return show(f"call → display, {BEFORE + 1 + BEHIND} sockets, {CALLS} calls", rows)


def calls(program: Program, board: Board, count: int, gap_s: float) -> Iterator[float]:
    """Call one after the other; yield the seconds until the board had each."""
    office = Http(program.port, program.token)
    path, _ = make_queue(office, count + 1)
    for _ in range(count):
        sleep(gap_s)
        board.drain()
        began = perf_counter()
        office.send(path, {})
        board.next_view()
        yield perf_counter() - began
        office.receive(path)

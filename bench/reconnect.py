"""A thousand boards lose the server and come back at once: how long until all have a view."""

from time import perf_counter, sleep

from bench.followers import followers
from bench.program import data_folder, open_many_files, serving
from bench.table import most_row, show
from bench.wire import Http, Looks

CLIENTS = 1000
BACK_S = 3.0
LATE_S = 0.05
SETTLE_S = 3.0


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    open_many_files(8192)
    with data_folder() as folder, serving(folder) as program:
        tokens = [program.token] * CLIENTS
        with followers("board", program.port, tokens) as boards:
            boards.come()
            program.server.kill()
        program.server.start()
        with followers("board", program.port, tokens) as boards:
            began = perf_counter()
            taken = boards.come() - began
            office = Http(program.port, program.token)
            looks = Looks.of(office)
            boards.leave()
            sleep(SETTLE_S)
            late, _ = Looks.of(office).later_than(LATE_S, looks)
    rows = [
        most_row(f"{CLIENTS} back with a current view", taken, BACK_S, "s", digits=2),
        most_row(f"loop over {LATE_S * 1000:.0f} ms late when all leave", late, 0, "times"),
    ]
    return show(f"{CLIENTS} boards lose the server and reconnect at once", rows)

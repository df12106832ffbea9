"""Memory of the server: after start with the demo's day, and for each idle socket."""

from time import monotonic, sleep

from bench.followers import followers
from bench.program import Program, data_folder, serving
from bench.table import Row, most_row, show
from bench.wire import Http

START_MB = 120
SOCKET_KB = 80
SOCKETS = 500
SETTLE_S = 3.0


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    return show("memory of the server", [_demo_row(), _socket_row()])


def _demo_row() -> Row:
    with data_folder() as folder, serving(folder, "demo") as program:
        _settle(program)
        used_mb = program.rss_kb() / 1024
    return most_row("RSS with the demo's day", used_mb, START_MB, "MB")


def _socket_row() -> Row:
    with data_folder() as folder, serving(folder) as program:
        Http(program.port, program.token).ask("/api/board")
        before = program.rss_kb()
        with followers("board", program.port, [program.token] * SOCKETS) as boards:
            boards.come()
            sleep(SETTLE_S)
            each_kb = (program.rss_kb() - before) / SOCKETS
    return most_row("RSS for each idle socket", each_kb, SOCKET_KB, "KB")


def _settle(program: Program) -> None:
    """Wait until the demo has filled its morning and its memory stands still."""
    before, now, until = 0, program.rss_kb(), monotonic() + 60
    while abs(now - before) >= 512 and monotonic() < until:
        sleep(SETTLE_S)
        before, now = now, program.rss_kb()

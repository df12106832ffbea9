"""Call to display: HTTP POST sent until `view` received by a board, stored durably, 100 sockets."""

from time import perf_counter, sleep

from bench import raw
from bench.board import Board
from bench.crowd import crowd
from bench.program import data_folder, serving
from bench.table import Row, show
from bench.wire import Http

BEFORE, BEHIND = 49, 50
CALLS = 200
GAP_S = 0.05


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder, serving(folder) as program:
        port, token = program.port, program.token
        with crowd(port, token, BEFORE):
            board = Board(port, token)
            with crowd(port, token, BEHIND):
                times = sorted(_calls(Http(port, token), board))
            board.close()
        limits = raw.after_gap(folder)
    rows = [
        _row("call → display p50", times, limits, 50, 0.003),
        _row("call → display p99", times, limits, 99, 0.012),
    ]
    show(f"call → display, {BEFORE + 1 + BEHIND} sockets, {CALLS} calls", rows)
    return all(row.kept for row in rows)


def _row(figure: str, times: list[float], limits: list[float], percent: int, more_s: float) -> Row:
    measured, limit = raw.percentile(times, percent), raw.percentile(limits, percent)
    return Row(
        figure,
        f"{measured * 1000:.2f} ms",
        f"fdatasync {limit * 1000:.2f} ms",
        f"≤ raw + {more_s * 1000:.0f} ms",
        measured <= limit + more_s,
    )


def _calls(office: Http, board: Board) -> list[float]:
    services = office.ask("/api/services")["departments"]
    service = next(s["code"] for d in services for s in d["services"] if s["open"])
    for _ in range(CALLS + 1):
        office.ask("/api/tickets", {"service": service})
    counter = counter_for(office, service)
    office.ask(f"/api/counters/{counter}/open", {})
    path = f"/api/counters/{counter}/finish-and-call-next"
    times = []
    for _ in range(CALLS):
        sleep(GAP_S)
        board.drain()
        began = perf_counter()
        office.send(path, {})
        board.next_view()
        times.append(perf_counter() - began)
        office.receive(path)
    return times


def counter_for(office: Http, service: str) -> str:
    """Return a counter that has a ticket of the service in its waiting list."""
    for counter in office.ask("/api/board")["counters"]:
        view = office.ask(f"/api/counters/{counter['id']}")
        if any(ticket["service"] == service for ticket in view["waiting"]):
            return str(counter["id"])
    raise SystemExit(f"no counter serves {service}")

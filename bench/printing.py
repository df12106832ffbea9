"""Issue to paper: POST sent until the slip's first dots reach the printer, stored durably.

Once alone, once while two other kiosks have a mute printer and one behind a line of 20 kB/s.
"""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from time import perf_counter, sleep
from typing import Any

from bench import raw
from bench.program import data_folder, serving
from bench.slip import measure_drawn_ms
from bench.table import Row, limit_row, show
from bench.wire import Http
from tests.kiosk.printing.loopback import FaultyLine, LoopbackPrinter
from tests.program import write_configuration
from tests.waiting import wait_until

TIMES, GAP_S = 60, 0.15
SLOW_RATE = 20_000  # bytes a second
FIRST_DOTS_MS, MORE_MS = 60.0, 10.0


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder, ExitStack() as printers:
        quick, mute, behind = (printers.enter_context(LoopbackPrinter()) for _ in range(3))
        mute.mechanism.mute = True
        slow = printers.enter_context(FaultyLine(behind, rate=SLOW_RATE))
        ports = [quick.port, mute.port, slow.port]
        config = write_configuration(folder / "config.yaml", lambda told: _connect(told, ports))
        with serving(folder / "var", config=config) as program:
            office, began_at = Http(program.port, program.token), quick.mechanism.began_at
            while not began_at:  # the agent's first slip is not counted
                _issue(office, "K1")
                sleep(1)
            sleep(2)
            alone = sorted(_measure_ms(office, began_at) for _ in range(TIMES))
            with _others(program.port, program.token):
                beside = sorted(_measure_ms(office, began_at) for _ in range(TIMES))
        durable_ms = 1000 * raw.percentile(raw.after_gap(folder), 50)
    p50, p95 = (raw.percentile(alone, share) for share in (50, 95))
    drawn = f"fdatasync {durable_ms:.2f} ms, drawn and encoded"
    others = "the same beside a mute and a slow printer, p50"
    rows = [
        limit_row("issue → first dots, p50", p50, drawn, measure_drawn_ms(), FIRST_DOTS_MS),
        Row("issue → first dots, p95", f"{p95:.1f} ms", "", "–", True),
        limit_row(others, raw.percentile(beside, 50), "alone", p50, p50 + MORE_MS),
    ]
    return show(f"printing: {TIMES} slips on a network printer", rows)


def _connect(settings: dict[str, Any], ports: list[int]) -> None:
    """Give each of the kiosks K1, K2, … a network printer at one of the ports."""
    settings["printers"], settings["kiosks"] = {}, {}
    for n, port in enumerate(ports, start=1):
        printer = {"connection": "network", "host": "127.0.0.1", "port": port}
        settings["printers"][f"M{n}"] = printer | {"names": {"vi": f"Máy in {n}"}}
        settings["kiosks"][f"K{n}"] = {"names": {"vi": f"Máy lấy số {n}"}, "printer": f"M{n}"}


def _issue(office: Http, kiosk: str) -> float:
    """Have a number given; return when it was asked for."""
    asked_at = perf_counter()
    office.ask("/api/tickets", {"service": "TP", "kiosk": kiosk})
    return asked_at


def _measure_ms(office: Http, began_at: list[float]) -> float:
    sleep(GAP_S)
    known, asked_at = len(began_at), _issue(office, "K1")
    wait_until("the slip comes", lambda: began_at[known:])
    return 1000 * (began_at[known] - asked_at)


@contextmanager
def _others(port: int, token: str) -> Iterator[None]:
    """Let the kiosks of the mute and of the slow printer give a number every second meanwhile."""
    over = threading.Event()

    def press() -> None:
        office = Http(port, token)
        while not over.wait(1.0):
            _issue(office, "K2")
            _issue(office, "K3")

    pressing = threading.Thread(target=press)
    pressing.start()
    sleep(3)
    try:
        yield
    finally:
        over.set()
        pressing.join()

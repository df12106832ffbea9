"""Durable tickets a second over HTTP with 32 keep-alive kiosks, on this disk and on a slow one."""

import selectors
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path
from time import perf_counter

from bench import raw
from bench.program import ROOT, Program, data_folder, serving
from bench.table import Row, show
from bench.wire import Http, answer, request

KIOSKS = 32
SECONDS = 8.0
WARM_UP_S = 2.0
CREATED = 201
LATE_BUCKET_S = 0.02


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    rows = []
    with data_folder() as folder:
        disk = raw.rate(folder)
        per_s, late = _measure(folder / "data", {})
        rows.append(
            Row("tickets/s, this disk", f"{per_s:.0f}", f"fdatasync {disk:.0f}/s",
                f"≥ 0.3 × raw = {0.3 * disk:.0f}", per_s >= 0.3 * disk)
        )  # fmt: skip
        rows.append(_late_row("this disk", late))
    with data_folder() as folder:
        shim = _built_shim(folder)
        slow = _slow_rate(folder, shim)
        per_s, late = _measure(folder / "data", {"LD_PRELOAD": str(shim)})
        rows.append(
            Row("tickets/s, fsync + 5 ms", f"{per_s:.0f}", f"fdatasync {slow:.0f}/s",
                f"≥ 10 × raw = {10 * slow:.0f}", per_s >= 10 * slow)
        )  # fmt: skip
        rows.append(_late_row("fsync + 5 ms", late))
    show(f"durable tickets over HTTP, {KIOSKS} keep-alive kiosks", rows)
    return all(row.kept for row in rows)


def _late_row(where: str, share_on_time: float) -> Row:
    return Row(f"event loop ≤ 20 ms late, {where}", f"{share_on_time * 100:.2f} % of looks", "–",
               "≥ 99 %", share_on_time >= 0.99)  # fmt: skip


def _measure(folder: Path, environment: Mapping[str, str]) -> tuple[float, float]:
    with serving(folder, environment=environment) as program:
        office = Http(program.port, program.token)
        services = office.ask("/api/services")["departments"]
        codes = [s["code"] for d in services for s in d["services"] if s["open"]]
        _issue(program, codes, WARM_UP_S)
        before = _late_buckets(office)
        per_s = _issue(program, codes, SECONDS)
        after = _late_buckets(office)
        looks = after["+Inf"] - before["+Inf"]
        on_time = after[str(LATE_BUCKET_S)] - before[str(LATE_BUCKET_S)]
        return per_s, on_time / looks if looks else 0.0


def _issue(program: Program, codes: list[str], seconds: float) -> float:
    """Keep every kiosk asking for numbers; return acknowledged tickets a second."""
    selector = selectors.DefaultSelector()
    asks = [request("/api/tickets", program.token, {"service": code}) for code in codes]
    for n in range(KIOSKS):
        kiosk = socket.create_connection(("127.0.0.1", program.port))
        kiosk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        kiosk.sendall(asks[n % len(asks)])
        selector.register(kiosk, selectors.EVENT_READ, [b"", asks[n % len(asks)]])
    began, issued = perf_counter(), 0
    while perf_counter() - began < seconds:
        for key, _ in selector.select(1.0):
            issued += _next(key)
    taken = perf_counter() - began
    for key in list(selector.get_map().values()):
        key.fileobj.close()  # type: ignore[union-attr]
    return issued / taken


def _next(key: selectors.SelectorKey) -> int:
    kiosk, state = key.fileobj, key.data
    state[0] += kiosk.recv(65536)  # type: ignore[union-attr]
    complete = answer(state[0])
    if complete is None:
        return 0
    if complete[0] != CREATED:
        raise SystemExit(f"a kiosk was answered {complete[0]}: {complete[1].decode()[:200]}")
    state[0] = complete[2]
    kiosk.sendall(state[1])  # type: ignore[union-attr]
    return 1


def _late_buckets(office: Http) -> dict[str, float]:
    buckets = {}
    for line in office.ask("/metrics").decode().splitlines():
        if line.startswith("xinmoi_loop_late_seconds_bucket"):
            le = line.split('le="')[1].split('"')[0]
            buckets[le] = float(line.rsplit(" ", 1)[1])
    return buckets


def _built_shim(folder: Path) -> Path:
    shim = folder / "slow_fsync.so"
    source = ROOT / "bench" / "slow_fsync.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl"], check=True)
    return shim


def _slow_rate(folder: Path, shim: Path) -> float:
    """Return the raw rate under the shim, measured in a child that has it loaded."""
    from sys import executable

    measured = subprocess.run(
        [executable, "-c", "import sys; from pathlib import Path; from bench import raw; "
         "print(raw.rate(Path(sys.argv[1])))", str(folder)],
        cwd=ROOT, env={"LD_PRELOAD": str(shim)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(measured.stdout)

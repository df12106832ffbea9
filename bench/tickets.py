"""Durable tickets a second over HTTP with 32 keep-alive kiosks, on this disk and on a slow one."""

import json
import selectors
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from bench import raw
from bench.program import ROOT, Program, data_folder, serving
from bench.table import Row, show
from bench.wire import Http, Looks, open_services

KIOSKS = 32
SECONDS = 8.0
WARM_UP_S = 2.0
CREATED = b"HTTP/1.1 201 "
LATE_S = 0.02
SHARE, TIMES_SLOW = 0.28, 6


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    with data_folder() as folder:
        rows = _rows(folder, "this disk", raw.rate(folder), SHARE, {})
    with data_folder() as folder:
        shim = build_shim(folder)
        slow = _slow_rate(folder, shim)
        rows += _rows(folder, "fsync + 5 ms", slow, TIMES_SLOW, {"LD_PRELOAD": str(shim)})
    return show(f"durable tickets over HTTP, {KIOSKS} keep-alive kiosks", rows)


def _rows(
    folder: Path, where: str, disk: float, share: float, environment: Mapping[str, str]
) -> list[Row]:
    with serving(folder / "data", environment=environment) as program:
        office = Http(program.port, program.token)
        issue([program], WARM_UP_S)
        before = Looks.of(office)
        per_s = issue([program], SECONDS)
        late, looks = Looks.of(office).later_than(LATE_S, before)
    return [
        Row(f"tickets/s, {where}", f"{per_s:.0f}", f"fdatasync {disk:.0f}/s",
            f"≥ {share} × raw = {share * disk:.0f}", per_s >= share * disk),
        Row(f"event loop ≤ 20 ms late, {where}", f"{100 - 100 * late / looks:.2f} % of looks", "–",
            "≥ 99 %", late <= 0.01 * looks),
    ]  # fmt: skip


def issue(programs: Sequence[Program], seconds: float) -> float:
    """Keep every kiosk asking one of the programs for numbers; return acknowledged ones a second.

    All of them serve the same centre.
    """
    codes = open_services(Http(programs[0].port, programs[0].token))
    selector = selectors.DefaultSelector()
    for n in range(KIOSKS):
        program = programs[n % len(programs)]
        kiosk = socket.create_connection(("127.0.0.1", program.port))
        kiosk.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ask = _request(program.token, codes[n % len(codes)])
        kiosk.sendall(ask)
        selector.register(kiosk, selectors.EVENT_READ, (kiosk, ask))
    began, issued = perf_counter(), 0
    while perf_counter() - began < seconds:
        for key, _ in selector.select(1.0):
            kiosk, ask = key.data
            # A short answer comes whole: the server sends it by one write
            answer = kiosk.recv(65536)
            if not answer.startswith(CREATED):
                raise SystemExit(f"a kiosk was answered {answer.decode()[:200]}")
            kiosk.sendall(ask)
            issued += 1
    taken = perf_counter() - began
    for key in list(selector.get_map().values()):
        key.data[0].close()
    return issued / taken


def _request(token: str, service: str) -> bytes:
    content = json.dumps({"service": service}).encode()
    lines = (
        "POST /api/tickets HTTP/1.1", "Host: x", f"Authorization: Bearer {token}",
        "Content-Type: application/json", f"Content-Length: {len(content)}", "", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode() + content


def build_shim(folder: Path) -> Path:
    """Return a library that lets each fsync take 5 ms more, made in a folder."""
    shim = folder / "slow_fsync.so"
    source = ROOT / "bench" / "slow_fsync.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", shim, source, "-ldl"], check=True)
    return shim


def _slow_rate(folder: Path, shim: Path) -> float:
    """Return the raw rate under the shim, measured in a child that has it loaded."""
    measured = subprocess.run(
        [sys.executable, "-c", "import sys; from pathlib import Path; from bench import raw; "
         "print(raw.rate(Path(sys.argv[1])))", str(folder)],
        cwd=ROOT, env={"LD_PRELOAD": str(shim)}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(measured.stdout)

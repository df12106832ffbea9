"""Memory of the server: after start with the demo's day, and for each idle socket."""

import asyncio
from time import monotonic, sleep

from bench.program import Program, data_folder, serving
from bench.table import Row, show
from bench.wire import Http, Watcher

START_MB = 120
SOCKET_KB = 80
SOCKETS = 500
SETTLE_S = 3.0


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    rows = [_demo_row(), asyncio.run(_socket_row())]
    show("memory of the server", rows)
    return all(row.kept for row in rows)


def _demo_row() -> Row:
    with data_folder() as folder, serving(folder, command="demo") as program:
        _settle(program)
        used_mb = program.rss_kb() / 1024
    return Row("RSS with the demo's day", f"{used_mb:.0f} MB", "–", f"≤ {START_MB} MB",
               used_mb <= START_MB)  # fmt: skip


async def _socket_row() -> Row:
    with data_folder() as folder, serving(folder) as program:
        Http(program.port, program.token).ask("/api/board")
        before = program.rss_kb()
        watchers = [Watcher(program.port, program.token) for _ in range(SOCKETS)]
        following = [asyncio.create_task(watcher.watch()) for watcher in watchers]
        for watcher in watchers:
            await asyncio.wait_for(watcher.viewed.wait(), 30)
        await asyncio.sleep(SETTLE_S)
        each_kb = (program.rss_kb() - before) / SOCKETS
        for watcher in watchers:
            watcher.close()
        await asyncio.gather(*following, return_exceptions=True)
    return Row("RSS for each idle socket", f"{each_kb:.0f} KB", "–", f"≤ {SOCKET_KB} KB",
               each_kb <= SOCKET_KB)  # fmt: skip


def _settle(program: Program) -> None:
    """Wait until the demo has filled its morning and its memory stands still."""
    last, until = 0, monotonic() + 60
    while monotonic() < until:
        sleep(SETTLE_S)
        now = program.rss_kb()
        if abs(now - last) < 512:
            return
        last = now

"""A thousand clients lose the server and come back at once: how long until all have a view."""

import asyncio
import resource
from time import perf_counter

from bench.program import data_folder, free_port, serving
from bench.table import Row, show
from bench.wire import Http, Watcher

CLIENTS = 1000
BACK_S = 3.0
GIVE_UP_S = 30.0


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    rows = asyncio.run(_measure())
    show(f"{CLIENTS} clients lose the server and reconnect at once", rows)
    return all(row.kept for row in rows)


async def _measure() -> list[Row]:
    port = free_port()
    with data_folder() as folder:
        with serving(folder, port=port) as program:
            token = program.token
            watchers = [Watcher(port, token) for _ in range(CLIENTS)]
            following = [asyncio.create_task(watcher.watch()) for watcher in watchers]
            await _all_back(watchers)
            program.kill()
        await asyncio.gather(*following, return_exceptions=True)
        with serving(folder, port=port) as program:
            seq = Http(port, token).ask("/healthz")["seq"]
            for watcher in watchers:
                watcher.viewed.clear()
            began = perf_counter()
            following = [asyncio.create_task(watcher.watch()) for watcher in watchers]
            back = await _all_back(watchers)
            taken = perf_counter() - began
            current = sum(watcher.seq >= seq for watcher in watchers)
            for watcher in watchers:
                watcher.close()
            await asyncio.gather(*following, return_exceptions=True)
    kept = back == current == CLIENTS and taken <= BACK_S
    figure = Row("back with a current view", f"{current} in {taken:.2f} s", "–",
                 f"{CLIENTS} in ≤ {BACK_S:.0f} s", kept)  # fmt: skip
    return [figure]


async def _all_back(watchers: list[Watcher]) -> int:
    waiting = [asyncio.create_task(watcher.viewed.wait()) for watcher in watchers]
    done, late = await asyncio.wait(waiting, timeout=GIVE_UP_S)
    for task in late:
        task.cancel()
    return len(done)

"""Many lobby boards in a process of their own, so that their work is not the measured one's."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.program import ROOT
from bench.wire import Watcher


@contextmanager
def crowd(port: int, token: str, size: int) -> Iterator[None]:
    """Keep `size` boards connected, each answering every view."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.crowd", str(port), token, str(size)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdout.readline()
        yield
    finally:
        process.stdin.close()
        process.wait(20)


async def gather(port: int, token: str, size: int) -> None:
    """Connect, say so on stdout, and stay until stdin ends."""
    # Boards have computers of their own; here they must not take the server's.
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    watchers = [Watcher(port, token) for _ in range(size)]
    following = [asyncio.create_task(watcher.watch()) for watcher in watchers]
    for watcher in watchers:
        await watcher.viewed.wait()
    print("here", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    for watcher in watchers:
        watcher.close()
    await asyncio.gather(*following, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(gather(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))

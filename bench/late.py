"""How late others are while something is done: who sleeps 2 ms at a time in a server's process."""

from collections.abc import Callable
from threading import Thread
from time import perf_counter

from web.runtime import Runtime

ALONE_S = 2.0


def measure_late(run: Runtime, work: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Return the sorted milliseconds: while nothing is done, then while `work` is."""
    end, done = perf_counter() + ALONE_S, []
    alone = _sleep_until(run, lambda: perf_counter() > end)
    Thread(target=lambda: done.append(work())).start()
    return alone, _sleep_until(run, lambda: bool(done))


def _sleep_until(run: Runtime, over: Callable[[], bool]) -> list[float]:
    taken = []
    while not over():
        began = perf_counter()
        run.sleep(0.002)
        taken.append((perf_counter() - began) * 1000 - 2)
    return sorted(taken)

"""How long steps take, one after the other, and how late others are meanwhile."""

from collections.abc import Callable, Sequence
from threading import Thread
from time import perf_counter

from bench import raw
from web.runtime import Runtime

ALONE_S = 2.0


def timed(steps: Sequence[Callable[[], object]]) -> list[float]:
    """Return the sorted milliseconds of the steps."""
    taken = []
    for step in steps:
        began = perf_counter()
        step()
        taken.append((perf_counter() - began) * 1000)
    return sorted(taken)


def median_ms(step: Callable[[], object], times: int) -> float:
    """Return the median milliseconds of a step that is done so often."""
    return raw.percentile(timed([step] * times), 50)


def measure_late(run: Runtime, work: Callable[[], object]) -> tuple[list[float], list[float]]:
    """Return the sorted milliseconds by which who sleeps 2 ms at a time is late.

    First while nothing is done, then while `work` is, in a server's process.
    """
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

"""How long steps take, one after the other."""

from collections.abc import Callable, Sequence
from time import perf_counter

from bench import raw


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

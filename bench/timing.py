"""How long steps take, one after the other."""

from collections.abc import Callable, Sequence
from time import perf_counter


def timed(steps: Sequence[Callable[[], object]]) -> list[float]:
    """Return the sorted milliseconds of the steps."""
    taken = []
    for step in steps:
        began = perf_counter()
        step()
        taken.append((perf_counter() - began) * 1000)
    return sorted(taken)

"""How many examples a test looks at: a share of what Hypothesis's profile in force looks at."""

from collections.abc import Sequence
from typing import TypeVar

from hypothesis import settings

USUAL = 100
T = TypeVar("T")


def examples(of_a_hundred: int) -> int:
    """Return how many to look at where others look at a hundred; a quick run looks at few."""
    return max(3, settings.default.max_examples * of_a_hundred // USUAL)


def each_of(cases: Sequence[T]) -> Sequence[T]:
    """Return all cases, or those that a quick run has time for: every tenth."""
    return cases[:: max(1, USUAL // settings.default.max_examples)]

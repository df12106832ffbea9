"""Which messages are handed in next: who was tried least lately comes first. Pure, but for a lock.

Some may never be taken. They wait ever longer, and nobody stands behind them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from threading import Lock

FIRST_PAUSE_S, LONGEST_PAUSE_S = 2.0, 60.0
Occasion = tuple[str, str, str]
"""Ticket, endpoint, what is told."""


@dataclass(frozen=True, slots=True)
class _Failure:
    """When a message was tried in vain last, and for how long nobody tries it again."""

    at_s: float
    pause_s: float


class Attempts:
    """The messages under way, and those that were tried in vain. Times are seconds that grow."""

    def __init__(self, most_at_once: int) -> None:
        """Let so many be under way at the same time."""
        self._most, self._lock = most_at_once, Lock()
        self._under_way: set[Occasion] = set()
        self._failures: dict[Occasion, _Failure] = {}

    def begin(self, wanted: Collection[Occasion], now_s: float) -> list[Occasion]:
        """Return which are to be tried now, under way from now on; forget what nobody wants."""
        with self._lock:
            self._failures = {
                each: failure for each, failure in self._failures.items() if each in wanted
            }
            due = [each for each in wanted if self._is_due(each, now_s)]
            due.sort(key=self._find_last_s)
            chosen = due[: self._most - len(self._under_way)]
            self._under_way.update(chosen)
            return chosen

    def end(self, occasion: Occasion) -> None:
        """Note that one is under way no more: nothing is to be sent again."""
        with self._lock:
            self._under_way.discard(occasion)

    def fail(self, occasion: Occasion, now_s: float) -> None:
        """Note that one was tried in vain: it is tried again after 2, 4, 8 … 60 s."""
        with self._lock:
            self._under_way.discard(occasion)
            before = self._failures.get(occasion)
            pause_s = FIRST_PAUSE_S if before is None else 2 * before.pause_s
            self._failures[occasion] = _Failure(now_s, min(pause_s, LONGEST_PAUSE_S))

    def _is_due(self, occasion: Occasion, now_s: float) -> bool:
        failure = self._failures.get(occasion)
        rested = failure is None or now_s >= failure.at_s + failure.pause_s
        return rested and occasion not in self._under_way

    def _find_last_s(self, occasion: Occasion) -> float:
        failure = self._failures.get(occasion)
        return float("-inf") if failure is None else failure.at_s

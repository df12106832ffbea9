"""How often live data goes out."""

from time import monotonic

FLUSH_S = 0.05
BEAT_S = 5.0


def find_next_turn(began: float) -> float:
    """Return when views may be sent again: one screen takes at most a fifth of everybody's time."""
    ended = monotonic()
    return max(began + FLUSH_S, ended + 4 * (ended - began))

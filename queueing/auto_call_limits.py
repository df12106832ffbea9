"""When a free counter's next number may be called without a press: what a centre may set of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AutoCallLimits:
    """Once a counter has been free for `after_s` while somebody waits, the next is called.

    Not after `no_shows` in a row who did not come, nor later than `pressed_s` after a key or the
    mouse was pressed at the counter's screen.
    """

    after_s: float = 20
    no_shows: int = 2
    pressed_s: float = 900


@dataclass(frozen=True, slots=True)
class Presses:
    """When somebody was at a counter's screen: `began` is the first press after a long silence."""

    began: datetime
    last: datetime

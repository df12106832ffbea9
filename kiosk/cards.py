"""How many numbers of priority an identity card gives in a day, without knowing whose it is.

A card's number is counted by a keyed hash. The key is made for the service day and destroyed with
its end; until then both are in what the processes share, in no file of the data folder.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from secrets import token_hex

from kiosk.settings import IdentityCard
from queueing.errors import Refusal
from web.day_keys import KEPT_S, DayKeys
from web.processes.shared_state import SharedState, Value
from web.requests import read_idempotency_key

KEYS, COUNTS = "card keys", "cards"


class CardUsedUp(Refusal):
    """The card has given as many numbers today as it may."""

    code = "card_used_up"


class CardCounts:
    """Counts what cards are used for, at all processes."""

    def __init__(self, shared: SharedState, today: Callable[[], date]) -> None:
        """Count by the service day of `today`."""
        self._shared, self._keys = shared, DayKeys(shared, KEYS, today)

    def count(self, number: str, press: str, per_day: int) -> None:
        """Count a press for a number; raise CardUsedUp. The same press again counts once.

        Raises CannotStore where it cannot be counted.
        """
        mark = sha256(press.encode("utf-8")).hexdigest()[:16]

        def step(before: Value | None, _now_s: float) -> Value:
            presses = before["presses"] if before else []
            if mark in presses:
                return {"presses": presses}
            if len(presses) >= per_day:
                raise CardUsedUp(limit=per_day)
            return {"presses": [*presses, mark]}

        self._shared.change(COUNTS, self._keys.hash(number), step, KEPT_S)

    def take_back(self, press: str) -> None:
        """Take a press back that gave no number, or one that was given up."""
        mark = sha256(press.encode("utf-8")).hexdigest()[:16]

        def step(before: Value | None, _now_s: float) -> Value | None:
            left = [each for each in (before or {}).get("presses", ()) if each != mark]
            return {"presses": left} if left else None

        for card, counted in self._shared.read(COUNTS).items():
            if mark in counted["presses"]:
                self._shared.change(COUNTS, card, step, KEPT_S)


@contextmanager
def counted(cards: CardCounts, number: str | None, options: IdentityCard) -> Iterator[None]:
    """Count the card of a request that gives a number; where it gives none it counts nothing."""
    press = read_idempotency_key() or token_hex(8)
    if number is None or not options.on or options.numbers_per_day is None:
        yield
        return
    cards.count(number, press, options.numbers_per_day)
    try:
        yield
    except Refusal:
        cards.take_back(press)
        raise

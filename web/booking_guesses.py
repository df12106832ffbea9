"""How often a wrong code of a booking may be typed: at a kiosk, by a guide, from an address."""

from collections.abc import Iterator
from contextlib import contextmanager

from queueing.errors import UnknownThing
from web.guesses import Allowance, Guesses, Key
from web.processes.shared_state import SharedState

PER_PLACE = Allowance(free=8, first_pause_s=15.0, longest_pause_s=600.0, forgotten_s=1800.0)
"""People mistype; of a million codes hundreds may be good, so a machine must not try thousands."""


class BookingGuesses:
    """Counts codes that no booking has, by who typed them."""

    def __init__(self, shared: SharedState) -> None:
        """Count in `shared`: at whichever process."""
        self._guesses = Guesses(shared)

    @contextmanager
    def count(self, whose: str) -> Iterator[None]:
        """Count one guess, taken back unless the work within finds nothing; raises TooMany."""
        key = Key(PER_PLACE, ("booking", whose))
        self._guesses.count(key)
        try:
            yield
        except UnknownThing:
            raise
        except BaseException:
            self._guesses.forgive(key)
            raise
        self._guesses.forgive(key)

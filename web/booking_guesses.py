"""How often a wrong code of a booking may be typed: at a kiosk, by a guide, on a phone.

Six digits are one code of a million, and in a large centre some 200 are good at a time: one wrong
guess in 5,000 meets somebody's booking. Kiosks and phones may each try 10 wrong ones a minute in
all: 4,800 in a day of eight hours, so that who keeps a machine at it for the whole day meets one
booking, of somebody unknown. Who stands at one kiosk tries 4 a minute, and meets one in 20 hours.

People mistype one code in some thirty, never so many; a right code leaves no trace. No pause is
longer than 20 seconds: on purpose nobody can keep the others out for minutes. The address of a
booking's page, which its QR code says, has 128 bits and is not counted at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from queueing.errors import UnknownThing
from web.guesses import Flow, Guesses, Key
from web.processes.shared_state import SharedState

WHAT = "booking"
PER_PLACE = Flow(free=8, every_s=15.0)
"""At one kiosk, or by one guide: 4 a minute."""
PER_PAGE = Flow(free=5, every_s=20.0)
"""On one phone that has come by the kiosk's code: 3 a minute."""
PER_ADDRESS = Flow(free=20, every_s=10.0)
"""From one address, which all in the hall may share: 6 a minute."""
IN_ALL = Flow(free=40, every_s=6.0)
"""At all kiosks together, and on all phones: 10 a minute, however many addresses somebody has."""


class BookingGuesses:
    """Counts codes that no booking has, by who typed them."""

    def __init__(self, shared: SharedState) -> None:
        """Count in `shared`: at whichever process."""
        self._guesses = Guesses(shared)

    @contextmanager
    def count_at_kiosk(self, kiosk: str) -> Iterator[None]:
        """Count one guess, taken back unless the work within finds nothing; raises TooMany."""
        with self._count(Key(PER_PLACE, (WHAT, "kiosk", kiosk)), Key(IN_ALL, (WHAT, "kiosks"))):
            yield

    @contextmanager
    def count_of_staff(self, name: str) -> Iterator[None]:
        """Do so for somebody who has signed in: no crowd at the kiosks makes guides wait."""
        with self._count(Key(PER_PLACE, (WHAT, "staff", name))):
            yield

    @contextmanager
    def count_on_phone(self, page: str, network: str) -> Iterator[None]:
        """Do so on a phone; `page`: the note of the page that it opened by the kiosk's code."""
        keys = (
            Key(PER_PAGE, (WHAT, "page", page)),
            Key(PER_ADDRESS, (WHAT, "address", network)),
            Key(IN_ALL, (WHAT, "phones")),
        )
        with self._count(*keys):
            yield

    @contextmanager
    def _count(self, *keys: Key) -> Iterator[None]:
        self._guesses.count(*keys)
        try:
            yield
        except UnknownThing:
            raise
        except BaseException:
            self._guesses.forgive(*keys)
            raise
        self._guesses.forgive(*keys)

"""How often a phone may ask: enough for any citizen, too little for a machine."""

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from web.errors import TooMany

PER_TICKET = RateLimitItemPerMinute(12)
PER_ADDRESS = RateLimitItemPerMinute(240)
"""The whole hall may be behind one address: that of the centre's own wireless network."""
COMPLAINTS = RateLimitItemPerDay(5)
TRY_AGAIN_S = 60


class Pace:
    """Counts what is asked for, by ticket and by address, in this process."""

    def __init__(self) -> None:
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def check(self, wish: str, follow: str, address: str) -> None:
        """Count one more; raise TooMany when that is too many."""
        self._count(PER_ADDRESS, "address", address)
        self._count(PER_TICKET, "ticket", follow)
        if wish == "complain":
            self._count(COMPLAINTS, "complaints", follow)

    def _count(self, limit: RateLimitItem, what: str, whose: str) -> None:
        if not self._limiter.hit(limit, what, whose):
            raise TooMany(retry_after_s=TRY_AGAIN_S)

"""Who learns at the kiosk that no number is needed, and leaves: besides those who take one."""

from collections.abc import Iterator
from random import Random

from queueing.channels import Channel
from queueing.commands import EndVisit
from queueing.events import SavedBy
from queueing.procedures import COLLECTING
from simulation.citizens import Arrival

SHARE = 0.08
"""So many leave, for each who takes a number."""
AT_HOME = 0.25
"""So many of those who ask for a result that is not there ask at home."""
REASONS = {SavedBy.MISSING_PAPERS: 5, SavedBy.RESULT_NOT_READY: 3, SavedBy.ONLINE: 2}


class Saved:
    """Draws them from a stream of its own: whoever takes a number is the same without them."""

    def __init__(self, seed: int) -> None:
        """Begin; the same seed gives the same."""
        self._random = Random(f"{seed} saved")

    def beside(self, who: Arrival, kiosk: str | None) -> Iterator[EndVisit]:
        """Yield who leaves while `who` takes a number, for the same service."""
        if self._random.random() >= SHARE:
            return
        reason = self._random.choices(list(REASONS), list(REASONS.values()))[0]
        if reason is not SavedBy.RESULT_NOT_READY:
            yield EndVisit(reason, who.service, Channel.KIOSK, who.procedure, kiosk)
        elif self._random.random() < AT_HOME:
            yield EndVisit(reason, who.service, Channel.PAGE, COLLECTING.code)
        else:
            yield EndVisit(reason, who.service, Channel.KIOSK, COLLECTING.code, kiosk)

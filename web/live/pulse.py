"""The pulse of a screen: a beat every 5 s while what it shows is the present, else `away`."""

from time import monotonic
from typing import Any

from web.live.pace import BEAT_S
from web.site import Site
from web.tickets import utc


class Pulse:
    """Says what is due for every client.

    `away`: this process does not know the present hall, until the next beat. It is told at once
    and again in place of each beat; no view is sent meanwhile.
    """

    def __init__(self, site: Site) -> None:
        """Begin with a beat."""
        self._site = site
        self.next_at, self.is_away = 0.0, False

    def take(self) -> tuple[str, dict[str, Any]] | None:
        """Return the event that is due now with its content, None when nothing is."""
        now, was_away = monotonic(), self.is_away
        self.is_away = not self._site.processes.in_touch()
        if now < self.next_at and self.is_away == was_away:
            return None
        self.next_at = now + BEAT_S
        if self.is_away:
            return "away", {}
        office = self._site.office
        return "beat", {"seq": office.hall.seq, "at": utc(office.now())}

"""Keeps the rows for reports close behind the journal, so that no report has to wait for them."""

import logging
from collections.abc import Callable

from queueing.errors import CannotStore
from storage.projector import Projector
from web.runtime import Runtime

PACE_S = 1.0
BUSY = 200
"""Entries in one turn that no hall of people makes: the journal is being filled by a machine."""
MOST_BEHIND = 50_000
log = logging.getLogger("xinmoi.reports")


def follow_journal(projector: Projector, runtime: Runtime, latest: Callable[[], int]) -> None:
    """Bring the rows up to `latest()` every second, beside everything else.

    While entries rush in, those who wait at kiosks come first: the rows follow when it is calmer.
    """

    def run() -> None:
        last, done = latest(), 0
        while True:
            rush, last = latest() - last > BUSY, latest()
            try:
                if not rush or last - done > MOST_BEHIND:
                    done = projector.catch_up()
            except CannotStore as fault:
                log.warning("rows for reports cannot be written: %s", fault)
            except Exception:
                log.exception("rows for reports: a turn failed")
            runtime.sleep(PACE_S)

    runtime.spawn(run)

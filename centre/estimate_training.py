"""Teaches the estimates what earlier days showed: once at start, then each new day."""

from datetime import date
from functools import partial

from queueing.numbering import service_day
from queueing.office import Office
from reports.months.reader import FigureReader
from reports.months.teaching import read_basis
from web.background import Background

POLL_S = 5.0


def keep_trained(office: Office, figures: FigureReader, background: Background) -> None:
    """Renew the basis of the office's estimates whenever a new day has begun.

    While the files of earlier days are being made, it waits for them.
    """
    trained_on: date | None = None

    def train() -> None:
        nonlocal trained_on
        catalogue = office.hall.catalogue
        today = service_day(office.now(), catalogue.zone_info)
        if today != trained_on and not figures.makes_files:
            if not figures.has_no_day:
                learn = partial(read_basis, before=today, catalogue=catalogue)
                office.basis = figures.ask(learn)[1]
            trained_on = today

    background.every(POLL_S, train, "reading what earlier days teach")

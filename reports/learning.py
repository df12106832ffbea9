"""Teaches the estimates what earlier days showed: once at start, then each new day."""

import logging
from datetime import date
from functools import partial

from sqlalchemy import Connection

from queueing.errors import CannotStore
from queueing.estimate import Basis, learned
from queueing.numbering import service_day
from queueing.office import Office
from storage.projector import Projector
from storage.report_queries import estimate_samples, usual_minutes
from web.runtime import Runtime

LOOK_S = 60.0
SAMPLE_DAYS = 60
ENOUGH_CALLS = 30
log = logging.getLogger("xinmoi.reports")


def keep_learning(office: Office, projector: Projector, runtime: Runtime) -> None:
    """Renew the basis of the office's estimates whenever a new day has begun."""

    def run() -> None:
        taught_on: date | None = None
        while True:
            today = service_day(office.now(), office.hall.catalogue.zone_info)
            if today != taught_on:
                try:
                    office.basis = projector.read(partial(basis_before, day=today))[1]
                    taught_on = today
                except CannotStore as fault:
                    log.warning("what earlier days teach is read later: %s", fault)
            runtime.sleep(LOOK_S)

    runtime.spawn(run)


def basis_before(rows: Connection, day: date) -> Basis:
    """Return what the days before `day` teach; a service with few calls teaches no minutes."""
    minutes = {
        service: mean
        for service, (mean, calls) in usual_minutes(rows, day).items()
        if calls >= ENOUGH_CALLS
    }
    return learned(estimate_samples(rows, SAMPLE_DAYS, day), minutes)

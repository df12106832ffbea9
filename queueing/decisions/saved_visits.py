"""Leaving without a number: always allowed, and counted."""

from datetime import datetime

from queueing.channels import OF_SAVED_VISITS
from queueing.commands import EndVisit
from queueing.decisions.day import current_day
from queueing.decisions.decision import Decision
from queueing.errors import InvalidField, UnknownKiosk, UnknownService
from queueing.events import Event, SavedBy, VisitSaved
from queueing.hall import Hall


def end_visit(hall: Hall, command: EndVisit, now: datetime) -> tuple[Event, ...]:
    """Count a visit that needed no number, at any hour: papers are read when numbers are over too.

    Raises InvalidField, UnknownService or UnknownKiosk.
    """
    service = hall.catalogue.services.get(command.service)
    if service is None:
        raise UnknownService(service=command.service)
    if command.kiosk is not None and command.kiosk not in hall.catalogue.kiosks:
        raise UnknownKiosk(kiosk=command.kiosk)
    if command.reason not in set(SavedBy):
        raise InvalidField(field="reason")
    if command.channel not in OF_SAVED_VISITS:
        raise InvalidField(field="channel")
    return (
        VisitSaved(
            now,
            current_day(hall, now),
            command.reason,
            service.code,
            service.department,
            command.channel,
            command.procedure,
            command.kiosk,
        ),
    )


DECISIONS: dict[type, Decision] = {EndVisit: end_visit}
"""What each command of this module leads to."""

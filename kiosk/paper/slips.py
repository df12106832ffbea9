"""What stands on the slip of a ticket: its facts, in the ticket's language. Pure."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kiosk.paper.options import PaperOptions
from kiosk.printing.slip import Reprint, Slip, language_on_paper
from kiosk.view import in_language
from queueing.catalogue import NORMAL, Catalogue, Names
from queueing.hall import Hall
from queueing.printing import PrintJob
from queueing.tickets import Ticket


class Known(Protocol):
    """What a slip says of a procedure."""

    @property
    def names(self) -> Names:
        """Its name by language."""

    @property
    def documents(self) -> Sequence[str]:
        """The papers to bring."""


class CentreNames(Protocol):
    """What a slip says of the centre."""

    @property
    def names(self) -> Names:
        """Its name by language."""

    @property
    def city(self) -> Names:
        """Where it is."""

    @property
    def motto(self) -> Names:
        """What it promises."""


ProcedureOf = Callable[[str], Known | None]


def slip_of(
    hall: Hall,
    job: PrintJob,
    centre: CentreNames,
    options: PaperOptions,
    procedure_of: ProcedureOf,
    address: str,
) -> Slip:
    """Return the slip of a print job; `address`: the server's, in front of the ticket's own."""
    ticket, catalogue = hall.tickets[job.ticket], hall.catalogue
    procedure = procedure_of(ticket.procedure) if ticket.procedure else None
    language = language_on_paper(ticket.language)

    def say(names: Names) -> str:
        return in_language(names, language)

    department = catalogue.departments.get(ticket.department)
    floor = _floor(catalogue, ticket)
    issued_at = ticket.arrival.astimezone(catalogue.zone_info)
    return Slip(
        language=language,
        centre=say(centre.names),
        city=say(centre.city),
        department=say(department.names) if department else "",
        service=say(_service(catalogue, ticket, procedure)),
        number=ticket.number,
        priority=ticket.priority != NORMAL,
        counters=tuple(c.label for c in catalogue.own_counters_for.get(ticket.service, ())),
        floor=say(floor),
        ahead=job.ahead,
        wait=_wait(job),
        papers=tuple(procedure.documents) if procedure else (),
        issued_at=issued_at,
        kiosk=say(catalogue.kiosks.get(ticket.kiosk or "", {})),
        follow_url=f"{address}/t/{ticket.follow}",
        motto=say(centre.motto),
        header=tuple(say(line) for line in options.header),
        footer=tuple(say(line) for line in options.footer),
        reprint=(
            Reprint(job.asked_at.astimezone(catalogue.zone_info), job.copy) if job.copy else None
        ),
    )


def _service(catalogue: Catalogue, ticket: Ticket, procedure: Known | None) -> Names:
    if procedure is not None:
        return procedure.names
    service = catalogue.services.get(ticket.service)
    return service.names if service else {}


def _floor(catalogue: Catalogue, ticket: Ticket) -> Names:
    """Return the names of the floor to go to, as the kiosk's ticket page has it."""
    counters = catalogue.own_counters_for.get(ticket.service, ())
    department = catalogue.departments.get(ticket.department)
    code = counters[0].floor if counters else department.floor if department else ""
    floor = catalogue.floors.get(code)
    return floor.names if floor else {}


def _wait(job: PrintJob) -> tuple[int, int] | None:
    if job.low_min is None or job.high_min is None:
        return None
    return job.low_min, job.high_min

"""What stands on the slip of a ticket: its facts, in the ticket's language. Pure."""

from collections.abc import Callable, Iterator

from kiosk.printing.server.options import PaperOptions
from kiosk.printing.slip.facts import Reprint, Slip
from kiosk.printing.slip.slip import choose_paper_language
from queueing.catalogue import NORMAL, Catalogue, Names
from queueing.hall import Hall
from queueing.hall.print_jobs import PrintJob
from queueing.hall.tickets import Ticket
from queueing.procedures import Procedure
from queueing.staffing import find_staffing
from queueing.wanted import find_wanted
from web.names import choose_name
from web.places import list_counters
from web.settings import Centre

ProcedureOf = Callable[[str], Procedure | None]


def make_slip(
    hall: Hall,
    job: PrintJob,
    centre: Centre,
    options: PaperOptions,
    procedure_of: ProcedureOf,
    address: str | None,
) -> Slip:
    """Return the slip of a print job.

    `address`: the server's, in front of the ticket's own; None: phones know none.
    """
    ticket, catalogue = hall.tickets[job.ticket], hall.catalogue
    wanted = find_wanted(ticket)
    procedure = procedure_of(wanted) if wanted else None
    language = choose_paper_language(ticket.language)

    def say(names: Names) -> str:
        return choose_name(names, language)

    department = catalogue.departments.get(ticket.department)
    counters, floor = _find_place(catalogue, ticket, say)
    staffing = find_staffing(hall, ticket.service, job.asked_at, ticket.only_at)
    issued_at = ticket.arrival.astimezone(catalogue.zone_info)
    return Slip(
        language=language,
        centre=say(centre.names.names()),
        city=say(centre.city.names()),
        department=say(department.names) if department else "",
        service=say(_find_service_names(catalogue, ticket, procedure)),
        number=ticket.number,
        priority=ticket.priority != NORMAL,
        counters=counters,
        floor=floor,
        ahead=job.ahead,
        wait=_find_wait(job),
        papers=tuple(procedure.documents) if procedure else (),
        issued_at=issued_at,
        kiosk=say(catalogue.kiosks.get(ticket.kiosk or "", {})),
        follow_url=f"{address}/t/{ticket.follow}" if address else "",
        motto=say(centre.motto.names()),
        header=tuple(say(line.names()) for line in options.slip.header),
        footer=tuple(say(line.names()) for line in options.slip.footer),
        reprint=(
            Reprint(job.asked_at.astimezone(catalogue.zone_info), job.copy) if job.copy else None
        ),
        no_counter=staffing.no_counter,
        opens_at=staffing.opens_at,
        matters=tuple(say(names) for names in _name_matters(catalogue, ticket, procedure_of)),
    )


def _name_matters(
    catalogue: Catalogue, ticket: Ticket, procedure_of: ProcedureOf
) -> Iterator[Names]:
    """Yield what the rest of a visit is for, where that is more than one thing."""
    for matter in (ticket.matter, *ticket.matters) if ticket.matters else ():
        procedure = procedure_of(matter.procedure) if matter.procedure else None
        service = catalogue.services.get(matter.service)
        yield procedure.names if procedure else service.names if service else {}


def _find_service_names(catalogue: Catalogue, ticket: Ticket, procedure: Procedure | None) -> Names:
    if procedure is not None:
        return procedure.names
    service = catalogue.services.get(ticket.service)
    return service.names if service else {}


def _find_place(
    catalogue: Catalogue, ticket: Ticket, say: Callable[[Names], str]
) -> tuple[tuple[str, ...], str]:
    """Return the counters to go to and their floor; in one text where they stand on several."""
    counters = catalogue.find_own_counters(ticket.service, ticket.only_at)
    floors = {code: say(floor.names) for code, floor in catalogue.floors.items()}
    if len({counter.floor for counter in counters}) > 1:
        return (list_counters(catalogue, floors, counters),), ""
    department = catalogue.departments.get(ticket.department)
    floor = counters[0].floor if counters else department.floor if department else ""
    labels = tuple(counter.label for counter in counters)
    return labels, floors.get(floor, "") if catalogue.has_floors else ""


def _find_wait(job: PrintJob) -> tuple[int, int] | None:
    if job.low_min is None or job.high_min is None:
        return None
    return job.low_min, job.high_min

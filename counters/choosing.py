"""Choosing a counter after signing in: who sits where, taking over, moving to another."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, request

from counters.seats import (
    choose_counter,
    get_chosen_counter,
    is_own,
    is_taken_by_another,
    list_seats,
    require_own,
)
from queueing.catalogue import Catalogue
from queueing.commands import CloseCounter, OpenCounter
from queueing.counter_errors import CounterTaken
from queueing.errors import CounterBusy
from queueing.hall import Hall
from web.callers import Caller
from web.i18n import plain_text
from web.redirects import see_other
from web.roles import Right, Role
from web.site import Site

LONGEST_LABEL = 20


@dataclass(frozen=True)
class Seat:
    """A line of the list. `mine`: this officer sits there; `taken`: somebody else does.

    `handed_by`: who has left the counter to whoever takes it, None: nobody.
    """

    counter: str
    label: str
    department: str
    state: str
    officer: str | None
    number: str | None
    waiting: int
    mine: bool
    taken: bool
    handed_by: str | None


@dataclass(frozen=True)
class FloorSeats:
    """The counters of one floor, in configured order; those of the officer's department first."""

    floor: str
    seats: tuple[Seat, ...]


def group_seats(site: Site, caller: Caller, chosen: str | None) -> tuple[FloorSeats, ...]:
    """Return every counter at which this officer may work, under its floor."""
    hall = site.office.hall
    seats = list(_list_seats(site, hall, caller, chosen))
    floors = {code: [seat for seat in seats if _find_floor(hall.catalogue, seat) == code]
              for code in hall.catalogue.floors}  # fmt: skip
    return tuple(
        FloorSeats(code, tuple(sorted(own, key=lambda seat: seat.department != caller.department)))
        for code, own in floors.items()
        if own
    )


def install_choosing(site: Site) -> None:
    """Serve `/counters` and the form behind each counter on it."""

    @site.staff_page("/counters", Right.WORK_AT_COUNTER)
    def choosing(caller: Caller) -> Response:
        if caller.role is Role.COUNTER and caller.counter:
            return see_other(f"/counters/{caller.counter}")
        return choose_page(site, caller, request.args.get("wanted"))

    @site.post("/counters/choose", Right.WORK_AT_COUNTER)
    def choose_by_number(caller: Caller) -> Response:
        return _take_by_number(site, caller, request.form.get("number", ""))

    @site.post("/counters/<counter_id>/choose", Right.WORK_AT_COUNTER)
    def choose(caller: Caller, counter_id: str) -> Response:
        return _take_counter(site, caller, counter_id)


def find_by_label(site: Site, caller: Caller, typed: str) -> str | None:
    """Return the counter with this label at which the caller may work; `7` is also `07`."""
    wanted = _plain(typed)
    return next(
        (
            counter.id
            for counter in site.office.hall.catalogue.counters.values()
            if wanted and _plain(counter.label) == wanted and is_own(site, caller, counter)
        ),
        None,
    )


def _plain(label: str) -> str:
    return label.strip().lstrip("0").casefold()


def _take_by_number(site: Site, caller: Caller, typed: str) -> Response:
    counter_id = find_by_label(site, caller, typed)
    if counter_id is not None:
        return _take_counter(site, caller, counter_id)
    message = site.words.gettext(
        site.language(),
        "Anh/Chị không có quầy số “%(number)s”. Hãy gõ lại, hoặc chọn trong danh sách.",
        number=plain_text(typed)[:LONGEST_LABEL],
    )
    return choose_page(site, caller, None, message, 404)


def _take_counter(site: Site, caller: Caller, counter_id: str) -> Response:
    """Take the counter; one at which somebody works only after a second, deliberate press.

    One that was handed over goes on at once, with the ticket that is there.
    """
    require_own(site, caller, counter_id)
    hall = site.office.hall
    taken = is_taken_by_another(hall, counter_id, caller)
    if taken and request.form.get("confirm") != "yes":
        return choose_page(site, caller, counter_id)
    refused = _leave_present(site, caller, counter_id)
    if refused is not None:
        return choose_page(site, caller, None, refused, 409)
    if taken or hall.desk(counter_id).handed_by is not None:
        by = None if taken else caller.name
        try:
            _submit(site, OpenCounter(counter_id, caller.name, by=by), caller)
        except CounterTaken:
            return choose_page(site, caller, counter_id)
    choose_counter(counter_id)
    return see_other(f"/counters/{counter_id}")


def choose_page(
    site: Site, caller: Caller, wanted: str | None, message: str | None = None, status: int = 200
) -> Response:
    """Return the list of counters; `wanted` is asked about first, `message` stands above all."""
    hall, language = site.office.hall, site.language()
    floors = group_seats(site, caller, get_chosen_counter())
    seats = {seat.counter: seat for floor in floors for seat in floor.seats}
    page = site.render_page(
        "choose_counter.html",
        language=language,
        screen="counters",
        caller=caller,
        floors=floors,
        wanted=seats.get(wanted or ""),
        chosen=seats.get(get_chosen_counter() or ""),
        message=message,
        practised=find_practice_counter(site, caller),
        names=site.catalogue.of(hall.catalogue, language),
    )
    page.status_code = status
    return page


def find_practice_counter(site: Site, caller: Caller) -> str | None:
    """Return where the caller would practise: the chosen counter, else one of the department.

    Its own come before those that only serve it; None where the caller may work at none.
    """
    own = [c for c in site.office.hall.catalogue.counters.values() if is_own(site, caller, c)]
    wanted = (get_chosen_counter(), caller.counter)
    own.sort(
        key=lambda counter: (counter.id not in wanted, counter.department != caller.department)
    )
    return own[0].id if own else None


def _leave_present(site: Site, caller: Caller, towards: str) -> str | None:
    """Close every other counter the officer sits at; return why that cannot be, if it cannot."""
    hall = site.office.hall
    for present in set(list_seats(hall, caller)) - {towards}:
        try:
            _submit(site, CloseCounter(present, by=caller.name), caller)
        except CounterTaken:
            continue  # somebody has taken it meanwhile: it is left already
        except CounterBusy as busy:
            return site.words.gettext(
                site.language(),
                "Quầy %(counter)s còn số %(number)s. Hãy hoàn tất hoặc chuyển số này rồi đổi quầy.",
                counter=hall.counter(present).label,
                number=busy.fields["number"],
            )
    return None


def _submit(site: Site, command: OpenCounter | CloseCounter, caller: Caller) -> None:
    site.office.submit(command, actor=caller.id, reply=lambda hall, entries: None)


def _list_seats(site: Site, hall: Hall, caller: Caller, chosen: str | None) -> Iterator[Seat]:
    for counter in hall.catalogue.counters.values():
        if not is_own(site, caller, counter):
            continue
        desk, current = hall.desk(counter.id), hall.current(counter.id)
        taken = is_taken_by_another(hall, counter.id, caller)
        yield Seat(
            counter.id,
            counter.label,
            counter.department,
            desk.state,
            desk.officer,
            current.number if current else None,
            sum(len(hall.queues.get(service, ())) for service in counter.services),
            chosen == counter.id and not taken and desk.handed_by is None,
            taken,
            desk.handed_by,
        )


def _find_floor(catalogue: Catalogue, seat: Seat) -> str:
    return catalogue.counters[seat.counter].floor

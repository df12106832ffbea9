"""The front door of bookings: `/book`, `/b/<token>` and the kiosk's code `/book/here/<code>`."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from secrets import randbelow, token_urlsafe

from flask import Response
from pydantic import AwareDatetime, Field

from booking.pages import PATH, BookingPages, ProcedureOf
from booking.remembered import read_remembered, remember
from booking.settings import BookingSettings
from booking.view import list_own
from booking.wanted import Wanted, read_wanted
from queueing.booking_errors import BookingConfirmed, UnknownBooking
from queueing.bookings import CODES, find_by_code, find_by_follow
from queueing.catalogue import NORMAL
from queueing.commands import BookingCommand, CancelBooking, ConfirmBooking, MakeBooking
from queueing.errors import Refusal
from queueing.events import BookingMade, Entry, TicketIssued
from queueing.hall import Hall
from queueing.hall.bookings import Booking
from queueing.numbering import service_day
from web.answers import json_answer
from web.booking_guesses import BookingGuesses
from web.door_codes import is_door_code, note_seen, was_seen
from web.errors import RequestRefused
from web.front_links import CITIZENS, FrontLink
from web.redirects import see_other
from web.requests import (
    Body,
    Parameters,
    find_own_network,
    is_form,
    read_form_or_body,
    read_parameters,
    require_own_page,
)
from web.roles import Open
from web.site import Site
from web.strangers_keys import read_strangers_key

CITIZEN = "citizen"
"""Who books: nobody is asked for a name."""
LONGEST, LONGEST_LIST = 64, 160
FIRST, LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""No slot is outside."""


class BookParameters(Parameters):
    """What `/book` may be asked for."""

    service: str | None = Field(None, description="a service: its times are shown")
    also: str = Field("", max_length=LONGEST_LIST, description="further services, commas between")
    more: bool = Field(False, description="whether one more service is to be chosen")
    procedure: str | None = Field(None, description="a procedure: the times of its service")
    day: date | None = Field(None, description="a day for an appointment")
    today: bool = Field(False, description="a number from home is meant: asked once more")
    slot: AwareDatetime | None = Field(
        None, ge=FIRST, lt=LAST, description="this appointment is meant: asked once more"
    )


class Book(Body):
    """Body of `POST /book`; without `slot` a number from home for today.

    `also`: codes of further services that the same number is for, with commas between.
    """

    service: str = Field(max_length=LONGEST)
    also: str = Field("", max_length=LONGEST_LIST)
    slot: AwareDatetime | None = Field(None, ge=FIRST, lt=LAST)
    priority: str = Field(NORMAL, max_length=LONGEST)
    procedure: str | None = Field(None, max_length=LONGEST)
    language: str | None = Field(None, max_length=8)


class Nothing(Body):
    """Body of `POST /b/TOKEN/cancel`."""


class Here(Body):
    """Body of `POST /book/here`: `seen`, from the page of the kiosk's code, and whose booking."""

    seen: str = Field(max_length=LONGEST)
    booking: str | None = Field(None, max_length=LONGEST)
    code: str | None = Field(None, max_length=16)


def install(
    site: Site, settings: Callable[[], BookingSettings], procedure_of: ProcedureOf = lambda _: None
) -> None:
    """Serve the public pages of bookings. `settings` gives them as they are now."""
    pages = BookingPages(site, procedure_of)
    _install_choosing(site, pages)
    _install_making(site, pages, settings)
    _install_following(site, pages)
    _install_door(site, pages)
    site.front_page_links.append(
        FrontLink(
            PATH,
            {"vi": "Lấy số từ nhà, đặt lịch", "en": "Number from home, appointment"},
            {
                "vi": "Người dân lấy số hôm nay hoặc hẹn giờ, trên điện thoại.",
                "en": "Citizens take a number for today or agree a time, by phone.",
            },
            CITIZENS,
            "booking/front/book.webp",
            shown=lambda: settings().on,
            short={"vi": "Đặt trước", "en": "Book"},
        )
    )


def _install_choosing(site: Site, pages: BookingPages) -> None:
    @site.routes.open("GET", "/book", Open.TO_ALL, parameters=BookParameters)
    def choose() -> Response:
        asked = read_parameters(BookParameters)
        named = pages.find_procedure(asked.procedure)
        service = asked.service or (named.service if named else None)
        if service is None or not site.office.hall.catalogue.bookings.on:
            return pages.draw_choices()
        wanted = read_wanted(service, asked.procedure, asked.also)
        if asked.more and wanted.may_grow:
            return pages.draw_choices(wanted)
        if asked.today or asked.slot is not None:
            return pages.draw_summary(wanted, asked.slot)
        return pages.draw_times(wanted, asked.day)


def _install_making(
    site: Site, pages: BookingPages, settings: Callable[[], BookingSettings]
) -> None:
    def submit(asked: Book, wanted: Wanted, language: str) -> dict[str, str]:
        network, limits = find_own_network(), site.limits
        site.rates.check("address", network, limits.actions_per_address_per_min)
        # Load drivers lift all limits at once
        limited = limits.actions_per_address_per_min is not None
        per_day = settings().per_address_per_day if limited else None
        command = MakeBooking(
            asked.service,
            follow=token_urlsafe(16),
            draw=randbelow(CODES),
            slot=asked.slot,
            priority=asked.priority,
            language=asked.language or language,
            procedure=asked.procedure,
            held=read_remembered(),
            also=wanted.matters[1:],
        )
        with site.rates.reserve_day("booking", network, per_day) as reserved:

            def reply(_hall: Hall, entries: tuple[Entry, ...]) -> dict[str, str]:
                reserved.used = True
                return _answer_made(entries)

            return _submit(site, command, reply)

    @site.routes.open("POST", "/book", Open.TO_ALL, body=Book)
    def book() -> Response:
        require_own_page(site.addresses)
        language = site.language()
        asked = read_form_or_body(Book)
        wanted = read_wanted(asked.service, asked.procedure, asked.also)
        try:
            made = submit(asked, wanted, language)
        except (Refusal, RequestRefused) as fault:
            sentence, status = pages.say(language, fault)
            zone = site.office.hall.catalogue.zone_info
            day = service_day(asked.slot, zone) if asked.slot else None
            return pages.draw_times(wanted, day, sentence, status)
        to = see_other(pages.in_language(f"/b/{made['follow']}"))
        return remember(to if is_form() else json_answer(made, 201), made["follow"])


def _install_following(site: Site, pages: BookingPages) -> None:
    def find(follow: str) -> Booking | None:
        return site.routes.find_newest(lambda: find_by_follow(site.office.hall, follow))

    @site.routes.open("GET", "/b/<follow>", Open.TO_TICKET_HOLDER)
    def booking_page(follow: str) -> Response:
        booking = find(follow)
        return pages.draw_gone() if booking is None else pages.draw_booking(booking)

    @site.routes.open("POST", "/b/<follow>/cancel", Open.TO_TICKET_HOLDER, body=Nothing)
    def cancel(follow: str) -> Response:
        require_own_page(site.addresses)
        booking = find(follow)
        if booking is None:
            raise UnknownBooking
        site.rates.check("action", follow, site.limits.actions_per_ticket_per_min)
        try:
            _submit(site, CancelBooking(booking.id), lambda _hall, _entries: {})
        except (Refusal, RequestRefused) as fault:
            return pages.draw_booking(booking, *pages.say(site.language(), fault))
        return see_other(pages.in_language(f"/b/{follow}")) if is_form() else json_answer({})


def _install_door(site: Site, pages: BookingPages) -> None:
    guesses = BookingGuesses(site.processes.shared)

    @site.routes.open("GET", "/book/here/<code>", Open.TO_ALL)
    def come(code: str) -> Response:
        now = site.office.now()
        if not is_door_code(_key(site), code, now):
            return pages.draw_door(None, [], status=410)
        return pages.draw_door(note_seen(_key(site), now), _list_own(site))

    @site.routes.open("POST", "/book/here", Open.TO_ALL, body=Here)
    def confirm() -> Response:
        require_own_page(site.addresses)
        asked, language = read_form_or_body(Here), site.language()
        if not was_seen(_key(site), asked.seen, site.office.now()):
            return pages.draw_door(None, [], status=410)
        try:
            booking = _find_meant(site, guesses, asked)
            command = ConfirmBooking(booking.id, token_urlsafe(16), on_paper=False)
            given = _submit(site, command, _answer_confirmed)
        except BookingConfirmed:
            # Pressed twice: the number is there already
            if not is_form():
                raise
            return pages.draw_booking(booking)
        except (Refusal, RequestRefused) as fault:
            return pages.draw_door(asked.seen, _list_own(site), *pages.say(language, fault))
        to = see_other(pages.in_language(f"/t/{given['follow']}"))
        return to if is_form() else json_answer(given, 201)


def _list_own(site: Site) -> list[Booking]:
    """Return what this phone has booked for today, and may still confirm."""
    hall, now = site.office.hall, site.office.now()
    today = service_day(now, hall.catalogue.zone_info)
    return [each for each in list_own(hall, read_remembered(), now) if each.day == today]


def _find_meant(site: Site, guesses: BookingGuesses, asked: Here) -> Booking:
    """Return the booking that is to be confirmed; a code is one guess, the own address none."""
    hall = site.office.hall
    if asked.booking is not None:
        site.rates.check("action", asked.booking, site.limits.actions_per_ticket_per_min)
        found = find_by_follow(hall, asked.booking)
    else:
        with guesses.count_on_phone(asked.seen, find_own_network()):
            found = find_by_code(hall, "".join((asked.code or "").split()))
            if found is None:
                raise UnknownBooking
    if found is None:
        raise UnknownBooking
    return found


def _submit(
    site: Site, command: BookingCommand, reply: Callable[[Hall, tuple[Entry, ...]], dict[str, str]]
) -> dict[str, str]:
    return site.office.submit(command, actor=CITIZEN, reply=reply, key=read_strangers_key())


def _answer_made(entries: tuple[Entry, ...]) -> dict[str, str]:
    made = entries[-1].event
    assert isinstance(made, BookingMade)
    return {"booking": made.booking, "follow": made.follow, "code": made.code}


def _answer_confirmed(_hall: Hall, entries: tuple[Entry, ...]) -> dict[str, str]:
    given = entries[-1].event
    assert isinstance(given, TicketIssued)
    return {"ticket": given.ticket, "number": given.number, "follow": given.follow}


def _key(site: Site) -> bytes:
    key = site.app.secret_key
    assert isinstance(key, bytes), "sessions are signed by the bytes of a file"
    return key

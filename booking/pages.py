"""The pages: choosing what and when, booking it, a booking's own page, and the one at the door."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from secrets import token_urlsafe
from typing import Any

from babel.dates import format_date
from flask import Response, request

from booking.remembered import read_remembered
from booking.view import (
    count_days,
    find_closure,
    find_first_reason,
    find_refusal_here,
    list_choices,
    list_free,
    list_own,
    look_from_home,
    tell,
)
from booking.wanted import Wanted
from queueing.booking_errors import SlotTaken, TooManyBookings
from queueing.bookings import Outlook, may_book_more
from queueing.catalogue import Service
from queueing.decisions.booked_matters import choose_held
from queueing.decisions.bookings import may_book
from queueing.errors import Refusal, UnknownService, UnknownThing
from queueing.hall import Hall
from queueing.hall.bookings import Booking, BookingState
from queueing.matters import MOST_MATTERS, Matter
from queueing.numbering import service_day
from queueing.procedures import Procedure
from queueing.slots import list_days
from web.closures import say_closure
from web.errors import RequestRefused
from web.languages import LANGUAGES
from web.places import list_counters
from web.public_pages import make_public_links
from web.qr import make_qr_address
from web.redirects import see_other
from web.requests import is_form, read_asked_language
from web.site import Site

PATH = "/book"
ProcedureOf = Callable[[str], Procedure | None]


class BookingPages:
    """Draws them, in the language of the address, the browser or the booking."""

    def __init__(self, site: Site, procedure_of: ProcedureOf) -> None:
        """`procedure_of`: what somebody comes for, by its code."""
        self._site, self._procedure_of = site, procedure_of

    def find_asked_language(self) -> str | None:
        """Return the language that the present address asks for, None: none that there is."""
        return read_asked_language(self._site.words.languages)

    def in_language(self, address: str) -> str:
        """Return an address in the language that was asked for by the present one."""
        asked = self.find_asked_language()
        return f"{address}?lang={asked}" if asked else address

    def find_procedure(self, code: str | None) -> Procedure | None:
        """Return what somebody comes for, None: nothing is named, or it is not known."""
        return self._procedure_of(code) if code else None

    def draw_choices(self, wanted: Wanted | None = None) -> Response:
        """Return the page on which a service is chosen; `wanted`: one more beside these."""
        hall, now, basis = self._site.office.hall, self._site.office.now(), self._site.office.basis
        groups = list_choices(hall, now, basis) if hall.catalogue.bookings.on else []
        for code in wanted.services if wanted else ():
            self._find_service(hall, code)
        return self._render(
            "book.html",
            self._site.language(),
            hall,
            groups=groups,
            wanted=wanted,
            most=MOST_MATTERS,
            own=self._list_own(hall),
        )

    def draw_times(
        self, wanted: Wanted, day: date | None, said: str = "", status: int = 200
    ) -> Response:
        """Return the page on which a time is chosen; `said`: why something was refused."""
        hall, now, basis = self._site.office.hall, self._site.office.now(), self._site.office.basis
        service, *_ = [self._find_service(hall, code) for code in wanted.services]
        held = choose_held(hall, wanted.matters, None, now, basis)
        refused, reason = find_first_reason(hall, wanted.matters, held, now, basis)
        chosen = day if day in list_days(hall, now) else None
        language = self._site.language()
        may_more = may_book_more(hall, read_remembered(), now)
        if not may_more:
            limit = {"limit": hall.catalogue.bookings.per_device}
            said = self._site.words.say_refusal(language, TooManyBookings.code, limit)
        response = self._render(
            "book_times.html",
            language,
            hall,
            wanted=wanted,
            most=MOST_MATTERS,
            service=service,
            procedure_name=self._name_procedure(language, wanted),
            held=held.service,
            refused=refused,
            reason=reason,
            closure=find_closure(hall, hall.catalogue.services[refused], reason, now),
            outlook=None if reason else self._look_from_home(hall, held.service),
            days=count_days(hall, wanted.matters, now, basis),
            chosen=chosen,
            slots=list_free(hall, wanted.matters, chosen, now, basis),
            may_more=may_more,
            said=said,
            own=self._list_own(hall) if said else [],
        )
        response.status_code = status
        return response

    def draw_summary(self, wanted: Wanted, slot: datetime | None) -> Response:
        """Return what is about to be booked, with the one button that books it.

        `slot` None: a number from home. What can be had no more leads back to the times.
        """
        hall, now, basis = self._site.office.hall, self._site.office.now(), self._site.office.basis
        service, *_ = [self._find_service(hall, code) for code in wanted.services]
        language = self._site.language()
        held = choose_held(hall, wanted.matters, slot, now, basis)
        day = service_day(slot, hall.catalogue.zone_info) if slot else None
        if not may_book_more(hall, read_remembered(), now):
            return self.draw_times(wanted, day)
        if slot is None:
            if find_first_reason(hall, wanted.matters, held, now, basis)[1] is not None:
                return self.draw_times(wanted, None)
        elif all(slot != each.start for each in list_free(hall, wanted.matters, day, now, basis)):
            sentence = self._site.words.say_refusal(language, SlotTaken.code, {})
            return self.draw_times(wanted, day, sentence, 409)
        floors = self._site.catalogue.of(hall.catalogue, language)["floors"]
        counters = hall.catalogue.find_own_counters(held.service, None)
        return self._render(
            "book_summary.html",
            language,
            hall,
            wanted=wanted,
            procedure_name=self._name_procedure(language, wanted),
            department=service.department,
            place=list_counters(hall.catalogue, floors, counters),
            slot=slot,
            slot_day=day.isoformat() if day else None,
            outlook=None if slot else self._look_from_home(hall, held.service),
            key=token_urlsafe(16),
        )

    def draw_booking(self, booking: Booking, said: str = "", status: int = 200) -> Response:
        """Return a booking's own page; once it is a ticket, send the browser on to that."""
        site, hall = self._site, self._site.office.hall
        if ticket := hall.tickets.get(booking.ticket or ""):
            return see_other(self.in_language(f"/t/{ticket.follow}"))
        language = self._language_of(booking)
        told = tell(hall, booking, site.office.now(), site.office.basis)
        address = site.addresses.find_for_screens(request.host_url)
        procedure = self.find_procedure(booking.procedure)
        floors = site.catalogue.of(hall.catalogue, language)["floors"]
        counters = hall.catalogue.find_own_counters(booking.service, None)
        response = self._render(
            "booking.html",
            language,
            hall,
            booking=booking,
            told=told,
            open=told.state is BookingState.BOOKED,
            again=Wanted((Matter(booking.service, booking.procedure), *booking.matters)),
            procedure_name=self._pick(language, procedure.names) if procedure else None,
            papers=procedure.documents if procedure else (),
            place=list_counters(hall.catalogue, floors, counters),
            qr=make_qr_address(f"{address}/b/{booking.follow}"),
            ask=request.args.get("ask") == "cancel",
            said=said,
            key=token_urlsafe(16),
        )
        response.status_code = status
        return response

    def draw_door(
        self, seen: str | None, bookings: list[Booking], said: str = "", status: int = 200
    ) -> Response:
        """Return the page of the kiosk's code; `seen` None: the code is too old."""
        hall, now, basis = self._site.office.hall, self._site.office.now(), self._site.office.basis
        language, say = self._site.language(), self._site.words.say_refusal
        refused = {each.id: find_refusal_here(hall, each, now, basis) for each in bookings}
        response = self._render(
            "book_here.html",
            language,
            hall,
            seen=seen,
            bookings=bookings,
            refused={of: say(language, why.code, why.fields) for of, why in refused.items() if why},
            said=said,
            key=token_urlsafe(16),
        )
        response.status_code = status
        return response

    def draw_gone(self) -> Response:
        """Return the page of an address that no booking has, or has no more."""
        hall = self._site.office.hall
        response = self._render("booking_gone.html", self._site.language(), hall)
        response.status_code = 404
        return response

    def say(self, language: str, fault: Refusal | RequestRefused) -> tuple[str, int]:
        """Return a refusal's sentence for a form's page and its status; raise it for a program."""
        if not is_form():
            raise fault
        fields = fault.fields if isinstance(fault, Refusal) else {}
        sentence = self._site.words.say_refusal(language, fault.code, fields)
        if isinstance(fault, RequestRefused):
            return sentence, fault.status
        return sentence, 404 if isinstance(fault, UnknownThing) else 409

    def _look_from_home(self, hall: Hall, code: str) -> Outlook:
        service, office = hall.catalogue.services[code], self._site.office
        return look_from_home(hall, service, office.now(), office.basis)

    def _list_own(self, hall: Hall) -> list[Booking]:
        return list_own(hall, read_remembered(), self._site.office.now())

    def _name_procedure(self, language: str, wanted: Wanted) -> str | None:
        procedure = self.find_procedure(wanted.first.procedure)
        return self._pick(language, procedure.names) if procedure else None

    def _find_service(self, hall: Hall, code: str) -> Service:
        service = hall.catalogue.services.get(code)
        if service is None or not may_book(hall, service):
            raise UnknownService(service=code)
        return service

    def _language_of(self, booking: Booking) -> str:
        return self.find_asked_language() or booking.language

    def _pick(self, language: str, names: Any) -> str:
        return self._site.words.pick_name(language, names)

    def _render(self, template: str, language: str, hall: Hall, **context: Any) -> Response:
        zone = hall.catalogue.zone_info

        def say_time(moment: datetime) -> str:
            return f"{moment.astimezone(zone):%H:%M}"

        return self._site.render_page(
            template,
            language=language,
            screen="booking",
            public_links=make_public_links(self._site, language),
            room=PATH,
            names=self._site.catalogue.of(hall.catalogue, language),
            rules=hall.catalogue.bookings,
            time=say_time,
            day_of=lambda moment: self._say_day(language, moment.astimezone(zone).date()),
            say_day=lambda day: self._say_day(language, day),
            lang=self.find_asked_language(),
            say_closure=partial(say_closure, self._site.words, language),
            **context,
        )

    @staticmethod
    def _say_day(language: str, day: date) -> str:
        return format_date(day, "EEEE, dd/MM", locale=LANGUAGES[language].babel_locale)

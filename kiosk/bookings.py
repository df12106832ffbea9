"""Confirming a booking at a kiosk or with a guide, and the code that a kiosk shows for phones."""

from collections.abc import Callable
from secrets import token_urlsafe

from flask import Response, request
from pydantic import Field

from kiosk.printing.server import Paper
from kiosk.tickets import STAFF, find_own_kiosk, make_issue_answer
from queueing.booking_errors import UnknownBooking
from queueing.bookings import find_by_code, find_by_follow
from queueing.commands import ConfirmBooking
from queueing.events import Entry
from queueing.hall import Hall
from queueing.hall.bookings import Booking
from web.answers import json_answer
from web.booking_guesses import BookingGuesses
from web.callers import Caller
from web.door_codes import CODE_S, make_door_code
from web.issue_view_types import IssueAnswer
from web.qr import make_qr_address
from web.requests import Body
from web.roles import Right
from web.site import Site

LONGEST = 300


class Confirm(Body):
    """Body of `POST /api/bookings/confirm`: six digits, or what the QR code of a booking says."""

    said: str = Field(max_length=LONGEST)


def install_bookings(site: Site, paper: Paper) -> None:
    """Serve `POST /api/bookings/confirm` and `GET /api/bookings/door`."""
    guesses = BookingGuesses(site.processes.shared)

    def find(caller: Caller, said: str) -> Booking:
        digits = "".join(said.split())
        if not (digits.isascii() and digits.isdigit()):
            follow = said.strip().rpartition("/b/")[2]
            return look(lambda: find_by_follow(site.office.hall, follow))
        is_staff, place = caller.role in STAFF, caller.kiosk or caller.name
        with guesses.count_of_staff(place) if is_staff else guesses.count_at_kiosk(place):
            return look(lambda: find_by_code(site.office.hall, digits))

    def look(find: Callable[[], Booking | None]) -> Booking:
        booking = site.routes.find_newest(find)
        if booking is None:
            raise UnknownBooking
        return booking

    @site.post("/api/bookings/confirm", Right.TAKE_NUMBERS, Confirm)
    def confirm(caller: Caller, given: Confirm) -> Response:
        booking = find(caller, given.said)
        staff = caller.role in STAFF
        kiosk = None if staff else find_own_kiosk(site.office.hall.catalogue, caller)
        paper.record_address(kiosk or "", request.host_url)
        command = ConfirmBooking(booking.id, token_urlsafe(16), kiosk, by_staff=staff)

        def reply(hall: Hall, entries: tuple[Entry, ...]) -> IssueAnswer:
            return make_issue_answer(hall, entries, site.office.basis)

        return site.command(caller, command, reply, status=201)

    @site.get("/api/bookings/door", Right.TAKE_NUMBERS)
    def door(_caller: Caller) -> Response:
        key = site.app.secret_key
        assert isinstance(key, bytes), "sessions are signed by the bytes of a file"
        code = make_door_code(key, site.office.now())
        address = site.addresses.find_for_screens(request.host_url)
        shown = make_qr_address(f"{address}/book/here/{code}")
        return json_answer({"qr": shown, "again_s": CODE_S / 2})

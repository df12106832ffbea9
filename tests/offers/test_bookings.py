"""Whatever the pages of bookings offer, the door accepts; what they do not offer, it refuses."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from queueing import commands as c
from queueing.catalogue import Bookings
from queueing.decisions import day_is_over
from queueing.errors import Refusal
from queueing.hours import Hours
from queueing.matters import Matter
from queueing.slots import list_days, list_slots
from tests.examples import examples
from tests.offers import bookings
from tests.offers.configurations import WEEK
from tests.offers.screens import BASIS, would
from tests.queueing.centre import Desk, small_centre

pytestmark = pytest.mark.long

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08:00
RULES = Bookings(on=True, days=2, slot_min=60, per_service=3, per_device=3)
SHORT = Hours({n: ((time(7), time(9)),) for n in range(5)}, enforced=True)


def with_few_numbers():
    """A, the first to be asked, gives four a day; C takes people in until nine o'clock."""
    usual = small_centre(bookings=RULES, hours=Hours(WEEK, enforced=True))
    services = dict(usual.services)
    few = replace(services["A"].intake, numbers_per_day=4)
    services["A"] = replace(services["A"], intake=few)
    services["C"] = replace(services["C"], hours=SHORT)
    return replace(usual, services=services)


CENTRES = {
    "usual": small_centre(bookings=RULES, hours=Hours(WEEK)),
    "few numbers": with_few_numbers(),
}
PAUSES = (0, 60, 3600, 3 * 3600, 16 * 3600)


class EveryBooking(RuleBasedStateMachine):
    """Two phones book, come and give back at any pace; others take numbers meanwhile."""

    @initialize(centre=st.sampled_from(sorted(CENTRES)))
    def a_morning(self, centre):
        self.desk, self.made = Desk(CENTRES[centre], MONDAY), 0
        self.held = {"x": [], "y": []}

    def press(self, command):
        if day_is_over(self.desk.hall, self.desk.now):
            self.desk.do(c.CloseDay())
        try:
            self.desk.do(command)
        except Refusal:
            return False
        return True

    @rule(pause=st.sampled_from(PAUSES))
    def time_passes(self, pause):
        self.desk.now += timedelta(seconds=pause)

    @rule(phone=st.sampled_from("xy"), codes=st.sampled_from(bookings.WANTED), data=st.data())
    def book(self, phone, codes, data):
        hall, now = self.desk.hall, self.desk.now
        slots = [
            slot.start
            for day in list_days(hall, now)
            for slot in list_slots(hall, codes[0], day, now, BASIS)
        ]
        slot = data.draw(st.sampled_from([None, *slots]))
        self.made += 1
        also = tuple(Matter(code) for code in codes[1:])
        held, follow = tuple(self.held[phone]), f"b{self.made}"
        if self.press(c.MakeBooking(codes[0], follow, self.made, slot, held=held, also=also)):
            self.held[phone].append(follow)

    @rule(kind=st.sampled_from([c.CancelBooking, c.ConfirmBooking]), index=st.integers(0, 20))
    def come_or_give_back(self, kind, index):
        known = list(self.desk.hall.bookings)
        if known:
            self.made += 1
            more = (f"t{self.made}",) if kind is c.ConfirmBooking else ()
            self.press(kind(known[index % len(known)], *more))

    @rule(service=st.sampled_from("ABC"))
    def take_a_number(self, service):
        self.made += 1
        self.press(c.IssueTicket(service, f"t{self.made}", kiosk="k1"))

    @rule(command=st.sampled_from([c.EndDay(True), c.ReopenDay(), c.CloseDay()]))
    def the_day_ends(self, command):
        self.press(command)

    @invariant()
    def the_pages_offer_what_the_door_does(self):
        hall, now = self.desk.hall, self.desk.now
        if day_is_over(hall, now):
            return
        for held in self.held.values():
            for button, offered, command in bookings.book(hall, held, now):
                assert offered == would(hall, command, now), button
        for button, offered, command in bookings.own(hall, now):
            assert offered == would(hall, command, now), button


EveryBooking.TestCase.settings = settings(
    max_examples=examples(32), stateful_step_count=25, deadline=None
)
test_every_booking = EveryBooking.TestCase

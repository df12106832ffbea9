"""Whatever a screen offers, the door accepts; whatever it does not offer, the door refuses."""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from queueing import commands as c
from queueing.decisions import day_is_over
from queueing.errors import Refusal
from queueing.hall.tickets import State
from tests.examples import examples
from tests.offers import desks, screens
from tests.offers.configurations import CENTRES
from tests.queueing.any_day import command_for, presses
from tests.queueing.centre import Desk

pytestmark = pytest.mark.long

LATER = [0.0, 0.001, 2.999, 3.0, 3.001, 5.0, 10.0, 10.001, 12.0, 60.0, 60.001, 70.0, 70.001, 180.0,
         900.0, 1800.0, 1800.001, 7200.0]  # fmt: skip
"""Between a view and the press on it, and the limits of the centres before, at and after."""


COMPLAINT = [
    c.FileComplaint(None, "z", "XD", "lobby"), c.AssignComplaint("z", "XD"),
    c.AnswerComplaint("z", "a1"), c.ReopenComplaint("z"),
]  # fmt: skip


class EveryScreen(RuleBasedStateMachine):
    """Presses any buttons at any pace; then every screen is read, and read late."""

    def __init__(self):
        super().__init__()
        self.later, self.last = 0.0, "1"

    @initialize(centre=st.sampled_from(sorted(CENTRES)))
    def a_morning(self, centre):
        self.desk = Desk(*CENTRES[centre])
        for counter, officer in (("1", "user:x"), ("2", "user:y")):
            self.press(c.OpenCounter(counter, officer))
        for service in "AAB":
            self.press(c.IssueTicket(service, f"f{service}", by_staff=True))

    def press(self, command, pause=0.0):
        self.desk.now += timedelta(seconds=pause)
        if day_is_over(self.desk.hall, self.desk.now):
            self.desk.do(c.CloseDay())
        try:
            self.desk.do(command)
        except Refusal:
            pass

    @rule(press=presses, later=st.sampled_from(LATER))
    def anything(self, press, later):
        pause, (kind, *rest) = press
        counter = [self.last if part == "last" else part for part in rest]
        command = command_for(self.desk, [kind, *counter])
        self.last, self.later = getattr(command, "counter", self.last), later
        self.press(command, pause)

    @rule(counter=st.sampled_from("123"), to=st.sampled_from("123"), later=st.sampled_from(LATER))
    def send_to_a_counter(self, counter, to, later):
        self.later = later
        self.press(c.TransferTicket(counter, to_counter=to))

    @rule(data=st.data(), later=st.sampled_from(LATER))
    def what_a_console_offers(self, data, later):
        """Real days go on by what is offered: refusals alone lead nowhere."""
        self.later = later
        now, counter = self.desk.now, data.draw(st.sampled_from("123"))
        offered = [
            command
            for _, offer, command in screens.console(self.desk.hall, counter, now, now)
            if offer
        ]
        if offered:
            self.press(data.draw(st.sampled_from(offered)))

    @rule(counter=st.sampled_from("123"), later=st.sampled_from(LATER), test=st.booleans())
    def somebody_calls_for_help(self, counter, later, test):
        self.later = later
        self.press(c.CallForHelp(counter, "lan", test))

    @rule(counter=st.sampled_from("123"), later=st.sampled_from(LATER))
    def a_guide_asks_a_counter(self, counter, later):
        self.later = later
        self.press(c.AskCounter(counter, "mai"))

    @rule(command=st.sampled_from(COMPLAINT))
    def somebody_sees_to_a_complaint(self, command):
        self.press(command)

    @rule(kind=st.sampled_from([c.ComeToHelp, c.EndHelp]), counter=st.sampled_from("123"))
    def somebody_comes_to_help(self, kind, counter):
        self.press(kind(counter, "mai"))

    @rule(later=st.sampled_from(LATER))
    def the_day_is_closed(self, later):
        self.later = later
        if self.desk.hall.day is not None and not self.desk.hall.day_closed:
            self.desk.do(c.CloseDay())

    @rule(later=st.sampled_from(LATER), command=st.sampled_from([c.EndDay(True), c.ReopenDay()]))
    def the_day_is_ended_too_early_or_goes_on(self, later, command):
        self.later = later
        self.press(command)

    @rule(later=st.sampled_from(LATER))
    def a_night_passes(self, later):
        self.later = later
        if self.desk.hall.day_closed and not self.desk.hall.with_state(State.SERVING):
            self.desk.now += timedelta(hours=15)

    def check(self, screen, pairs, at):
        for button, offered, command in pairs:
            done = screens.would(self.desk.hall, command, at)
            assert offered == done, (screen, button, command)

    @invariant()
    def every_screen_offers_what_the_door_does(self):
        hall, seen_at = self.desk.hall, self.desk.now
        for at in {seen_at, seen_at + timedelta(seconds=self.later)}:
            if day_is_over(hall, at):
                continue  # the door closes the day first, and every screen gets another view
            for counter in hall.catalogue.counters:
                self.check("console", screens.console(hall, counter, seen_at, at), at)
                self.check("tablet", screens.tablet(hall, counter, seen_at, at), at)
                self.check("help", desks.help_calls(hall, counter, at), at)
            self.check("complaints", desks.complaints(hall, at), at)
            self.check("alarms", desks.alarms(hall, at), at)
            self.check("paper", desks.paper(hall, seen_at, at), at)
            self.check("guide", screens.guide(hall, seen_at, at), at)
            self.check("kiosk", screens.kiosk(hall, at), at)
            self.check("phone", screens.phone(hall, at), at)


EveryScreen.TestCase.settings = settings(
    max_examples=examples(32), stateful_step_count=25, deadline=None
)
test_every_screen = EveryScreen.TestCase

"""Loudspeakers whatever happens in the hall and to the player, in any order."""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from queueing import commands as c
from queueing.hall.tickets import State
from tests.display.voice import Lobby, counters_of


class AnyHour(RuleBasedStateMachine):
    """Anything may happen in the hall and to the player, at any moment, in any order."""

    @initialize()
    def begin(self):
        self.lobby = Lobby(counters=counters_of(4))
        self.lobby.follow()
        self.heard = []

    @rule(counter=st.integers(1, 4), language=st.sampled_from(["vi", "en"]))
    def call(self, counter, language):
        if self.lobby.desk.current(str(counter)) is None:
            self.lobby.call(str(counter), language=language)

    @rule(
        counter=st.integers(1, 4),
        press=st.sampled_from([c.Recall, c.StartService, c.FinishService, c.ReturnTicket]),
    )
    def press(self, counter, press):
        current = self.lobby.desk.hall.current(str(counter))
        if current is None or current.state is not State.CALLED:
            press = c.FinishService
        if current is not None and (press is not c.Recall or current.times_called < 3):
            self.lobby.do(press(str(counter)), after_s=5)

    @rule(seconds=st.sampled_from([0.1, 3.0, 20.0, 60.0]))
    def wait(self, seconds):
        self.lobby.follow(after_s=seconds)

    @rule()
    def sound_is_late_or_comes(self):
        self.lobby.sounds = set() if self.lobby.sounds else {"vi", "en"}
        self.lobby.follow()

    @precondition(lambda self: self.lobby.lines)
    @rule(result=st.sampled_from(["played", "failed", "blocked"]))
    def say(self, result):
        line = self.lobby.lines[0]
        self.heard.append(line["id"])
        self.lobby.report(result, after_s=1)

    @invariant()
    def nothing_is_said_of_who_need_not_come(self):
        hall = self.lobby.desk.hall
        for line in self.lobby.lines:
            ticket = self.lobby.desk.ticket(line["number"])
            assert (ticket.state, ticket.counter) == (State.CALLED, line["counter"])
            assert hall.current(line["counter"]).number == line["number"]

    @invariant()
    def nothing_is_said_twice(self):
        ids = [line["id"] for line in self.lobby.lines]
        assert len(set(ids)) == len(ids)
        assert not set(ids) & set(self.heard)
        assert len(set(self.heard)) == len(self.heard)

    @invariant()
    def whoever_is_first_has_a_turn_with_an_end(self):
        speakers = self.lobby.speakers
        assert (speakers.turn is None) == (not speakers.waiting)
        assert speakers.turn is None or self.lobby.deadline_s > 0
        assert all(each.left for each in speakers.waiting)

    @invariant()
    def looking_again_changes_nothing(self):
        before = self.lobby.speakers
        self.lobby.follow()
        assert self.lobby.speakers == before


TestAnyHour = AnyHour.TestCase

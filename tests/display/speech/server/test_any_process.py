"""Several processes follow one hall, each when it comes to it; any may end, or join."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from display.speech.schedule.announcements import Result
from display.speech.server.reports import ROOM
from queueing import commands as c
from queueing.hall.tickets import State
from tests.display.speech.server.test_several_processes import PLAYER, Hall

WHICH = st.integers(0, 3)


class AnyProcess(RuleBasedStateMachine):
    """A call is said once and never left out, whoever follows, says, reports, ends or joins."""

    @initialize()
    def begin(self):
        self.hall = Hall()
        for _ in range(2):
            self.hall.join()

    @rule(counter=st.sampled_from("123456789"), language=st.sampled_from(["vi", "en"]))
    def call(self, counter, language):
        desk = self.hall.desk
        if desk.current(counter) is None:
            desk.issue(language=language)
            desk.do(c.CallNext(counter))

    @rule(
        counter=st.sampled_from("123456789"),
        press=st.sampled_from([c.Recall, c.StartService, c.FinishService, c.ReturnTicket]),
    )
    def press(self, counter, press):
        current = self.hall.desk.hall.current(counter)
        if current is None or current.state is not State.CALLED:
            press = c.FinishService
        if current is not None and (press is not c.Recall or current.times_called < 3):
            self.hall.desk.do(press(counter), after_s=5)

    @rule(which=WHICH)
    def follow(self, which):
        self.pick(which).follow()

    @rule(seconds=st.sampled_from([0.1, 3.0, 20.0]))
    def wait(self, seconds):
        self.hall.desk.now += timedelta(seconds=seconds)
        self.hall.leases.request("tret", PLAYER, able=True, leads=True)
        for process in self.hall.processes:
            process.follow()

    @rule(which=WHICH, asked=WHICH, result=st.sampled_from(["played", "failed", "blocked"]))
    def say(self, which, asked, result):
        """A board says the first line of the process it follows, and reports it to another."""
        shows = self.pick(which)
        shows.follow()
        if shows.lines:
            assert shows.lines[0] not in self.reported
            self.pick(asked).report(shows.lines[0], Result(result))

    @precondition(lambda self: len(self.hall.processes) < 4)
    @rule()
    def join(self):
        self.hall.join()

    @precondition(lambda self: len(self.hall.processes) > 1)
    @rule(which=WHICH)
    def kill(self, which):
        self.hall.kill(self.pick(which))
        # Somebody takes over soon, and before that nothing but a report ends a line
        for process in self.hall.processes:
            process.follow()

    @rule()
    def catch_up(self):
        """Whoever has caught up lists every call that is still to be said, and nothing else."""
        hall = self.hall.desk.hall
        newest = {call.ticket: call for call in reversed(hall.calls)}
        for process in self.hall.processes:
            process.follow()
            assert not set(process.lines) & set(self.reported)
            for call in newest.values():
                line = f"tret.{call.seq}.vi"
                called = hall.tickets[call.ticket].state is State.CALLED
                assert (line in process.lines) == (called and line not in self.reported)

    def teardown(self):
        self.catch_up()

    def pick(self, which):
        return self.hall.processes[which % len(self.hall.processes)]

    @property
    def reported(self):
        return self.hall.shared.read(ROOM)


TestAnyProcess = AnyProcess.TestCase

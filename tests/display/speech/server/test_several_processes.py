"""Several processes of one centre find the same lines, and what one does for all is done once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from display.speech.schedule.announcements import Report, Result, Sound, list_lines
from display.speech.schedule.loudspeakers import UNREPORTED_S
from display.speech.server.leases import LEASE_S, Ability, Leases
from display.speech.server.progress import KEPT_S
from display.speech.server.queues import DUTY, Queues
from queueing import commands as c
from tests.display.voice import PHRASING, SENTENCE_MS, TRET, counters_of, open_desk
from web.processes import Processes
from web.processes.shared_state import OwnState

PLAYER = "board 1"
TURN_S = 1.35 + 2 * SENTENCE_MS / 1000 + 0.6 + 0.6


class Duties:
    """Duties of one process; each has one holder at a time, until it is gone."""

    def __init__(self, holders):
        self._holders = holders

    def has(self, duty):
        return self._holders.setdefault(duty, self) is self


class Hall:
    """A hall, the loudspeakers of its ground floor, and the processes that follow both."""

    def __init__(self):
        self.desk = open_desk(counters=counters_of(9))
        self.began = self.desk.now
        self.shared = OwnState(lambda: (self.desk.now - self.began).total_seconds())
        self.zone, self.holders, self.processes = TRET, {}, []
        self.leases = Leases(self.shared)

    def join(self):
        """Another process begins."""
        process = Process(self)
        self.processes.append(process)
        process.follow()
        return process

    def kill(self, process):
        self.processes.remove(process)
        gone = [duty for duty, holder in self.holders.items() if holder is process.duties]
        for duty in gone:
            del self.holders[duty]

    def call(self, counter="1"):
        """Somebody comes and is called."""
        self.desk.issue()
        self.do(c.CallNext(counter))

    def do(self, command):
        self.desk.do(command)
        self.wait(0)

    def wait(self, seconds):
        """Time goes by, a second at a time, while a board holds the loudspeakers."""
        for _ in range(max(1, round(seconds))):
            self.desk.now += timedelta(seconds=min(1, seconds))
            self.leases.request("tret", PLAYER, able=True, leads=True)
            for process in self.processes:
                process.follow()

    def say(self, *processes):
        """The board says the first line and reports it; each of these shows what is left then."""
        self.wait(12)
        lines = processes[0].lines
        processes[0].report(lines[0])
        self.wait(0)
        return lines[0]


class Process:
    """One process: its queues, by a hall that it may know late."""

    def __init__(self, hall):
        self._hall, self.duties = hall, Duties(hall.holders)
        self.sounds = True
        self._leases = Leases(hall.shared)
        processes = Processes(hall.shared, self.duties, lambda: True)
        self.queues = Queues(processes, self._leases, lambda _heard: None)

    def follow(self, hall=None):
        centre = self._hall
        self.queues.follow(
            {"tret": centre.zone}, hall or centre.desk.hall, centre.desk.now, PHRASING,
            self._find_sound, own=False,
        )  # fmt: skip

    def report(self, line, result=Result.PLAYED):
        self.queues.reports.record(Report(line, result, self._hall.desk.now))

    @property
    def lines(self):
        now = self._hall.desk.now
        listed = list_lines(self.speakers, now, self._hall.zone, lambda _: Sound(None, SENTENCE_MS))
        return [line["id"] for line in listed]

    @property
    def speakers(self):
        return self.queues.loudspeakers["tret"]

    def _find_sound(self, _sentence):
        return Sound(None, SENTENCE_MS) if self.sounds else None


@pytest.fixture
def hall():
    return Hall()


@pytest.fixture
def pair(hall):
    """Two processes; the first has the duty, the second has no board and makes no sounds."""
    first, second = hall.join(), hall.join()
    second.sounds = False
    assert (first.queues.has_duty, second.queues.has_duty) == (True, False)
    return first, second


def test_all_list_the_same_whoever_hears_what_was_said(hall, pair):
    first, second = pair
    for counter in "123":
        hall.call(counter)
    assert len(first.lines) == 3
    for process in (second, first, second):
        assert first.lines == second.lines
        hall.say(process)
    assert first.lines == second.lines == []


def test_what_nobody_reports_is_given_up_by_one_for_all_and_its_player_is_judged_once(hall, pair):
    first, second = pair
    hall.call("1")
    hall.call("2")
    kept = first.lines[1:]
    hall.wait(TURN_S + UNREPORTED_S + 1)
    assert first.lines == second.lines == kept
    assert first.speakers.alarm == second.speakers.alarm
    assert second.speakers.alarm.cause is Result.UNREPORTED
    assert hall.leases.find_leaders_ability("tret") is Ability.ABLE, "once may happen"


def test_who_has_no_duty_gives_up_nothing_however_late_it_is(hall, pair):
    _, second = pair
    hall.holders[DUTY] = Duties(hall.holders)  # of a third, that is just too busy
    hall.call()
    hall.wait(600)
    assert len(second.lines) == 1


def test_a_line_in_the_air_is_neither_given_up_nor_said_again_when_another_takes_over(hall, pair):
    first, second = pair
    hall.call("1")
    hall.call("2")
    hall.wait(TURN_S + UNREPORTED_S - 2)
    hall.kill(first)
    hall.wait(5)
    assert second.queues.has_duty
    assert len(second.lines) == 2, "its turn has its whole time again"
    second.sounds = True
    said = hall.say(second)
    assert said not in second.lines
    assert second.speakers.alarm is None
    hall.wait(TURN_S + UNREPORTED_S + 1)
    assert second.lines == [], "and it gives up what nobody reports"


def test_who_joins_in_the_middle_of_a_day_says_neither_more_nor_less_than_the_others(hall, pair):
    first, _ = pair
    for counter in "12345678":
        hall.call(counter)
    for _ in range(5):
        hall.say(first)
    hall.call("9")
    joined = hall.join()
    assert len(first.lines) == 4
    assert joined.lines == first.lines, "two of these calls are older than a minute"
    hall.say(joined)
    assert first.lines == joined.lines


def test_a_test_call_and_the_end_of_intake_are_not_said_again_by_who_joins(hall, pair):
    first, second = pair
    hall.zone = replace(TRET, closed=date(2026, 11, 23), trial="test-1")
    hall.wait(0)
    unsaid = list(first.lines)
    assert len(unsaid) == 4
    assert hall.join().lines == unsaid
    for _ in range(3):
        hall.say(second)
    assert hall.join().lines == first.lines == unsaid[3:]
    hall.say(second)
    last = hall.join()
    assert last.lines == []
    assert last.speakers.trial_result == first.speakers.trial_result == Result.PLAYED


def test_who_joins_knows_which_call_was_not_heard(hall, pair):
    first, _ = pair
    hall.call()
    first.report(first.lines[0], Result.FAILED)
    hall.wait(1)
    assert hall.join().speakers.alarm == first.speakers.alarm
    assert first.speakers.alarm.number == "A001"


def test_after_all_were_away_it_is_a_start_like_any_other(hall, pair):
    hall.call()
    for process in pair:
        hall.kill(process)
    hall.desk.now += timedelta(seconds=KEPT_S + 31)
    assert hall.join().lines == [], "who was called a minute ago has heard it, or is called again"


def test_a_report_may_come_before_the_call_that_it_is_of(hall, pair):
    first, second = pair
    late = hall.desk.hall.copy()
    hall.desk.issue()
    hall.desk.do(c.CallNext("1"))
    first.follow()
    first.report(first.lines[0], Result.FAILED)
    first.follow()
    assert late.calls == ()
    second.follow(late)
    second.follow()
    assert second.lines == []
    assert second.speakers.alarm == first.speakers.alarm


def test_the_first_report_of_a_line_counts_wherever_others_come(hall, pair):
    first, second = pair
    hall.call()
    line = first.lines[0]
    first.report(line, Result.BLOCKED)
    second.report(line, Result.PLAYED)
    hall.wait(0)
    assert first.speakers.alarm == second.speakers.alarm
    assert second.speakers.alarm.cause is Result.BLOCKED


def test_where_no_board_is_the_calls_are_given_up_by_one_for_all(hall, pair):
    first, second = pair
    hall.call()
    hall.desk.now += timedelta(seconds=LEASE_S + 61)
    for process in pair:
        process.follow()
    second.follow()
    assert first.lines == second.lines == []
    assert hall.leases.find_leader("tret") is None

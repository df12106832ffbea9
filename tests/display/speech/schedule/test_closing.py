"""That no more numbers are given is said once a day, after the calls, in the hall's languages."""

from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

import pytest

from display.speech.schedule.loudspeakers import find_closed_day
from queueing.hours import Hours
from tests.display.centre import quickly
from tests.display.speech.server.test_recorded_voice import report, somebody_listens
from tests.display.speech.server.test_voice_server import lines
from tests.display.voice import TRET, Lobby, counters_of, open_desk
from tests.queueing.centre import VIETNAM
from tests.waiting import wait_until

DAY = date(2026, 11, 23)
CLOSED = replace(TRET, closed=DAY)
SPANS = ((time(7), time(10, 30)), (time(13), time(16, 30)))
LANGUAGES = ["vi", "en"]


@pytest.fixture
def lobby():
    return Lobby()


def ids(lobby):
    return [line["id"] for line in lobby.lines]


@pytest.mark.parametrize(
    ("hour", "enforced", "over"),
    [
        (time(16, 29), True, False), (time(16, 30), True, True), (time(11), True, False),
        (time(18), False, False),
    ],
)  # fmt: skip
def test_the_day_is_closed_when_its_last_hours_are_over_and_enforced(hour, enforced, over):
    hours = Hours(dict.fromkeys(range(5), SPANS), enforced=enforced)
    local = datetime.combine(DAY, hour, VIETNAM)
    assert find_closed_day(open_desk(hours=hours).hall, local) == (DAY if over else None)


def test_it_is_said_once_in_each_language_without_a_repeat(lobby):
    lobby.zone = CLOSED
    lobby.follow()
    assert ids(lobby) == [f"tret.{DAY}.{language}" for language in LANGUAGES]
    assert [line["repeats"] for line in lobby.lines] == [1, 1]
    assert lobby.lines[0]["text"].startswith("Trung tâm ngừng cấp số.")
    for _ in LANGUAGES:
        lobby.report()
    lobby.follow(after_s=600)
    assert lobby.lines == []
    lobby.zone = replace(TRET, closed=DAY.replace(day=24))
    lobby.follow()
    assert len(lobby.lines) == 2


def test_calls_that_wait_come_before_it_also_those_that_come_until_it_is_said():
    lobby = Lobby(counters=counters_of(4))
    lobby.call("1")
    lobby.zone = CLOSED
    lobby.follow()
    lobby.call("2")
    assert lobby.numbers == ["A001", "A002", "", ""]
    lobby.report()
    lobby.report()
    lobby.call("3")
    assert lobby.numbers == ["", "", "A003"]


def test_what_nobody_said_of_the_closing_is_no_call_that_was_not_heard(lobby):
    lobby.zone = CLOSED
    lobby.follow()
    lobby.report("failed")
    assert lobby.speakers.alarm is None


def test_silent_loudspeakers_do_not_make_it_up_afterwards(lobby):
    lobby.zone = replace(CLOSED, silent=True)
    lobby.follow()
    lobby.zone = CLOSED
    lobby.follow()
    assert lobby.lines == []


@pytest.fixture(scope="module")
def evening(new_centre, tmp_path_factory):
    """A minute before numbers are given no more; upstairs that is not said."""

    def enforced(settings):
        quickly(settings)
        settings["hours"]["enforced"] = True
        settings["voice"]["loudspeakers"]["tang1"]["closing"] = False

    centre = new_centre(tmp_path_factory.mktemp("evening"), enforced, at="2026-11-23T16:29:00")
    yield centre
    centre.stop()
    assert centre.server.traces() == ""


def closing_line(centre, language):
    found = lines(centre)
    return found[0] if found and found[0]["language"] == language else None


def test_a_hall_says_it_when_the_hour_comes_and_not_again_after_a_restart(evening):
    evening.open("02")
    somebody_listens(evening)
    assert lines(evening) == []
    evening.server.set_clock("2026-11-23T16:29:59")
    for language in LANGUAGES:
        said = partial(closing_line, evening, language)
        line = wait_until(f"it is said in {language}", said)
        assert line["audio"] is not None
        report(evening, line)
    assert lines(evening, "tang1") == []
    evening.server.restart()
    somebody_listens(evening)
    wait_until("it follows the hall", lambda: evening.board("tret").json["loudspeakers"])
    assert lines(evening) == []

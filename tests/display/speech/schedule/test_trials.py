"""A test call is said once in each language, after every call, and is no call itself."""

from dataclasses import replace

import pytest

from display.speech.schedule.announcements import Result
from tests.display.voice import TRET, Lobby, counters_of

ASKED = replace(TRET, trial="test-1")


@pytest.fixture
def lobby():
    return Lobby(counters=counters_of(4))


def ids(lobby):
    return [line["id"] for line in lobby.lines]


def ask(lobby, zone=ASKED):
    lobby.zone = zone
    lobby.follow()


def test_it_is_said_once_in_each_language_and_not_again(lobby):
    ask(lobby)
    assert ids(lobby) == ["tret.test-1.vi", "tret.test-1.en"]
    assert [line["repeats"] for line in lobby.lines] == [1, 1]
    assert "a, không, không, một, đến quầy số một." in lobby.lines[0]["text"]
    lobby.report()
    assert lobby.speakers.trial_result is Result.PLAYED
    lobby.report()
    lobby.follow(after_s=600)
    assert lobby.lines == []
    ask(lobby, replace(TRET, trial="test-2"))
    assert ids(lobby) == ["tret.test-2.vi", "tret.test-2.en"]
    assert lobby.speakers.trial_result is None


def test_calls_that_wait_or_come_before_it_has_begun_are_said_first(lobby):
    lobby.call("1")
    ask(lobby)
    lobby.call("2")
    spoken = [line["call_seq"] > 0 for line in lobby.lines]
    assert spoken == [True, True, False, False]
    lobby.report()
    lobby.report()
    lobby.call("3")
    assert [line["call_seq"] > 0 for line in lobby.lines] == [False, False, True]


@pytest.mark.parametrize("result", ["failed", "blocked"])
def test_one_that_was_not_heard_is_told_to_who_asked_and_to_nobody_else(lobby, result):
    ask(lobby)
    lobby.report(result)
    lobby.report()
    assert (lobby.speakers.trial_result, lobby.speakers.alarm) == (result, None)


def test_one_that_nobody_reports_is_given_up(lobby):
    ask(lobby)
    lobby.follow(after_s=lobby.deadline_s)
    assert lobby.speakers.trial_result is Result.UNREPORTED


def test_one_that_was_heard_ends_an_alarm(lobby):
    lobby.call("1")
    lobby.report("failed")
    assert lobby.speakers.alarm is not None
    ask(lobby)
    lobby.report()
    assert lobby.speakers.alarm is None


def test_silent_loudspeakers_say_none_and_do_not_make_it_up_afterwards(lobby):
    ask(lobby, replace(ASKED, silent=True))
    assert (lobby.lines, lobby.speakers.trial_result) == ([], Result.SILENT)
    ask(lobby)
    assert (lobby.lines, lobby.speakers.trial_result) == ([], Result.SILENT)

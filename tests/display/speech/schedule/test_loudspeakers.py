"""What loudspeakers say next, from halls that went through the rules and a clock the test turns."""

from dataclasses import replace
from datetime import timedelta

import pytest

from display.speech.schedule.announcements import (
    Alarm,
    AudioZone,
    Loudspeakers,
    Report,
    Result,
    Sound,
)
from display.speech.schedule.loudspeakers import start_loudspeakers
from queueing import commands as c
from queueing.hall.tickets import State
from tests.display.voice import BOTH, SENTENCE_MS, Lobby, counters_of, open_desk


@pytest.fixture
def lobby():
    return Lobby()


@pytest.fixture
def crowd():
    return Lobby(counters=counters_of(30))


def test_a_call_is_one_line_of_the_contract(lobby):
    lobby.call()
    seq = lobby.desk.hall.seq
    assert lobby.lines == [{
        "id": f"tret.{seq}.vi", "call_seq": seq, "number": "A001", "counter": "1", "language": "vi",
        "text": "Xin mời công dân có số thứ tự a, không, không, một, đến quầy số bảy.",
        "audio": "/speech/vi.wav", "duration_ms": SENTENCE_MS, "repeats": 2, "chime": True,
    }]  # fmt: skip


def test_a_hall_without_calls_has_nothing_to_say_and_nothing_to_wait_for(lobby):
    lobby.follow()
    assert (lobby.lines, lobby.deadline_s) == ([], None)


def test_calls_of_one_moment_are_said_one_after_the_other_in_their_order(crowd):
    for counter in range(1, 11):
        crowd.call(str(counter))
    assert crowd.numbers == [f"A{n:03d}" for n in range(1, 11)]
    for left in range(9, -1, -1):
        crowd.report()
        assert len(crowd.lines) == left
    assert crowd.numbers == []


def test_calls_that_come_together_are_taken_in_their_order(crowd):
    for counter in ("3", "1", "2"):
        crowd.desk.issue()
        crowd.desk.do(c.CallNext(counter))
    crowd.follow()
    assert [line["counter"] for line in crowd.lines] == ["3", "1", "2"]


def test_the_second_language_follows_at_once_without_a_chime(lobby):
    lobby.call(language="en")
    lobby.call("2")
    said = [(line["number"], line["language"], line["chime"]) for line in lobby.lines]
    assert said == [("A001", "vi", True), ("A001", "en", False), ("A002", "vi", True)]
    assert len({line["id"] for line in lobby.lines}) == 3
    lobby.report()
    assert [line["language"] for line in lobby.lines] == ["en", "vi"]
    assert lobby.deadline_s == pytest.approx(5 + 0.6 + 5 + 0.6 + 15)


def test_a_zone_says_the_calls_of_its_floors_and_another_one_all_with_the_floor():
    ground, whole = Lobby(), Lobby(AudioZone("all", BOTH))
    for lobby in (ground, whole):
        lobby.call()
        lobby.call("21", "C")
    assert ground.numbers == ["A001"]
    assert whole.numbers == ["A001", "C001"]
    assert whole.lines[1]["text"].endswith("đến quầy số hai mươi mốt, tầng một.")
    assert whole.lines[0]["id"].startswith("all.")


def test_a_call_is_said_once_when_more_than_three_wait_behind_it(crowd):
    for counter in range(1, 7):
        crowd.call(str(counter))
    # The first began before anybody waited, the second has four behind it, the third three.
    assert [line["repeats"] for line in crowd.lines] == [2, 1, 2, 2, 2, 2]


def test_how_often_is_decided_when_a_turn_begins_and_then_stays(crowd):
    crowd.call("1")
    crowd.call("2")
    for counter in range(3, 8):
        crowd.call(str(counter))
    crowd.follow(after_s=10)
    assert [line["repeats"] for line in crowd.lines][:2] == [2, 1]
    crowd.report(after_s=2)
    for number in ("3", "4", "5"):
        crowd.do(c.StartService(number))
    assert crowd.numbers == ["A002", "A006", "A007"]
    assert crowd.lines[0]["repeats"] == 1


def test_a_call_older_than_half_a_minute_is_said_once_and_never_dropped_for_its_age(lobby):
    lobby.call()
    lobby.call("2")
    lobby.follow(after_s=25)
    assert [line["repeats"] for line in lobby.lines] == [2, 2]
    lobby.report(after_s=5.5)
    assert [(line["number"], line["repeats"]) for line in lobby.lines] == [("A002", 1)]


@pytest.mark.parametrize(
    "end",
    [
        c.StartService("2"),
        c.FinishService("2"),
        c.RecordNoShow("2"),
        c.ParkTicket("2"),
        c.ReturnTicket("2"),
        c.TransferTicket("2", service="B"),
        c.Undo("2"),
        c.CloseDay(),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_call_is_dropped_when_nobody_is_to_come_any_more(lobby, end):
    lobby.call()
    lobby.call("2")
    assert lobby.numbers == ["A001", "A002"]
    lobby.do(end, after_s=1)
    assert lobby.numbers == ([] if isinstance(end, c.CloseDay) else ["A001"])
    assert lobby.speakers.alarm is None


def test_a_cancelled_number_is_not_said(lobby):
    lobby.call()
    lobby.do(c.CancelTicket(lobby.desk.ticket("A001").id))
    assert lobby.numbers == []


def test_a_number_called_elsewhere_is_said_once_for_where_it_is_wanted_now(lobby):
    lobby.call()
    ticket = lobby.desk.ticket("A001").id
    lobby.desk.do(c.ReturnTicket("1"))
    lobby.desk.do(c.CallTicket("2", ticket))
    lobby.follow()
    assert [line["counter"] for line in lobby.lines] == ["2"]


def test_a_number_that_was_called_and_served_between_two_looks_is_not_said(lobby):
    lobby.desk.issue()
    lobby.desk.do(c.CallNext("1"))
    lobby.desk.do(c.FinishService("1"))
    lobby.follow()
    assert lobby.numbers == []


def test_a_recall_of_a_number_that_nobody_has_heard_joins_its_call(lobby):
    lobby.call()
    lobby.call("2")
    text = lobby.lines[1]["text"]
    lobby.do(c.Recall("2"), after_s=10)
    assert lobby.numbers == ["A001", "A002"]
    assert lobby.lines[1]["text"] == text
    assert lobby.lines[1]["call_seq"] == lobby.desk.hall.seq


def test_a_joined_recall_keeps_the_place_of_its_call(crowd):
    for counter in range(1, 5):
        crowd.call(str(counter))
    crowd.do(c.Recall("2"), after_s=10)
    assert crowd.numbers == ["A001", "A002", "A003", "A004"]


def test_a_recall_of_a_number_that_is_being_said_comes_after_it_and_only_once(lobby):
    lobby.call()
    lobby.call("2")
    lobby.do(c.Recall("1"), after_s=6)
    lobby.do(c.Recall("1"), after_s=6)
    assert lobby.numbers == ["A001", "A002", "A001"]
    assert lobby.lines[2]["call_seq"] == lobby.desk.hall.seq
    assert lobby.lines[2]["text"].startswith("Xin nhắc lại, mời số thứ tự a,")
    lobby.report()
    assert lobby.numbers == ["A002", "A001"]


def test_a_recall_while_the_second_language_is_still_to_come_is_said_as_one(lobby):
    lobby.call(language="en")
    lobby.report()
    lobby.do(c.Recall("1"), after_s=6)
    assert [line["text"].partition(" ")[0] for line in lobby.lines] == ["Ticket", "Xin", "Second"]


def test_a_recall_does_not_join_what_is_left_of_its_call_in_the_second_language(lobby):
    lobby.sounds = {"vi"}
    lobby.call(language="en")
    lobby.report()
    lobby.do(c.Recall("1"), after_s=6)
    lobby.sounds = {"vi", "en"}
    lobby.follow()
    assert [line["text"].partition(" ")[0] for line in lobby.lines] == ["Ticket", "Xin", "Second"]


def test_a_recall_of_a_number_that_was_heard_is_a_new_line(lobby):
    lobby.call()
    lobby.report()
    lobby.do(c.Recall("1"), after_s=20)
    assert [line["text"][:12] for line in lobby.lines] == ["Xin nhắc lại"]


def test_what_was_taken_back_is_not_said_again(lobby):
    lobby.call()
    lobby.do(c.StartService("1"), after_s=1)
    lobby.do(c.Undo("1"), after_s=1)
    assert lobby.desk.ticket("A001").state is State.CALLED
    assert lobby.numbers == []


def test_a_line_is_listed_once_it_has_its_sound_and_nothing_passes_it(lobby):
    lobby.sounds = set()
    lobby.call()
    lobby.call("2")
    assert lobby.lines == []
    lobby.sounds = {"vi", "en"}
    lobby.follow(after_s=0.2)
    assert lobby.numbers == ["A001", "A002"]


def test_a_turn_begins_when_its_sound_is_there(lobby):
    lobby.sounds = set()
    lobby.call()
    lobby.follow(after_s=29)
    lobby.sounds = {"vi", "en"}
    lobby.follow()
    # Chime 1 s and pause 0.35, twice 5 s with 0.6 between, 0.6 after it, and 15 for the report.
    assert lobby.deadline_s == pytest.approx(1.35 + 5 + 0.6 + 5 + 0.6 + 15)


def test_a_sound_that_never_comes_is_an_alarm_and_the_next_call_goes_on(lobby):
    lobby.sounds = set()
    lobby.call()
    lobby.call("2", after_s=20)
    assert lobby.deadline_s == 10
    lobby.follow(after_s=10)
    assert lobby.speakers.alarm == Alarm(Result.NO_SOUND, "A001", lobby.desk.now)
    lobby.sounds = {"vi", "en"}
    lobby.follow()
    assert lobby.numbers == ["A002"]


def test_the_chime_alone_is_a_line_without_a_file(lobby):
    lobby.sound_of = lambda sentence: Sound(None, 0)
    lobby.call()
    [line] = lobby.lines
    assert (line["audio"], line["duration_ms"], line["chime"]) == (None, 0, True)
    assert lobby.deadline_s == pytest.approx(1.35 + 0.6 + 0.6 + 15)


def test_a_line_that_nobody_reports_in_time_is_an_alarm_until_a_later_one_was_heard(lobby):
    lobby.call()
    lobby.call("2")
    due_s = lobby.deadline_s
    lobby.follow(after_s=due_s - 0.1)
    assert lobby.numbers == ["A001", "A002"]
    assert lobby.speakers.alarm is None
    lobby.follow(after_s=0.2)
    assert lobby.numbers == ["A002"]
    assert lobby.speakers.alarm == Alarm(Result.UNREPORTED, "A001", lobby.desk.now)
    lobby.report()
    assert lobby.speakers.alarm is None


def test_each_line_has_the_whole_of_its_own_time(lobby):
    lobby.call()
    lobby.call("2")
    lobby.follow(after_s=200)
    assert lobby.numbers == ["A002"]
    # It is older than half a minute by now and is said once.
    assert lobby.deadline_s == pytest.approx(1.35 + 5 + 0.6 + 15)


@pytest.mark.parametrize("result", ["failed", "blocked"])
def test_what_a_player_could_not_say_is_an_alarm_and_is_not_tried_again(lobby, result):
    lobby.call()
    lobby.report(result)
    assert lobby.numbers == []
    assert lobby.speakers.alarm == Alarm(Result(result), "A001", lobby.desk.now)


def test_a_report_of_something_else_or_a_second_one_changes_nothing(lobby):
    lobby.call()
    lobby.call("2")
    first = lobby.lines[0]["id"]
    lobby.report()
    before = lobby.speakers
    for its_id in (first, "tang1.1.vi", "", "no such"):
        lobby.follow(Report(its_id, Result.FAILED, lobby.desk.now))
    assert lobby.speakers == before


def test_a_report_that_overtakes_another_takes_away_its_own_line(lobby):
    lobby.call()
    lobby.call("2")
    lobby.report(line=1)
    assert lobby.numbers == ["A001"]


def test_a_silent_zone_says_nothing_and_makes_nothing_up_afterwards(lobby):
    lobby.call()
    lobby.zone = replace(lobby.zone, silent=True)
    lobby.follow()
    lobby.call("2")
    assert (lobby.lines, lobby.deadline_s) == ([], None)
    lobby.zone = replace(lobby.zone, silent=False)
    lobby.follow()
    assert lobby.numbers == []
    lobby.do(c.Recall("2"), after_s=10)
    assert lobby.numbers == ["A002"]


def test_after_a_restart_the_newest_calls_are_said_again_under_their_old_ids(lobby):
    lobby.call()
    lobby.call("2", after_s=70)
    ids = [line["id"] for line in lobby.lines]
    lobby.desk.hall = lobby.desk.replayed()
    lobby.desk.now += timedelta(seconds=20)
    lobby.speakers = start_loudspeakers(lobby.desk.hall, lobby.desk.now)
    lobby.follow()
    assert [line["id"] for line in lobby.lines] == ids
    assert lobby.numbers == ["A002"]


def test_without_calls_a_start_begins_with_nothing():
    assert start_loudspeakers(open_desk().hall, open_desk().now) == Loudspeakers()


def test_thirty_counters_at_once_are_all_said_within_the_time_of_once_each(crowd):
    for counter in range(1, 31):
        crowd.call(str(counter))
    spent_s, heard = 0.0, []
    while crowd.lines:
        line = crowd.lines[0]
        turn_s = crowd.zone.rhythm.turn_ms(line["duration_ms"], line["repeats"]) / 1000
        heard.append(line["number"])
        crowd.report(after_s=turn_s)
        spent_s += turn_s
    assert heard == [f"A{n:03d}" for n in range(1, 31)]
    assert spent_s == pytest.approx(30 * 6.95 + 5.6)

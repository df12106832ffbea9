"""What all who wait are told: whom it concerns, until when, and how it ends."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from queueing import commands as c
from queueing.bulletin_errors import EmptyBulletin, TooManyBulletins, UnknownBulletin
from queueing.bulletins import (
    MOST_AT_ONCE,
    concerns_floors,
    find_bulletins,
    find_bulletins_for,
    list_concerned,
)
from queueing.decisions.bulletins import end_over, find_until
from queueing.decisions.day import day_is_over
from queueing.errors import InvalidField
from queueing.events import BulletinEnded
from queueing.hall.changes import apply
from tests.queueing.centre import VIETNAM, Desk, small_centre

TEXTS = (("vi", "Khu vực đang mất điện."), ("en", "There is a power cut."))


def publish(desk, bulletin="b1", after_s=0.0, **fields):
    said = {"reason": "power", "texts": TEXTS, "by": "huong", "shown_min": 30} | fields
    return desk.do(c.PublishBulletin(bulletin=bulletin, **said), after_s)


def told(desk, *services):
    found = find_bulletins_for(desk.hall, services or ("A",), desk.now)
    return [each.id for each in found]


def test_the_newest_comes_first_and_each_is_over_at_its_time_whether_or_not_that_is_on_record():
    desk = Desk()
    publish(desk)
    publish(desk, "b2", after_s=60, shown_min=60)
    assert told(desk) == ["b2", "b1"]
    desk.now += timedelta(minutes=29)
    assert told(desk) == ["b2"]
    (over,) = end_over(desk.hall, desk.now)
    assert over == BulletinEnded(desk.now, "b1")
    apply(desk.hall, over, desk.hall.seq + 1)
    assert list(desk.hall.bulletins) == ["b2"]
    assert end_over(desk.hall, desk.now) == ()


def test_it_is_corrected_or_ended_by_one_press_and_doing_so_twice_is_no_news():
    desk = Desk()
    publish(desk)
    publish(desk, "b2", corrects="b1", minutes=20)
    assert told(desk) == ["b2"]
    with pytest.raises(UnknownBulletin):
        publish(desk, "b3", corrects="b1")
    assert desk.do(c.EndBulletin("b2", "giang")) == (BulletinEnded(desk.now, "b2", "giang"),)
    assert desk.do(c.EndBulletin("b2", "giang")) == ()
    assert told(desk) == []


def test_it_concerns_services_all_of_a_department_or_everybody_and_the_floors_of_their_counters():
    desk = Desk()
    publish(desk, services=("C",))
    publish(desk, "b2", departments=("XD",))
    publish(desk, "b3")
    assert told(desk, "A", "gone") == ["b3", "b2"]
    assert told(desk, "C") == ["b3", "b2", "b1"]
    assert told(desk, "gone") == ["b3"]
    of = {each.id: each for each in find_bulletins(desk.hall, desk.now)}
    floors = {name: concerns_floors(desk.hall.catalogue, of[name], {"1"}) for name in of}
    assert floors == {"b1": False, "b2": False, "b3": True}
    assert concerns_floors(desk.hall.catalogue, of["b1"], {"tret"})
    named = {name: list_concerned(desk.hall.catalogue, of[name]) for name in of}
    assert [[each["vi"] for each in named[name]] for name in ("b1", "b2", "b3")] == [
        ["C"], ["Xây dựng"], []
    ]  # fmt: skip
    without = replace(desk.hall.catalogue, services={}, departments={})
    assert [list_concerned(without, of[name]) for name in ("b1", "b2")] == [(), ()]


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "boredom"},
        {"texts": (("en", "There is a power cut."),)},
        {"texts": (("vi", "x" * 321),)},
        {"texts": (("vi", "Mất điện."), ("en", ""))},
        {"words": (("vi", "x" * 141),)},
        {"departments": ("QQ",)},
        {"services": ("QQ",)},
        {"minutes": 0},
        {"shown_min": 481},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_what_cannot_be_told_is_refused_by_the_name_of_its_field(wrong):
    with pytest.raises(InvalidField) as fault:
        publish(Desk(), **wrong)
    assert fault.value.fields == {"field": next(iter(wrong))}


def test_the_longest_and_the_shortest_that_may_be_told_is_told():
    desk = Desk()
    publish(desk, texts=(("vi", "x" * 320),), words=(("vi", "x" * 140),), minutes=1, shown_min=5)
    everything = ("A", "B", "C")
    publish(desk, "b2", services=everything, minutes=480, shown_min=480)
    assert told(desk) == ["b2", "b1"]
    with pytest.raises(InvalidField):
        publish(desk, "b3", shown_min=4)
    with pytest.raises(InvalidField):
        publish(desk, "b3", minutes=481)


def test_what_says_nothing_is_refused():
    with pytest.raises(EmptyBulletin):
        publish(Desk(), reason="own", texts=())


def test_people_are_told_no_more_at_once_than_they_can_take_in_but_one_may_be_corrected():
    desk = Desk()
    assert MOST_AT_ONCE == 4
    for n in range(MOST_AT_ONCE):
        publish(desk, f"b{n}")
    with pytest.raises(TooManyBulletins):
        publish(desk, "more")
    publish(desk, "instead", corrects="b0")
    assert len(told(desk)) == MOST_AT_ONCE


def test_it_begins_no_day_and_a_replay_a_clock_that_is_set_and_the_days_end_treat_it_alike():
    desk = Desk()
    publish(desk)
    assert desk.hall.day is None
    desk.issue("A", after_s=60)
    assert desk.replayed().bulletins == desk.hall.bulletins
    later = desk.now + timedelta(hours=1)
    desk.set_clock(later, timedelta(hours=1))
    assert told(desk) == ["b1"]
    assert desk.replayed().bulletins == desk.hall.bulletins
    desk.do(c.CloseDay())
    assert desk.hall.bulletins == desk.replayed().bulletins == {}


def at(clock):
    return datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("day_ends", "now", "until"),
    [
        (time(0), "22:59", "23:59"),
        (time(0), "23:20", "24:00"),
        (time(17), "16:00", "17:00"),
        (time(17), "16:59:30", "17:00"),
    ],
)
def test_it_ends_with_its_day_at_the_latest_and_says_so(day_ends, now, until):
    desk = Desk(small_centre(day_ends=day_ends))
    desk.issue("A")
    desk.now = at(now)
    end = at("23:59") + timedelta(minutes=1) if until == "24:00" else at(until)
    assert find_until(desk.hall, 60, desk.now) == end
    (event,) = publish(desk, shown_min=60)
    assert (event.until, event.shown_min) == (end, 60)
    desk.now = end - timedelta(seconds=1)
    assert told(desk) == ["b1"]
    assert not day_is_over(desk.hall, desk.now)


def test_a_day_that_was_ended_by_hand_ends_it_where_it_may_be_reopened_and_then_no_more():
    desk = Desk()
    desk.issue("A")
    (halted,) = desk.do(c.EndDay(confirmed=True))
    (event,) = publish(desk)
    assert event.until == halted.until < desk.now + timedelta(minutes=30)
    desk.now = halted.until
    assert day_is_over(desk.hall, desk.now)
    desk.do(c.CloseDay())
    (event,) = publish(desk, "b2", shown_min=480)
    assert event.until == desk.now + timedelta(hours=8), "no day ends meanwhile"

"""A clock that was wrong: what is believed of it, and that the hall outlives its setting."""

from dataclasses import fields, replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing import commands as c
from queueing.clock import SAME_HOUR, TOLERANCE, Look, Trust, begin, find_left_open, go_on
from queueing.decisions.day import set_clock
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.tickets import State
from queueing.hours import Hours
from queueing.numbering import service_day
from tests.queueing.centre import MORNING, VIETNAM, Desk, small_centre, working_desk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOMORROW = (MORNING + DAY).date()


def judged(desk, wall, later, *, synced=None, ran=timedelta(seconds=2), whole_day=False, **how):
    """Begin at `wall`, look again at `later` after `ran`; return (reckoning, by).

    `whole_day`: the program has run since before the day began.
    """
    before = begin(desk.hall, Look(wall, 0.0, synced))
    if whole_day:
        before = replace(before, trust=Trust.GOOD)
    return go_on(before, desk.hall, Look(later, ran.total_seconds(), synced), **how)


@pytest.fixture
def desk():
    return working_desk()


def test_a_clock_that_goes_on_is_believed_and_nothing_is_set(desk):
    for synced in (True, False, None):
        after, by = judged(desk, desk.now, desk.now + timedelta(seconds=2), synced=synced)
        assert (after.offset, by) == (timedelta(), None)


def test_a_start_within_the_day_proves_nothing_until_somebody_or_a_new_day_does(desk):
    soon = desk.now + timedelta(seconds=2)
    assert judged(desk, desk.now, soon)[0].trust is Trust.UNPROVEN
    assert judged(desk, desk.now, soon, accepted=True)[0].trust is Trust.GOOD
    night = timedelta(hours=20)
    assert judged(desk, desk.now, desk.now + night, ran=night)[0].trust is Trust.GOOD


def test_a_minute_behind_the_journal_is_no_clock_that_was_set(desk):
    still = timedelta()
    assert judged(desk, desk.now, desk.now - TOLERANCE, ran=still)[1] is None
    more = TOLERANCE + timedelta(seconds=1)
    assert judged(desk, desk.now, desk.now - more, ran=still)[1] == -more


def test_a_date_that_is_set_comes_to_the_same_hour(desk):
    for ahead in (DAY - SAME_HOUR, DAY + SAME_HOUR):
        _, by = judged(desk, desk.now, desk.now + ahead, ran=timedelta(), whole_day=True)
        assert by == ahead
        more = ahead + (timedelta(seconds=1) if ahead > DAY else timedelta(seconds=-1))
        assert judged(desk, desk.now, desk.now + more, ran=timedelta(), whole_day=True)[1] is None


def test_a_clock_behind_the_journal_at_the_start_is_not_believed_until_it_is_set(desk):
    wrong = datetime(1970, 1, 1, 0, 1, tzinfo=UTC)
    after, by = judged(desk, wrong, wrong + timedelta(seconds=2))
    assert (after.trust, by) == (Trust.WRONG, None)
    assert after.tell(wrong + timedelta(seconds=2)) == desk.now + timedelta(seconds=2)
    # Network time comes: nobody took a number meanwhile, so the clock simply goes on
    after, by = judged(desk, wrong, desk.now + HOUR)
    assert (after.trust, after.offset, by) == (Trust.GOOD, timedelta(), None)


@pytest.mark.parametrize("how", [{"synced": True}, {"accepted": True}])
def test_a_clock_behind_the_journal_is_believed_once_somebody_answers_for_it(desk, how):
    years = timedelta(days=1700)
    after, by = judged(desk, desk.now - years, desk.now - years, **how)
    assert after.trust is Trust.GOOD
    assert by == -years or by == -years - timedelta(seconds=2)


def reckoned(desk):
    """Return the hour of a start at which the clock says 1970."""
    wrong = datetime(1970, 1, 1, tzinfo=UTC)
    return begin(desk.hall, Look(wrong, 0.0)).tell(wrong).astimezone(VIETNAM)


def test_after_a_closed_day_a_wrong_clock_stands_for_the_next_opening(desk):
    desk.do(c.CloseDay())
    assert reckoned(desk) == datetime(2026, 11, 24, tzinfo=VIETNAM)


def test_so_it_does_after_the_hours_once_nobody_is_left():
    spans = ((time(7), time(11)),)
    desk = Desk(small_centre(hours=Hours(dict.fromkeys(range(5), spans))))
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"), 4 * 3600)
    assert reckoned(desk) == desk.now
    desk.do(c.FinishService("1"), 60)
    assert reckoned(desk) == datetime(2026, 11, 24, 7, tzinfo=VIETNAM)


def test_whoever_is_served_as_the_hours_end_goes_home_with_them():
    spans = ((time(7), time(11)),)
    desk = Desk(small_centre(hours=Hours(dict.fromkeys(range(5), spans))))
    desk.open()
    desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.FinishService("1"), 3 * 3600 - 61)
    assert reckoned(desk) == desk.now
    desk.do(c.CloseCounter("1"), 1)
    assert desk.now == datetime(2026, 11, 23, 11, tzinfo=VIETNAM)
    assert reckoned(desk) == datetime(2026, 11, 24, 7, tzinfo=VIETNAM)


def test_a_clock_that_is_years_ahead_at_the_start_is_not_believed(desk):
    ahead = desk.now + timedelta(days=1700)
    after, by = judged(desk, ahead, ahead + timedelta(seconds=2))
    assert (after.trust, by) == (Trust.WRONG, None)
    assert after.tell(ahead) == desk.now


def test_whoever_came_after_the_power_did_keeps_the_number_when_the_clock_is_set_right(desk):
    start = desk.now + HOUR
    before = begin(desk.hall, Look(start, 0.0))
    desk.now = start
    came = desk.issue("B", after_s=60)
    right = desk.now + timedelta(hours=20)
    after, by = go_on(before, desk.hall, Look(right, 60.0))
    assert by == timedelta(hours=20)
    desk.set_clock(right, by)
    assert desk.hall.tickets[came.id].state is State.WAITING
    assert right - desk.hall.tickets[came.id].entered_at < timedelta(minutes=2)
    assert desk.hall.day == TOMORROW
    assert desk.issue("B").id == "261124-B002"
    assert go_on(after, desk.hall, Look(right + HOUR, 3660.0))[1] is None


@pytest.mark.parametrize(
    ("last", "wall", "trust"),
    [
        ("2026-11-23 23:59:50", "2026-11-24 00:00:10", Trust.GOOD),
        ("2026-11-24 00:00:30", "2026-11-23 23:59:30", Trust.GOOD),
        ("2026-11-24 00:00:30", "2026-11-23 23:59:29", Trust.WRONG),
        ("2026-11-23 08:00:00", "2027-12-28 08:00:00", Trust.GOOD),
        ("2026-11-23 08:00:00", "2027-12-28 08:00:01", Trust.WRONG),
    ],
)
def test_a_start_on_another_day_is_believed_within_a_minute_and_a_year(last, wall, trust):
    desk = Desk()
    desk.now = datetime.fromisoformat(last).replace(tzinfo=VIETNAM)
    desk.issue("A")
    look = Look(datetime.fromisoformat(wall).replace(tzinfo=VIETNAM), 0.0)
    assert begin(desk.hall, look).trust is trust


def test_what_is_known_of_the_time_before_the_start_moves_with_a_clock_that_is_set_back(desk):
    last = desk.hall.last_at
    after, by = judged(desk, desk.now, desk.now - HOUR)
    assert by == -HOUR - timedelta(seconds=2)
    assert after.since == last + by
    assert after.trust is Trust.UNPROVEN


def test_a_counter_left_open_when_the_power_went_off_is_closed_with_the_clock_of_the_next_day(desk):
    desk.do(c.FinishService("1"))
    desk.do(c.FinishService("2"))
    before = begin(desk.hall, Look(desk.now + HOUR, 0.0))
    assert find_left_open(before, desk.hall) == ("1", "2", "3")
    desk.now += HOUR
    desk.issue("A", after_s=60)
    desk.do(c.CallNext("2"), 5)
    desk.do(c.OpenCounter("3", "user:minh"))
    assert find_left_open(before, desk.hall) == ("1",)
    left = find_left_open(before, desk.hall)
    for event in set_clock(desk.hall, 20 * HOUR, desk.now + 20 * HOUR, (), left):
        apply(desk.hall, event, desk.hall.seq + 1)
    assert [desk.hall.desk(counter).state for counter in "123"] == ["closed", "open", "open"]


def test_with_a_good_clock_no_counter_was_left_open_by_it(desk):
    before = begin(desk.hall, Look(desk.now, 0.0))
    assert find_left_open(replace(before, trust=Trust.GOOD), desk.hall) == ()


def test_a_night_that_goes_by_is_no_clock_that_was_set(desk):
    _, by = judged(desk, desk.now, desk.now + DAY)
    assert by is None
    for night in (17 * HOUR, 64 * HOUR):  # a machine that was halted at a counter left open
        _, by = judged(desk, desk.now, desk.now + night, whole_day=True)
        assert by is None


@pytest.mark.parametrize("days", [1, 2, 7])
def test_a_date_that_is_set_ahead_while_somebody_works_takes_no_number_away(desk, days):
    ahead = days * DAY + timedelta(minutes=3)
    _, by = judged(desk, desk.now, desk.now + ahead, whole_day=True)
    assert by is not None
    waiting = desk.waiting()
    desk.set_clock(desk.now + ahead, by)
    assert desk.waiting() == waiting
    _, by = judged(desk, desk.now, desk.now - ahead, whole_day=True)  # and it is put right
    desk.set_clock(desk.now - ahead, by, (("2026-11-23 A", 3),))
    assert desk.waiting() == waiting
    assert desk.issue("A").id == "261123-A004"


def test_minutes_over_midnight_are_no_date_that_was_set(desk):
    late = datetime(2026, 11, 23, 23, 58, tzinfo=VIETNAM)
    desk.do(c.Recall("2"), (late - desk.now).total_seconds())
    _, by = judged(desk, desk.now, desk.now + timedelta(minutes=7), whole_day=True)
    assert by is None


def test_a_day_later_with_every_counter_closed_is_a_new_day(desk):
    for counter in ("1", "2"):
        desk.do(c.FinishService(counter))
    for counter in ("1", "2", "3"):
        desk.do(c.CloseCounter(counter))
    _, by = judged(desk, desk.now, desk.now + DAY, whole_day=True)
    assert by is None


def test_the_clock_set_back_by_an_hour_keeps_waits_order_and_limits(desk):
    waits = {each.id: desk.now - each.entered_at for each in desk.hall.tickets.values()}
    _, by = judged(desk, desk.now, desk.now - HOUR)
    desk.set_clock(desk.now - HOUR, by)
    for each in desk.hall.tickets.values():
        assert abs(desk.now - each.entered_at - waits[each.id]) <= timedelta(seconds=2)
    newcomer = desk.issue("A")
    assert desk.waiting()[-1] == newcomer.number
    desk.do(c.Recall("2"), 60)
    desk.do(c.FinishService("1"))
    assert 60 < desk.ticket("A001").service_s < 80


def test_a_day_from_the_future_gives_way_to_today_and_its_numbers_are_never_given_again(desk):
    today = desk.now - timedelta(days=1700)
    desk.set_clock(today, today - desk.now, (("2026-11-23 A", 3),))
    assert desk.hall.day == service_day(today, VIETNAM)
    assert desk.issue("A").number == "A004"  # beside three who are there
    desk.do(c.CloseDay())
    desk.now += DAY
    assert desk.issue("A").number == "A001"
    desk.do(c.CloseDay())
    desk.now = MORNING
    assert desk.issue("A").id == "261123-A004"
    assert len({event.ticket for event in desk.journal if hasattr(event, "follow")}) == 6


def test_a_restart_after_the_clock_was_set_finds_the_same_hall(desk):
    desk.set_clock(desk.now - 3 * DAY, -3 * DAY, (("2026-11-23 A", 3),))
    desk.issue("A")
    desk.do(c.FinishService("1"), 30)
    desk.do(c.CloseDay(), 60)
    desk.now += DAY
    desk.issue("A")
    replayed = desk.replayed()
    for field in fields(desk.hall):
        assert getattr(replayed, field.name) == getattr(desk.hall, field.name), field.name


jumps = st.one_of(
    st.integers(-3, 3).map(lambda days: days * DAY),
    st.timedeltas(-DAY, DAY),
    st.timedeltas(-timedelta(days=21_000), timedelta(days=21_000)),
)


@given(st.lists(st.tuples(jumps, st.sampled_from([None, False, True]), st.booleans()), max_size=8))
def test_no_jump_gives_a_number_twice_or_takes_one_from_who_waits(steps):
    """Wherever the clock goes: every id once, and who came since the last day's end still waits."""
    desk, given_ids, ran_s = Desk(small_centre()), set(), 0.0
    reckoning, wall = begin(desk.hall, Look(desk.now, 0.0)), desk.now
    for jump, synced, restarts in steps:
        wall, ran_s = max(min(wall + jump, LATEST), EARLIEST), ran_s + 2
        look = Look(wall, ran_s, synced)
        if restarts:
            reckoning = begin(desk.hall, look)
        reckoning, by = go_on(reckoning, desk.hall, look)
        desk.now = reckoning.tell(wall)
        if by is not None:
            numbers = {}
            for event in desk.journal:
                if hasattr(event, "follow") and event.day >= _date(desk):
                    numbers[f"{event.day} {event.letter}"] = event.serial
            waiting = desk.waiting()
            desk.set_clock(desk.now, by, tuple(numbers.items()))
            assert desk.waiting() == waiting
        desk.now = max(desk.now, desk.hall.last_at or desk.now)
        if desk.hall.day and not desk.hall.day_closed and _date(desk) > desk.hall.day:
            desk.do(c.CloseDay())
        ticket = desk.issue("A")
        assert ticket.id not in given_ids
        given_ids.add(ticket.id)
        if reckoning.trust is not Trust.WRONG:
            assert abs(desk.now - wall) <= timedelta(minutes=1)
            assert desk.hall.day == _date(desk)


LATEST, EARLIEST = datetime(2090, 1, 1, tzinfo=UTC), datetime(1970, 1, 2, tzinfo=UTC)


def _date(desk):
    """By the zone's own history: until June 1975 the clocks of Saigon were an hour ahead."""
    return service_day(desk.now, desk.hall.catalogue.zone_info)


def test_an_empty_hall_has_nothing_to_judge_a_clock_by():
    hall = Hall.empty(small_centre())
    assert begin(hall, Look(datetime(1970, 1, 1, tzinfo=UTC), 0.0)).trust is Trust.GOOD

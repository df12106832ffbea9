"""What went on while the clock was set is in no mean or share, until somebody says so."""

from queueing import commands as c
from queueing.measures.unsure import TimeAnswer
from reports.figures import BY_KEY
from reports.months.teaching import read_samples
from reports.query import Filter, Query
from reports.statistics.counting import count_period
from reports.statistics.listing import ListQuery, list_legs
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk, small_centre
from tests.queueing.test_set_clock import HOURS
from tests.reports.folders import tables_of
from tests.reports.test_any_query import WHOLE, ZONE

CENTRE = small_centre()


def morning_by_a_slow_clock():
    """A001 is called before the clock is set, A002 and A003 after it, A004 came after it."""
    desk = Desk(CENTRE)
    desk.open("1")
    for _ in range(3):
        desk.issue("A", after_s=60)
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 30)
    desk.set_clock(desk.now + HOURS, HOURS)
    desk.do(c.FinishAndCallNext("1"), 1800)
    desk.do(c.FinishAndCallNext("1"), 300)
    desk.issue("A", after_s=60)
    desk.do(c.FinishAndCallNext("1"), 240)
    desk.do(c.FinishService("1"), 300)
    return desk


def count(desk):
    with tables_of(entries_of(desk)) as tables:
        return count_period(tables, CENTRE, Query(WHOLE, "department", Filter()), WHOLE).total


def test_figures_leave_out_what_the_clock_was_set_in_and_say_how_much_that_is():
    figures = count(morning_by_a_slow_clock())
    assert (figures["called"], figures["served"], figures["unsure"]) == (4, 4, 3)
    assert figures["wait_mean_s"] == (180 + 240) / 2
    assert figures["wait_max_s"] == 240
    assert figures["wait_within_target"] == 1
    assert figures["promises"] == 2
    assert figures["service_mean_s"] == 300
    assert figures["visit_max_s"] == 540


def test_an_answer_at_the_counter_counts_the_wait_by_the_step_that_was_measured():
    desk = morning_by_a_slow_clock()
    desk.do(c.AnswerServiceTime("1", desk.ticket("A002").id, TimeAnswer.COUNTED))
    figures = count(desk)
    assert (figures["unsure"], figures["wait_max_s"]) == (2, 1950)
    assert figures["wait_within_target"] == round(2 / 3, 4)


def test_lists_mark_the_wait_or_the_time_and_show_none_of_them_as_late():
    desk = morning_by_a_slow_clock()
    limits = CENTRE.limits
    with tables_of(entries_of(desk)) as tables:
        pages = {
            key: list_legs(tables, ListQuery(key, WHOLE.span(ZONE), Filter(), limits)).legs
            for key in ("called", "wait_within_target", "unsure")
        }
    marks = {leg.number: (leg.wait_unsure, leg.unsure) for leg in pages["called"]}
    assert marks == {
        "A001": (False, True), "A002": (True, False), "A003": (True, False),
        "A004": (False, False),
    }  # fmt: skip
    assert pages["wait_within_target"] == []
    assert len(pages["unsure"]) == 3
    assert BY_KEY["unsure"].listed


def test_estimates_learn_nothing_from_it():
    desk = morning_by_a_slow_clock()
    with tables_of(entries_of(desk)) as tables:
        samples = read_samples(tables, WHOLE.last, CENTRE)
        # Of A001, who came to a counter that was ready, nothing was promised
        assert [actual_s for _, _, actual_s, _ in samples] == [240]

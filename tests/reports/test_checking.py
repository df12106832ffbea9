"""Every day that is over is checked: a golden one, random ones, and one that lacks a row."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings

import reports
from queueing import commands as c
from queueing.events import TicketIssued
from queueing.measures.balance import Books, Imbalance, LittleGap
from reports.months.checking import check_all_days, check_day, describe, read_books
from reports.months.making import make_months
from reports.months.tables import Tables
from reports.pages.day_checks import Checks
from storage.journal_file import JournalFile
from tests.examples import examples
from tests.queueing.any_day import enter_paper, entries_of, play, stretch
from tests.queueing.centre import Desk
from tests.reports.centre import golden_day, house_in
from tests.reports.folders import rewrite, rows_of, tables_of
from web.background import Background
from web.i18n import Translations
from web.runtime import runtime

DAY = date(2026, 11, 23)
WAITED_S = 300 + 780 + 1200 + 120 + 1200 + 600 + 1200 + 11_220 + 11_100
WORDS = Translations([Path(reports.__file__).parent])


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        make_months(house.folder)
        yield house


def checked(house):
    checks = Checks(house.office, house.figures)
    checks.check()
    return checks


def without(house, **which):
    """Take rows away from the file, as a fault of a disk or of a program would."""
    rewrite(file_of(house), "SELECT * FROM stored WHERE NOT " + condition(which))
    return list(checked(house).latest.found.doubts)


def file_of(house):
    (file,) = house.folder.glob("reports/legs-*.parquet")
    return file


def condition(which):
    return "(" + " AND ".join(f"{name} = '{value}'" for name, value in which.items()) + ")"


def in_tables(house, read):
    tables = Tables(house.folder, JournalFile(house.folder))
    found = tables.ask(house.office.hall.seq, read)
    tables.close()
    return found


def test_the_golden_day_adds_up_as_counted_by_hand(house):
    assert in_tables(house, lambda tables: read_books(tables, DAY)) == {
        "XD": Books(issued=4, served=2, expired=1, transferred_out=1),
        "TP": Books(issued=4, transferred_in=1, served=2, cancelled=2, expired=1),
    }
    check = checked(house).latest
    assert (check.found.day, check.found.doubts) == (DAY, ())


def test_managers_read_that_the_day_was_checked_and_when(house):
    checks = checked(house.at("12:01"))
    assert checks.line(WORDS, "vi") == (
        "Số liệu ngày 23/11/2026 đã được kiểm tra lúc 12:01 23/11/2026: khớp từng phiếu."
    )
    assert checks.line(WORDS, "en") == (
        "The figures for 23/11/2026 were checked at 12:01 23/11/2026: "
        "every ticket is accounted for."
    )


def test_a_missing_leg_upsets_its_department(house):
    assert without(house, ticket="261123-A001") == [Imbalance("XD", 4, 3)]


def test_a_missing_second_leg_is_a_transfer_that_arrived_nowhere(house):
    doubts = without(house, ticket="261123-A002", leg=1)
    assert doubts == [Imbalance(None, 1, 0)]
    assert [describe(doubt) for doubt in doubts] == ["1 legs left by a transfer, 0 came by one"]


def test_a_wait_that_is_not_what_the_moments_say_upsets_littles_law(house):
    # A001 had waited 300 of 27,720 seconds: 1.08 %
    wrong = "if(ticket = '261123-A001', 0, waiting_us) AS waiting_us"
    rewrite(file_of(house), f"SELECT * REPLACE ({wrong}) FROM stored")
    doubts = checked(house).latest.found.doubts
    assert doubts == (LittleGap(WAITED_S, WAITED_S - 300),)
    assert describe(doubts[0]) == (
        "Little's law does not hold: the queues sum up to 27720 s, the tickets waited 27420 s"
    )


def test_managers_read_what_does_not_add_up_and_what_to_do(house):
    without(house, ticket="261123-A001")
    line = checked(house).line(WORDS, "vi")
    assert "không khớp ở Xây dựng." in line
    assert line.endswith("Xin báo quản trị chạy lệnh ./run verify.")


def test_verify_names_every_day_that_does_not_add_up(house):
    assert in_tables(house, lambda tables: list(check_all_days(tables))) == []
    without(house, ticket="261123-A001")
    assert in_tables(house, lambda tables: list(check_all_days(tables))) == [
        "2026-11-23: XD does not balance: 4 came, 3 are accounted for"
    ]


def test_a_day_that_goes_on_is_not_checked_yet(tmp_path):
    with house_in(tmp_path) as house:
        house.issue("A")
        checks = checked(house)
        assert (checks.latest, checks.line(WORDS, "vi")) == (None, None)


def test_the_end_of_a_day_has_it_checked(tmp_path):
    with house_in(tmp_path) as house:
        checks = Checks(house.office, house.figures)
        checks.follow(Background(runtime("threading")))
        house.issue("A")
        house.press(c.CloseDay())
        checks.made.wait(30)
        assert (checks.latest.found.day, checks.latest.found.doubts) == (DAY, ())


@settings(max_examples=examples(60))
@given(stretch)
def test_any_day_that_is_over_adds_up(day):
    with tables_of(entries_of(play([*day, (60, (c.CloseDay,))]))) as tables:
        days = {row["day"] for row in rows_of(tables)}
        found = [check_day(tables, day) for day in days]
    assert days
    assert [check.doubts for check in found] == [()] * len(days)


def test_a_day_of_which_one_person_is_still_served_has_its_counts():
    desk = Desk()
    desk.open("1")
    desk.issue("A")
    for command in (c.CallNext("1"), c.StartService("1"), c.CloseDay()):
        desk.do(command, 60)
    with tables_of(entries_of(desk)) as tables:
        assert check_day(tables, DAY).doubts == ()


def test_slips_recorded_as_served_by_hand_and_taken_back_hours_later_add_up():
    desk = Desk()
    desk.issue("A")
    events = desk.do(enter_paper(desk, "A", 1, 2, 1))
    slips = tuple({each.ticket for each in events if isinstance(each, TicketIssued)})
    desk.do(c.TakeBackPaper(slips), 3600)
    desk.do(enter_paper(desk, "A", 1, 0), 600)
    desk.do(c.CloseDay(), 60)
    with tables_of(entries_of(desk)) as tables:
        assert check_day(tables, DAY).doubts == ()
        (again, *_) = [row for row in rows_of(tables) if row["ticket"].endswith("A9001")]
        assert again["waiting_us"] == 4260 * 1_000_000


@pytest.mark.parametrize("hours", [1, -1])
def test_who_was_cancelled_by_one_clock_and_waits_again_by_another_is_no_doubt(hours):
    desk = Desk()
    cancelled = desk.issue("A", after_s=7200)
    desk.do(c.CancelTicket(cancelled.id), 60)
    by = timedelta(hours=hours)
    desk.set_clock(desk.now + by, by)
    desk.do(c.RestoreTicket(cancelled.id), 60)
    desk.do(c.CloseDay(), 60)
    with tables_of(entries_of(desk)) as tables:
        assert check_day(tables, DAY).doubts == ()

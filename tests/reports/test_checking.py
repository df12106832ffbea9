"""Every day that is over is checked: a golden one, random ones, and one that lacks a row."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from sqlalchemy import select

import reports
from queueing import commands as c
from queueing.balance import Books, Imbalance, LittleGap
from reports.checking import Checks
from storage.report_balance import books_of, check_balances, checked_day, in_words
from storage.report_tables import leg, ticket
from tests.queueing.any_day import entries_of, play, stretch
from tests.reports.centre import golden_day, house_in
from tests.reports.folders import reports_of
from web.runtime import runtime
from web.words import Words

DAY = date(2026, 11, 23)
WAITED_S = 300 + 780 + 1200 + 120 + 1200 + 600 + 1200 + 11_220 + 11_100
WORDS = Words([Path(reports.__file__).parent])


@pytest.fixture
def house(tmp_path):
    with house_in(tmp_path) as house:
        golden_day(house)
        house.projector.catch_up()
        yield house


def checked(house):
    checks = Checks(house.office, house.projector)
    checks.check()
    return checks


def without(house, table, **which):
    """Take one row away, as a fault of a disk or of a program would."""
    where = [table.c[name] == value for name, value in which.items()]
    result = house.rows.write(lambda connection: connection.execute(sa.delete(table).where(*where)))
    assert result.rowcount == 1
    return list(checked(house).latest.found.doubts)


def test_the_golden_day_adds_up_as_counted_by_hand(house):
    assert house.rows.read(lambda connection: books_of(connection, DAY)) == {
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
        "The figures of 23/11/2026 were checked at 12:01 23/11/2026: every ticket is accounted for."
    )


def test_a_missing_leg_upsets_its_department_and_littles_law(house):
    # A001 had waited 300 of 27,720 seconds: 1.08 %
    assert without(house, leg, ticket="261123-A001") == [
        Imbalance("XD", 4, 3),
        LittleGap(WAITED_S - 300, WAITED_S),
    ]


def test_a_missing_second_leg_is_a_transfer_that_arrived_nowhere(house):
    doubts = without(house, leg, ticket="261123-A002", leg=1)
    assert doubts == [Imbalance(None, 1, 0), LittleGap(WAITED_S - 1200, WAITED_S)]
    assert [in_words(doubt) for doubt in doubts] == [
        "1 legs left by a transfer, 0 came by one",
        "Little's law does not hold: the queues sum up to 26520 s, the tickets waited 27720 s",
    ]


def test_a_missing_ticket_upsets_the_department_that_it_was_taken_for(house):
    assert without(house, ticket, ticket="261123-C004") == [
        Imbalance("TP", 4, 5),
        LittleGap(WAITED_S, WAITED_S - 11_220),
    ]


def test_managers_read_what_does_not_add_up_and_what_to_do(house):
    without(house, leg, ticket="261123-A001")
    line = checked(house).line(WORDS, "vi")
    assert "không khớp ở Xây dựng, thời gian chờ." in line
    assert line.endswith("Xin báo quản trị chạy lệnh ./run verify.")


def test_verify_names_every_day_that_does_not_add_up(house):
    assert check_balances(house.rows.path) == []
    without(house, ticket, ticket="261123-A001")
    assert [fault.sentence for fault in check_balances(house.rows.path)] == [
        "reports.db: 2026-11-23: XD does not balance: 3 came, 4 are accounted for",
        "reports.db: 2026-11-23: Little's law does not hold: "
        "the queues sum up to 27720 s, the tickets waited 27420 s",
    ]


def test_a_day_that_goes_on_is_not_checked_yet(tmp_path):
    with house_in(tmp_path) as house:
        house.issue("A")
        checks = checked(house)
        assert (checks.latest, checks.line(WORDS, "vi")) == (None, None)


def test_the_end_of_a_day_has_it_checked(tmp_path):
    with house_in(tmp_path) as house:
        checks = Checks(house.office, house.projector)
        checks.follow(runtime("threading"))
        house.issue("A")
        house.press(c.CloseDay())
        checks.made.wait(30)
        assert (checks.latest.found.day, checks.latest.found.doubts) == (DAY, ())


@settings(max_examples=60)
@given(stretch)
def test_any_day_that_is_over_adds_up(day):
    with reports_of(entries_of(play([*day, (60, (c.CloseDay,))]))) as reports:
        days = reports.database.read(lambda rows: rows.scalars(select(leg.c.day).distinct()).all())
        found = [
            reports.database.read(lambda rows, day=day: checked_day(rows, day)) for day in days
        ]
    assert days
    assert [check.doubts for check in found] == [()] * len(days)

"""Rows for reports are a cache: cut, restarted, damaged or thrown away, they come out the same."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from queueing import commands as c
from storage.database import open_database
from storage.faults import StorageFault
from storage.journal import SqlJournal
from storage.projector import PAGE, REPORTS
from storage.report_check import check_projections
from storage.report_tables import position
from tests.queueing.any_day import days, entries_of, play
from tests.queueing.centre import MORNING, VIETNAM, Desk
from tests.reports.folders import Kept, Reports, reports_of


def three_days():
    """Two days that each end with a ticket being served, and the next morning."""
    desk = Desk()
    for overnight in (None, "261123-A001"):
        desk.open()
        if overnight:
            desk.do(c.ReprintTicket(overnight), 60)
            desk.do(c.FinishService("1"), 60)
            desk.do(c.Undo("1"), 5)
        desk.issue("A")
        desk.do(c.FinishAndCallNext("1"), 60)
        desk.do(c.StartService("1"), 20)
        desk.do(c.Undo("1"), 5)
        desk.do(c.StartService("1"), 20)
        desk.do(c.CloseDay(), 8 * 3600)
        desk.now += timedelta(hours=16)
    desk.open()
    desk.do(c.FinishService("1"), 60)
    desk.do(c.Undo("1"), 5)
    desk.issue("A")
    desk.do(c.FinishAndCallNext("1"), 60)
    desk.do(c.RateTicket("261124-A001", "neutral"), 60)
    return entries_of(desk)


def two_days():
    """A day with everything in it, and a morning after a ticket was served over midnight."""
    desk = Desk(now=datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    desk.open()
    for _ in range(3):
        desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 20)
    desk.do(c.TransferTicket("1", service="C"), 30)
    desk.do(c.CallNext("2"), 10)
    desk.do(c.ParkTicket("2"), 10)
    desk.do(c.CallNext("3"), 30)
    desk.do(c.StartService("3"), 30)
    desk.do(c.PauseCounter("1", "meeting"), 40)
    desk.do(c.CloseDay(), 8 * 3600)
    desk.do(c.OpenCounter("1", "user:lan"), 3600)
    late = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.FinishService("3", "accepted"), 60)
    desk.do(c.Undo("3"), 5)
    desk.do(c.ReprintTicket(late.id), 60)
    desk.do(c.FinishService("3", "accepted"), 60)
    desk.do(c.RateTicket("261123-A001", "satisfied", "r1"), 60)
    return entries_of(desk)


@settings(max_examples=60)
@given(days, st.lists(st.integers(0, 100), max_size=4))
def test_a_day_followed_in_pieces_with_restarts_gives_the_rows_of_a_rebuild(day, cuts):
    entries = entries_of(play(day))
    with reports_of(entries) as whole, reports_of(entries, until=0) as pieces:
        for cut in sorted({min(cut, len(entries)) for cut in cuts}):
            pieces.follow(cut)
            pieces.restart()
        pieces.follow(len(entries))
        assert pieces.rows() == whole.rows()
        whole.projector.rebuild()
        assert pieces.rows() == whole.rows()


@pytest.mark.parametrize("some_days", [two_days, three_days])
def test_every_cut_goes_on_as_if_there_had_been_none(some_days):
    entries = some_days()
    with reports_of(entries) as whole:
        rows = whole.rows()
    for cut in range(len(entries)):
        with reports_of(entries, until=cut) as pieces:
            pieces.restart()
            pieces.follow(len(entries))
            assert pieces.rows() == rows, f"cut after entry {cut}"


def test_a_ticket_served_over_midnight_gets_its_row_finished_on_the_next_day():
    with reports_of(two_days()) as reports:
        served = next(row for row in reports.rows()["ticket"] if row["state"] == "served")
    assert str(served["day"]) == "2026-11-23"
    assert (served["number"], served["legs"], served["outcome"]) == ("A001", 2, "accepted")
    assert served["service_s"] == 30 + 40 + 9 * 3600 + 60 + 60 + 60 + 60 + 5
    assert served["total_s"] == (served["ended_at"] - served["issued_at"]).total_seconds()


def test_catching_up_again_changes_nothing():
    entries = two_days()
    with reports_of(entries) as reports:
        rows = reports.rows()
        assert reports.follow(len(entries)) == len(entries)
        assert reports.rows() == rows


def test_rows_never_run_ahead_of_the_hall_that_everybody_sees():
    entries = two_days()
    with reports_of(entries, until=7) as reports:
        hall, position = reports.projector.read(lambda connection: reports.rows()["position"])
        assert (hall.seq, position[0]["seq"]) == (7, 7)


def test_rows_go_on_while_a_long_question_reads_its_own_moment():
    entries = two_days()
    with reports_of(entries, until=7) as reports:

        def asked(connection, hall):
            assert reports.follow(len(entries)) == len(entries)
            return hall.seq, connection.execute(select(position.c.seq)).scalar_one()

        hall, seen = reports.projector.ask(asked)
        assert (hall.seq, seen) == (7, (7, 7))
        assert reports.rows()["position"][0]["seq"] == len(entries)


@pytest.mark.parametrize("text", [b"", b"this is not a database", b"SQLite format 3\0" + b"x" * 99])
def test_a_file_that_is_no_database_is_begun_anew(text, tmp_path):
    (tmp_path / REPORTS).write_bytes(text)
    reports = Reports(tmp_path, Kept(two_days()))
    reports.follow(20)
    assert reports.rows()["position"][0]["seq"] == 20
    reports.database.close()


def test_rows_of_another_form_are_made_anew(tmp_path):
    with closing(sqlite3.connect(tmp_path / REPORTS)) as connection:
        connection.execute("CREATE TABLE ticket (old)")
        connection.execute("PRAGMA user_version = 99")
    entries = two_days()
    reports = Reports(tmp_path, Kept(entries))
    reports.follow(len(entries))
    with reports_of(entries) as whole:
        assert reports.rows() == whole.rows()
    reports.database.close()


def test_rows_that_know_more_than_the_journal_belong_to_another_one():
    entries = two_days()
    with reports_of(entries) as reports, reports_of(entries[:9]) as right:
        reports.journal.entries = entries[:9]
        reports.restart()
        reports.follow(9)
        assert reports.rows() == right.rows()


def test_a_journal_that_fails_in_the_middle_leaves_rows_that_go_on_later():
    desk = Desk()
    desk.open()
    for _ in range(2 * PAGE):
        desk.issue("A")
    entries = entries_of(desk)

    class Failing(Kept):
        def entries_after(self, seq, limit):
            if seq >= PAGE:
                raise StorageFault("the disk reports an error")
            return super().entries_after(seq, limit)

    with reports_of(entries, until=0) as reports, reports_of(entries) as whole:
        reports.projector._journal = Failing(entries)
        with pytest.raises(StorageFault):
            reports.follow(len(entries))
        assert reports.rows()["position"][0]["seq"] == PAGE
        reports.projector._journal = Kept(entries)
        reports.follow(len(entries))
        assert reports.rows() == whole.rows()


# ── on a real journal ──


@pytest.fixture
def journal(tmp_path):
    database = open_database(tmp_path)
    journal = SqlJournal(database, VIETNAM, lambda: MORNING + timedelta(days=1))
    journal.append(0, two_days(), ())
    yield journal
    database.close()


def test_rows_follow_the_stored_journal(journal, tmp_path):
    reports = Reports(tmp_path, journal)
    reports.follow(journal.last_seq())
    with reports_of(two_days()) as whole:
        assert reports.rows() == whole.rows()
    assert check_projections(journal, tmp_path) == []
    reports.database.close()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "UPDATE leg SET service_s = 1 WHERE ticket = '261123-A001' AND leg = 0",
            "reports.db: leg 261123-A001 0: service_s is 1.0, should be 30.0",
        ),
        (
            "UPDATE rating SET level = 'dissatisfied'",
            "reports.db: rating 261123-A001: level is dissatisfied, should be satisfied",
        ),
        ("DELETE FROM ticket WHERE number = 'A002'", "reports.db: ticket 261123-A002 is missing"),
        (
            "INSERT INTO pause VALUES (3, 'meeting', 60)",
            "reports.db: pause 3 meeting is not in the journal",
        ),
        (
            "UPDATE sheet SET parked = zeroblob(length(parked))",
            "reports.db: sheet 2026-11-23: leg 261123-A002 0: parked is 0, should be 28900000000",
        ),
        (
            "UPDATE sheet SET counter = x'000002000000'",
            "reports.db: sheet 2026-11-23: counter has 3 values, should have 4",
        ),
        (
            "UPDATE sheet SET officer = x'0000000000000000'",
            "reports.db: sheet 2026-11-23: leg 261123-A001 0: officer is , should be user:lan",
        ),
        ("DELETE FROM sheet", "reports.db: sheet 2026-11-23 is missing"),
        (
            "UPDATE position SET seq = 4000",
            "reports.db knows of journal entry 4000, which does not exist",
        ),
    ],
)
def test_the_check_names_the_first_row_that_the_journal_does_not_bear_out(
    journal, tmp_path, change, sentence
):
    reports = Reports(tmp_path, journal)
    reports.follow(journal.last_seq())
    reports.database.close()
    with closing(sqlite3.connect(tmp_path / REPORTS)) as connection:
        connection.execute(change)
        connection.commit()
    assert [fault.sentence for fault in check_projections(journal, tmp_path)] == [sentence]


def test_without_rows_there_is_nothing_to_check(journal, tmp_path):
    assert check_projections(journal, tmp_path) == []
    (tmp_path / REPORTS).write_bytes(b"")
    assert check_projections(journal, tmp_path) == []

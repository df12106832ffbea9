"""The monthly files are a cache: cut, damaged, old or thrown away, they come out the same."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queueing import commands as c
from queueing.decisions.day import set_clock
from queueing.hall.changes import apply
from reports.months import files
from reports.months.checking import check_all_days
from reports.months.making import make, make_months
from reports.months.relations import NotReady
from reports.months.tables import Tables
from reports.months.verifying import check_months
from storage.database import open_database
from storage.faults import StorageFault
from storage.journal import SqlJournal
from storage.journal_file import JournalFile
from tests.examples import each_of, examples
from tests.queueing.any_day import days, entries_of, play
from tests.queueing.centre import MORNING, VIETNAM, Desk
from tests.reports.folders import Kept, rewrite, rows_of, tables_of

pytestmark = pytest.mark.long


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
    desk.do(c.EndVisit("online", "A", "kiosk", "2.000815"))
    desk.do(c.CloseDay(), 8 * 3600)
    desk.do(c.EndVisit("missing_papers", "C", "kiosk"))
    desk.do(c.OpenCounter("1", "user:lan"), 3600)
    late = desk.issue("A")
    desk.do(c.CallNext("1"), 60)
    desk.do(c.FinishService("3", "accepted"), 60)
    desk.do(c.Undo("3"), 5)
    desk.do(c.ReprintTicket(late.id), 60)
    desk.do(c.FinishService("3", "accepted"), 60)
    desk.do(c.RateTicket("261123-A001", "satisfied", "r1"), 60)
    return entries_of(desk)


def two_months():
    """Days around the end of a month."""
    desk = Desk(now=datetime(2026, 11, 29, 1, 0, tzinfo=UTC))
    for _ in range(4):
        desk.open()
        desk.issue("A")
        desk.do(c.CallNext("1"), 60)
        desk.do(c.FinishService("1"), 300)
        desk.do(c.CloseDay(), 8 * 3600)
        desk.now += timedelta(hours=16)
    return entries_of(desk)


def all_rows(found):
    return [rows_of(found, table) for table in ("legs", "sessions", "saved")]


def read(folder, journal):
    """All rows, as somebody reads them who has just started."""
    found = Tables(folder, journal)
    try:
        return found.ask(len(journal.entries), all_rows)
    finally:
        found.close()


@settings(max_examples=examples(30), deadline=None)
@given(days, st.integers(0, 100))
def test_a_day_followed_in_pieces_gives_the_rows_of_one_reading(day, cut):
    entries = entries_of(play(day))
    cut = min(cut, len(entries))
    with tables_of(entries) as whole, tables_of(entries[:cut]) as pieces:
        pieces._journal.entries = entries
        assert pieces.ask(len(entries), all_rows) == all_rows(whole)


@pytest.mark.parametrize("some_days", [two_days, three_days, two_months])
def test_every_cut_goes_on_as_if_there_had_been_none(some_days, tmp_path):
    entries = some_days()
    whole = read(tmp_path, Kept(entries))
    for cut in each_of(range(len(entries))):
        folder, journal = tmp_path / str(cut), Kept(entries[:cut])
        make(folder, journal)
        found = Tables(folder, journal)
        assert found.ask(cut, all_rows) == read(tmp_path / "none", journal)
        journal.entries = entries
        make(folder, journal)
        assert found.ask(len(entries), all_rows) == whole, f"cut after entry {cut}"
        found.close()
        assert read(folder, journal) == whole


def test_every_month_has_its_files(tmp_path):
    make(tmp_path, Kept(two_months()))
    assert sorted(file.name for file in (tmp_path / "reports").iterdir()) == [
        "legs-2026-11.parquet", "legs-2026-12.parquet",
        "saved-2026-11.parquet", "saved-2026-12.parquet",
        "sessions-2026-11.parquet", "sessions-2026-12.parquet",
    ]  # fmt: skip


def test_a_file_that_has_grown_is_as_one_made_at_once(tmp_path):
    entries = two_months()
    for until in (10, 20, 30, len(entries)):
        make(tmp_path / "grown", Kept(entries[:until]))
    make(tmp_path / "once", Kept(entries))
    for file in (tmp_path / "once" / "reports").iterdir():
        grown = pyarrow.parquet.read_table(tmp_path / "grown" / "reports" / file.name)
        assert grown.equals(pyarrow.parquet.read_table(file)), file.name


def test_several_processes_of_one_folder_make_its_files_once(tmp_path):
    entries = two_months()
    make(tmp_path / "once", Kept(entries))
    # What is open already grows: there a second one would put the same rows behind it again
    make(tmp_path / "several", Kept(entries[:10]))
    with ThreadPoolExecutor(4) as pool:
        made = [pool.submit(make, tmp_path / "several", Kept(entries)) for _ in range(4)]
    written = sorted(each.result() for each in made)
    assert written[:3] == [0, 0, 0], "who comes later finds nothing to do"
    for file in (tmp_path / "once" / "reports").iterdir():
        several = pyarrow.parquet.read_table(tmp_path / "several" / "reports" / file.name)
        assert several.equals(pyarrow.parquet.read_table(file)), file.name


def test_a_ticket_served_over_midnight_gets_its_row_finished_on_the_next_day():
    with tables_of(two_days(), None) as found:
        served = next(row for row in rows_of(found) if row["end"] == "served")
    assert str(served["day"]) == "2026-11-23"
    assert (served["number"], served["leg"], served["outcome"]) == ("A001", 1, "accepted")
    assert served["service_us"] / 10**6 == 40 + 9 * 3600 + 60 + 60 + 60 + 60 + 5
    total = served["ended_at"] - served["taken_at"]
    assert served["visit_us"] / 10**6 == total.total_seconds()


def test_rows_never_run_ahead_of_the_number_that_is_asked_for():
    entries = two_days()
    with tables_of(entries[:7]) as some, tables_of(entries, None) as whole:
        some._journal.entries = entries
        assert some.ask(7, all_rows) == all_rows(some)
        assert some.ask(len(entries), all_rows) == all_rows(whole)


# ── files that are not as they should be ──


@pytest.mark.parametrize("table", ["legs", "sessions", "saved"])
@pytest.mark.parametrize("fault", ["missing", "empty", "no parquet", "cut off", "another version"])
def test_a_file_that_is_not_right_is_made_again(tmp_path, monkeypatch, table, fault):
    journal = Kept(two_months())
    if fault == "another version":
        with monkeypatch.context() as earlier:
            earlier.setattr(files, "VERSION", 0)
            make(tmp_path, journal)
    make(tmp_path, journal)
    whole, file = read(tmp_path, journal), tmp_path / "reports" / f"{table}-2026-11.parquet"
    match fault:
        case "missing":
            file.unlink()
        case "empty":
            file.write_bytes(b"")
        case "no parquet":
            file.write_bytes(b"this is no parquet file")
        case "cut off":
            file.write_bytes(file.read_bytes()[:-100])
    assert make(tmp_path, journal) == (0 if fault == "another version" else 1)
    assert read(tmp_path, journal) == whole
    assert make(tmp_path, journal) == 0


def test_a_damage_that_only_reading_finds_is_removed_said_and_made_again(tmp_path, caplog):
    journal = Kept(two_months())
    make(tmp_path, journal)
    whole, file = read(tmp_path, journal), tmp_path / "reports" / "legs-2026-11.parquet"
    content = bytearray(file.read_bytes())
    content[4:400] = bytes(396)
    file.write_bytes(content)
    assert read(tmp_path, journal) == whole  # from the journal, which is short
    assert "legs-2026-11.parquet is damaged and will be made again" in caplog.text
    assert not file.exists()
    assert make(tmp_path, journal) == 1
    assert read(tmp_path, journal) == whole


def test_files_of_another_journal_are_not_read(tmp_path):
    entries = three_days()
    make(tmp_path, Kept(entries))
    other = Kept(two_months())
    fresh = read(tmp_path / "fresh", other)
    assert read(tmp_path, other) == fresh
    make(tmp_path, other)
    assert read(tmp_path, other) == fresh


def test_many_days_without_files_are_not_read_one_by_one(tmp_path):
    journal = Kept(two_months())
    found = Tables(tmp_path, journal, 10)
    with pytest.raises(NotReady) as refused:
        found.ask(len(journal.entries), all_rows)
    assert (refused.value.done, refused.value.of) == (0, len(journal.entries))
    heard = []
    make(tmp_path, journal, tell=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (len(journal.entries), len(journal.entries))
    assert len(found.ask(len(journal.entries), all_rows)[0]) == 4
    found.close()


def test_a_journal_that_fails_in_the_middle_leaves_what_goes_on_later(tmp_path):
    entries = two_months()

    class Failing(Kept):
        def entries_after(self, seq, limit):
            raise StorageFault("the disk reports an error")

    with pytest.raises(StorageFault):
        make(tmp_path, Failing(entries))
    make(tmp_path, Kept(entries))
    assert read(tmp_path, Kept(entries)) == read(tmp_path / "fresh", Kept(entries))


def test_a_file_that_is_replaced_while_it_is_read_counts_nothing_twice(tmp_path):
    journal = Kept(three_days())
    found = Tables(tmp_path, journal)
    made = []

    def count(relations):
        if not made:
            made.append(make(tmp_path, journal))
        return len(rows_of(relations))

    assert found.ask(len(journal.entries), count) == 3
    assert made == [1]
    found.close()


# ── on a real journal ──


@pytest.fixture
def folder(tmp_path):
    with open_database(tmp_path) as database:
        journal = SqlJournal(database, VIETNAM, lambda: MORNING + timedelta(days=1))
        journal.append(0, two_days(), ())
        make_months(tmp_path)
        yield tmp_path


def test_other_programs_read_the_files(folder):
    legs = pyarrow.parquet.read_table(folder / "reports" / "legs-2026-11.parquet").to_pylist()
    found = [(leg["ticket"], leg["leg"], leg["end"], leg["waiting_us"]) for leg in legs]
    assert found == [
        ("261123-A002", 0, "expired", 120 * 10**6),
        ("261123-A003", 0, "expired", 29_030 * 10**6),
    ]
    assert legs[0]["entered_at"] == datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - UTC


def test_sound_files_are_sound(folder):
    assert check_months(folder, JournalFile(folder)) == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            "SELECT * REPLACE (1 AS parked_us) FROM stored",
            "legs-2026-11.parquet: leg 261123-A002 0: parked_us is 1, should be 28900000000",
        ),
        (
            "SELECT * FROM stored WHERE ticket <> '261123-A002'",
            "legs-2026-11.parquet: leg 261123-A002 0 is missing",
        ),
        (
            "SELECT * FROM stored UNION ALL SELECT * REPLACE ('261123-A009' AS ticket) FROM stored "
            "WHERE ticket = '261123-A002'",
            "legs-2026-11.parquet: leg 261123-A009 0 is not in the journal",
        ),
    ],
)
def test_verify_names_the_month_the_leg_and_the_column(folder, query, sentence):
    rewrite(folder / "reports" / "legs-2026-11.parquet", query)
    found = check_months(folder, JournalFile(folder))
    assert [fault.sentence for fault in found] == [sentence]


def test_without_files_there_is_nothing_to_check(folder):
    for file in Path(folder, "reports").iterdir():
        file.unlink()
    assert check_months(folder, JournalFile(folder)) == []


def days_around_the_future():
    """A day; one by a clock that is years ahead; the clock set right; a day of the next month."""
    desk = Desk(now=datetime(2026, 11, 27, 1, 0, tzinfo=UTC))
    for now, by in (
        (desk.now, None),
        (desk.now + timedelta(days=1700), None),
        (desk.now + timedelta(days=3), timedelta(days=-1697)),
        (desk.now + timedelta(days=4), None),
    ):
        desk.now = now
        if by is not None:
            for event in set_clock(desk.hall, by, now, (("2031-07-24 A", 1),)):
                apply(desk.hall, event, desk.hall.seq + 1)
                desk.journal.append(event)
        desk.open()
        desk.issue("A")
        desk.do(c.CallNext("1"), 60)
        desk.do(c.FinishService("1"), 60)
        desk.do(c.CloseDay(), 8 * 3600)
    return entries_of(desk)


def test_a_day_by_a_clock_that_was_ahead_tears_no_month_apart(tmp_path):
    entries = days_around_the_future()
    assert make(tmp_path, Kept(entries)) == 3
    names = {file.stem for file in (tmp_path / files.FOLDER).glob("legs-*")}
    assert names == {"legs-2026-11", "legs-2031-07", "legs-2026-12"}
    with tables_of(entries) as live, tables_of(entries, len(entries)) as filed:
        assert rows_of(filed) == rows_of(live)
        assert list(check_all_days(filed)) == []
        days = [row["day"].isoformat() for row in rows_of(filed)]
    assert sorted(days) == ["2026-11-27", "2026-11-30", "2026-12-01", "2031-07-24"]


def test_numbers_of_a_day_that_has_begun_twice_are_no_fault_while_it_goes_on(tmp_path):
    """The clock was seven hours ahead, passed midnight, and was put right the same evening."""
    desk = Desk(now=datetime(2026, 11, 30, 17, 0, 10, tzinfo=UTC))
    desk.issue("A")
    back = timedelta(hours=-7)
    desk.now += back
    for event in set_clock(desk.hall, back, desk.now, (("2026-12-01 A", 1),)):
        apply(desk.hall, event, desk.hall.seq + 1)
        desk.journal.append(event)
    desk.issue("A")
    desk.now = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
    desk.do(c.CloseDay())
    closing = len(desk.journal)
    # in no file yet; of the same day as the number that was given too soon
    desk.issue("A")
    journal = Kept(entries_of(desk))
    assert make(tmp_path, journal, closing) == 1
    assert check_months(tmp_path, journal) == []

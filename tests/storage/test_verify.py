"""An edited, missing or swapped entry is found and named; so is one that breaks a rule."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from queueing import commands as c
from queueing import events as e
from queueing.office import Office
from settings.loading import load
from simulation import DemoClock, Simulation
from storage.database import open_database
from storage.journal import SqlJournal
from storage.place import DATABASE
from storage.reading import JournalReader
from storage.verify import MOST, Fault, verify
from tests.queueing.centre import MORNING
from tests.storage.centre import a_morning, centre_in, change, take_number


@pytest.fixture
def days(folder):
    """A data folder that has seen two mornings."""
    with centre_in(folder) as centre:
        a_morning(centre)
        centre.press(c.CloseDay())
        centre.now += timedelta(days=1)
        a_morning(centre)
    return folder


def sentences(folder, *extra_checks):
    database = open_database(folder)
    faults = verify(database, extra_checks)
    database.close()
    return [fault.sentence for fault in faults]


def tamper(folder, *statements):
    assert change(folder, *statements) == [1] * len(statements)


def test_a_journal_as_it_was_written_has_no_fault(days):
    assert sentences(days) == []


def test_two_simulated_days_of_the_first_centre_have_no_fault(folder):
    catalogue = load(Path("config.yaml")).catalogue()
    seven = datetime(2026, 11, 23, 7, 0, tzinfo=catalogue.zone_info)
    clock = DemoClock(seven)
    with open_database(folder) as database:
        office = Office(SqlJournal(database, catalogue.zone_info, clock), catalogue, clock)
        for morning in (seven, seven + timedelta(days=1)):
            clock.set(morning)
            office.tick()
            Simulation(office, clock, {}).fill(morning + timedelta(minutes=45))
        closings = [e for e in JournalReader(database).all_after(0) if is_closing(e)]
        assert len(closings) == 1
        assert office.hall.seq > 500
        assert verify(database) == []


def slip_sent(job):
    return e.PrintJobReported(MORNING, job, "in1", "sending", None, None, 0, 0)


def is_closing(entry):
    return isinstance(entry.event, e.DayClosed)


@pytest.mark.parametrize(
    "change",
    [
        "data = replace(data, 'A002', 'A001')",
        "at = '2026-11-23T01:00:00.000000+00:00'",
        "day = '2026-11-24'",
        "kind = 'TicketReprinted'",
        "actor = 'user:minh'",
        "key = 'k'",
        "chain = substr(chain, 2)",
    ],
)
def test_an_edited_entry_is_named(days, change):
    tamper(days, f"UPDATE journal SET {change} WHERE seq = 6")
    assert sentences(days)[0] == "journal entry 6 was changed after it was stored"


def test_a_deleted_entry_is_named(days):
    tamper(days, "DELETE FROM journal WHERE seq = 5")
    assert sentences(days) == ["journal entry 5 is missing"]


def test_a_deleted_first_part_is_named(days):
    tamper(days, *(f"DELETE FROM journal WHERE seq = {seq}" for seq in (1, 2, 3)))
    assert sentences(days) == ["journal entries 1 to 3 are missing"]


def test_swapped_entries_are_named(days):
    tamper(
        days,
        "UPDATE journal SET seq = -1 WHERE seq = 6",
        "UPDATE journal SET seq = 6 WHERE seq = 7",
        "UPDATE journal SET seq = 7 WHERE seq = -1",
    )
    assert sentences(days)[0] == "journal entry 6 was changed after it was stored"


def test_actor_and_key_cannot_trade_places(folder):
    with centre_in(folder) as centre:
        last = centre.last_seq()
        event = e.CounterOpened(MORNING, "1", "lan")
        centre.journal.append(last, [e.Entry(last + 1, event, "a", "=b")], [])
    tamper(folder, f"UPDATE journal SET actor = 'a=', key = 'b' WHERE seq = {last + 1}")
    assert sentences(folder) == [f"journal entry {last + 1} was changed after it was stored"]


def test_a_damaged_file_is_told_in_one_sentence(tmp_path):
    with centre_in(tmp_path) as centre:
        a_morning(centre)
    with (tmp_path / DATABASE).open("r+b") as file:
        file.seek(0, 2)
        for page in range(2, file.tell() // 4096):
            file.seek(page * 4096)
            if file.read(1) == b"\x0a":  # a leaf of an index or of a clustered table
                file.seek(page * 4096 + 3)
                file.write(b"\xff\xff")
    told = sentences(tmp_path)
    assert len(told) == 1
    assert "damaged" in told[0]


def written(tmp_path, *events):
    """What verify says of a journal that holds these events, the last one wrong."""
    with centre_in(tmp_path) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        centre.press(c.OpenCounter("2", "minh"))
        first, second = take_number(centre), take_number(centre)
        assert (first, second) == ("A001", "A002")
        centre.press(c.CallNext("1"))
        last = centre.last_seq()
        entries = [e.Entry(last + n, event, "user:lan") for n, event in enumerate(events, 1)]
        centre.journal.append(last, entries, [])
        faults = verify(centre.database)
    assert [fault.seq for fault in faults] == [last + len(events)]
    return faults[0].sentence.partition(": ")[2]


def issued(number, serial, ticket):
    return e.TicketIssued(
        MORNING, ticket, MORNING.date(), "A", serial, number, "A", "XD", MORNING, ticket, "normal",
        "vi", None, None, False, 0, None, None, None,
    )  # fmt: skip


A001, A002 = "261123-A001", "261123-A002"


ASSIGNED_UNFILED = "complaint K7P2 is filed a second time, or goes on and was never filed"


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([issued("A002", 2, "again")], "number A002 of 2026-11-23 is given a second time"),
        ([issued("A004", 3, "other")], "number A004 is not A and 3"),
        ([issued("A003", 3, A001)], f"ticket {A001} is issued a second time"),
        (
            [e.TicketCalled(MORNING, A002, "1", True, None)],
            "counter 1 takes A002 but has A001",
        ),
        (
            [e.TicketCalled(MORNING, A001, "2", True, None)],
            "A001 goes to counter 2 but is at 1",
        ),
        ([e.ServiceStarted(MORNING, A001, "2")], "A001 is not at counter 2"),
        ([e.ServiceStarted(MORNING, A002, "1")], "A002 goes from waiting to serving"),
        (
            [e.TicketServed(MORNING, A001, "1", None), e.TicketExpired(MORNING, A001)],
            "A001 goes from served to expired",
        ),
        (
            [e.TicketServed(MORNING, A001, "1", None), e.TicketServed(MORNING, A001, "1", None)],
            "A001 goes from served to served",
        ),
        (
            [e.TicketTransferred(MORNING, A001, None, "B", "XD", None, None)],
            "A001 is moved to another service while called",
        ),
        ([e.ComplaintAssigned(MORNING, "K7P2", "XD")], ASSIGNED_UNFILED),
        ([e.TicketExpired(MORNING, "nobody")], "ticket nobody is not in the hall"),
        (
            [e.ActionUndone(MORNING, "1", "call", (1,))],
            "counter 1 takes back what was not its last action",
        ),
        ([e.TicketReprinted(MORNING, "nobody")], "ticket nobody is not in the hall"),
        ([slip_sent("nobody-p0")], "slip nobody-p0 is not in the hall"),
        (
            [e.TicketReprinted(MORNING, A002, "in1", 0)] + 2 * [slip_sent(f"{A002}-p1")],
            f"slip {A002}-p1 goes from sending to sending",
        ),
        ([e.TicketPostponed(MORNING, A001, MORNING)], "A001 steps back but is called"),
        (
            [e.TicketPostponed(MORNING, A002, MORNING)],
            "A002 gains a place by stepping back",
        ),
        (
            [e.PostponeTakenBack(MORNING, A001, MORNING)],
            "A001 goes back to its place but is called",
        ),
        (
            [e.PostponeTakenBack(MORNING, A002, MORNING)],
            "A002 takes back a step that it did not make",
        ),
        ([e.TicketRated(MORNING, A002, "neutral", None)], "A002 is rated but is waiting"),
        (
            [
                e.TicketServed(MORNING, A001, "1", None),
                e.TicketRated(MORNING, A001, "neutral", None),
                e.TicketRated(MORNING, A001, "satisfied", None),
            ],
            "A001 is rated a second time",
        ),
    ],
)
def test_an_entry_that_breaks_a_rule_is_named(tmp_path, events, sentence):
    assert written(tmp_path, *events) == sentence


def test_other_parts_add_their_checks_to_a_sound_journal(days):
    assert (
        sentences(days, lambda: [Fault(None, "a row is wrong")] * 50) == ["a row is wrong"] * MOST
    )
    tamper(days, "DELETE FROM journal WHERE seq = 5")
    assert sentences(days, lambda: [Fault(None, "a row is wrong")]) == [
        "journal entry 5 is missing"
    ]

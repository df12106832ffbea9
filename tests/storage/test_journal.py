"""What is stored comes back; what is refused leaves nothing."""

from datetime import timedelta

import pytest

from queueing import commands as c
from queueing.errors import CannotStore, NobodyWaiting
from queueing.events import CounterOpened, DayClosed, Entry, TicketServed
from queueing.office import KeyedAnswer
from storage.journal_file import JournalFile
from storage.place import DATABASE
from storage.reading import JournalReader
from storage.tables import ABOUT_COMPLAINTS
from tests.queueing.centre import MORNING
from tests.storage.centre import a_morning, centre_in, change, take_number


def opened(seq, actor="user:lan", key=None):
    return Entry(seq, CounterOpened(MORNING, "1", "lan"), actor, key)


def test_after_a_restart_the_hall_is_what_it_was(folder):
    with centre_in(folder) as centre:
        a_morning(centre)
        before = centre.office.hall
    with centre_in(folder) as centre:
        assert centre.office.hall == before


def test_entries_come_back_with_actor_and_key(folder):
    with centre_in(folder) as centre:
        last = centre.last_seq()
        entries = [opened(last + 1, "token:3", "k=1\n"), opened(last + 2, "user:Nguyễn Thị Lan")]
        centre.journal.append(last, entries, [])
        assert centre.journal.entries_after(last) == entries
        assert centre.journal.entries_after(last, 1) == entries[:1]
        assert centre.journal.entries_after(last + 2) == []


def test_another_process_reads_the_journal_by_the_plain_driver(folder):
    with centre_in(folder) as centre:
        day = centre.now.date()
        take_number(centre)
        # Nobody has such a procedure, and nobody is kept from naming it
        centre.issue(procedure='\x00","day":"1999-01-01","letter":"Z","serial":7')
        centre.press(c.CloseDay())
        last = centre.last_seq()
        assert centre.journal.find_given(day) == ((f"{day} A", 2),)
        assert centre.journal.find_given(day + timedelta(days=1)) == ()
        reader = JournalFile(folder)
        assert reader.entries_after(0, 1000) == centre.entries()
        assert reader.last_closing(0) == centre.entries()[-1].seq
        assert reader.last_closing(last) is None
        assert list(reader.count_issued(0, last).values()) == [2]
        assert len(reader.chain_at(last)) == 32
        assert reader.chain_at(last + 1) is None
        reader.close()


def test_the_newest_numbers_are_counted_by_procedure(folder):
    with centre_in(folder) as centre:
        for procedure in ("P-1", "P-2", None, "P-1"):
            centre.issue(procedure=procedure)
        reader = JournalReader(centre.database)
        assert reader.count_procedures(1_000) == {"P-1": 2, "P-2": 1}
        assert reader.count_procedures(3) == {"P-2": 1, "P-1": 1}


@pytest.mark.parametrize("wrong", [-1, 1])
def test_entries_behind_another_number_than_the_last_are_refused(folder, wrong):
    with centre_in(folder) as centre:
        last = centre.last_seq()
        with pytest.raises(CannotStore, match=f"the journal ends at {last}"):
            centre.journal.append(last + wrong, [opened(last + wrong + 1)], [])
        with pytest.raises(CannotStore, match="cannot follow"):
            centre.journal.append(last, [opened(last + 1 + wrong)], [])
        assert centre.last_seq() == last


def test_two_journals_on_one_file_never_give_a_number_twice(folder):
    with centre_in(folder) as centre, centre_in(folder) as other:
        last = centre.last_seq()
        centre.journal.append(last, [opened(last + 1, "first")], [])
        with pytest.raises(CannotStore):
            other.journal.append(last, [opened(last + 1, "second")], [])
        assert [entry.actor for entry in other.journal.follow()] == ["first"]
        other.journal.append(last + 1, [opened(last + 2, "second")], [])
        assert [e.actor for e in other.journal.entries_after(last)] == ["first", "second"]


def test_a_day_begins_where_the_last_one_ended(folder):
    with centre_in(folder) as centre:
        a_morning(centre)
        centre.press(c.CloseDay())
        before = centre.office.hall
        closing = centre.entries()[-1]
        assert isinstance(closing.event, DayClosed)
    with centre_in(folder) as centre:
        start, entries = centre.journal.replay()
        assert start == closing.event.replay_from - 1
        assert next(iter(entries)).seq == closing.seq
        assert centre.office.hall.with_state("serving") == before.with_state("serving")
        centre.now += timedelta(days=1)
        assert take_number(centre) == "A001"


def test_a_ticket_still_served_at_the_days_end_is_replayed_from_its_beginning(folder):
    with centre_in(folder) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        take_number(centre)
        centre.press(c.CallNext("1"))
        centre.press(c.StartService("1"))
        centre.press(c.CloseDay())
        before = centre.office.hall
    with centre_in(folder) as centre:
        after = centre.office.hall
        assert (after.tickets, after.desks) == (before.tickets, before.desks)
        assert isinstance(centre.press(c.FinishService("1")), TicketServed)


def test_a_start_knows_the_complaints_of_all_days_by_their_index(folder):
    code = "K7P2-QA34"
    with centre_in(folder) as centre:
        a_morning(centre)
        centre.press(c.FileComplaint(None, code, "XD", "lobby"))
        centre.press(c.CloseDay())
        centre.press(c.AssignComplaint(code, "XD"))
        centre.now += timedelta(days=1)
        take_number(centre)
        centre.press(c.CloseDay())
        before = centre.office.hall.complaints
    with centre_in(folder) as centre:
        assert centre.office.hall.complaints == before
        assert before[code].state == "assigned"
        centre.press(c.AnswerComplaint(code, "words-1", "XD"))
    if (folder / DATABASE).exists():
        wanted = f"SELECT seq FROM journal WHERE {ABOUT_COMPLAINTS} AND centre || '' = 'x'"
        plan = change(folder, f"EXPLAIN QUERY PLAN {wanted} AND seq < 9 ORDER BY seq")
        assert "USING INDEX ix_journal_complaints" in str(plan)


def test_the_same_key_gets_the_same_answer_also_after_a_restart(folder):
    with centre_in(folder) as centre:
        first = take_number(centre, key="press-1", actor="token:1")
        assert take_number(centre, key="press-1", actor="token:1") == first
        other = take_number(centre, key="press-1", actor="token:2")
        assert other != first
    with centre_in(folder) as centre:
        assert take_number(centre, key="press-1", actor="token:1") == first
        assert take_number(centre, key="press-1", actor="token:2") == other
        assert centre.waiting() == [first, other]


def test_a_refusal_is_an_answer_too(folder):
    with centre_in(folder) as centre:
        centre.press(c.OpenCounter("1", "lan"))
        with pytest.raises(NobodyWaiting):
            centre.press(c.CallNext("1"), key="press-1")
    with centre_in(folder) as centre:
        take_number(centre)
        with pytest.raises(NobodyWaiting):
            centre.press(c.CallNext("1"), key="press-1")


def test_answers_live_for_two_days(folder):
    with centre_in(folder) as centre:
        for day in range(3):
            take_number(centre, key=f"day-{day}")
            if day < 2:
                centre.press(c.CloseDay())
                centre.now += timedelta(days=1)
        assert days_known(centre) == [1, 2]
        centre.press(c.CloseDay())
        assert days_known(centre) == [2]
    with centre_in(folder, now=centre.now) as centre:
        assert days_known(centre) == [2]


def days_known(centre):
    answers = [centre.journal.answer("user:lan", f"day-{day}") for day in range(3)]
    return [day for day, answer in enumerate(answers) if answer is not None]


def test_answers_alone_can_be_stored(folder):
    with centre_in(folder) as centre:
        last = centre.last_seq()
        answers = [KeyedAnswer("user:lan", f"k{n}", {"ok": n}) for n in range(300)]
        centre.journal.append(last, [], answers)
        assert centre.journal.answer("user:lan", "k299") == {"ok": 299}
        assert centre.journal.answer("user:lan", "k300") is None
        assert centre.last_seq() == last


def test_a_probe_without_entries_leaves_no_trace_in_the_journal(folder):
    with centre_in(folder) as centre:
        last = centre.last_seq()
        centre.journal.append(last, [], [])
        assert centre.last_seq() == last


def test_a_batch_of_any_size_is_stored_whole_and_in_order(folder):
    with centre_in(folder) as centre:
        for size in (1, 2, 63, 64, 65, 127, 256):
            last = centre.last_seq()
            entries = [opened(last + n, f"user:{n}") for n in range(1, size + 1)]
            centre.journal.append(last, entries, [])
            assert centre.journal.entries_after(last) == entries

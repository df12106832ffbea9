"""The demo's four weeks: lived under the rules, some days better than others, always the same."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from cli.demo_folder import BEFORE_WORK, live_weeks, store_procedures
from cli.demo_settings import with_hours, with_printers
from queueing import events as e
from settings.loading import load
from simulation import DemoClock, holiday_before
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.reading import JournalReader
from storage.verify import verify

pytestmark = pytest.mark.long

TODAY = date(2026, 11, 30)
TARGET = timedelta(minutes=15)
FREE = "22"
MONDAY, TUESDAY = 0, 1


def live(folder, today):
    """Live the weeks before a day in a folder; return (its entries, the settings of the day)."""
    settings = with_hours(load(Path("config.yaml")), today)
    printing = with_printers(settings, folder)
    zone = settings.catalogue().zone_info
    clock = DemoClock(datetime.combine(today, BEFORE_WORK, zone))
    with open_database(folder) as database:
        procedures = store_procedures(database, settings, clock)
        live_weeks(database, settings.catalogue(), printing.catalogue(), clock, procedures, FREE)
        return list(JournalReader(database).all_after(0)), settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("weeks")


@pytest.fixture(scope="module")
def entries(folder):
    return live(folder, TODAY)[0]


@pytest.fixture(scope="module")
def waits(entries):
    """Day -> how long each ticket waited for its first call."""
    issued, waits = {}, defaultdict(list)
    for entry in entries:
        match entry.event:
            case e.TicketIssued() as event:
                issued[event.ticket] = event
            case e.TicketCalled(ticket=ticket) as event if ticket in issued:
                ticket = issued.pop(ticket)
                waits[ticket.day].append(event.at - ticket.at)
    return waits


def share(*days):
    waited = [wait for day in days for wait in day]
    return sum(wait <= TARGET for wait in waited) / len(waited)


def test_the_journal_of_four_weeks_is_sound(folder, entries):
    with open_database(folder) as database:
        assert verify(database) == []


def test_every_day_of_intake_has_its_numbers_and_the_holiday_has_none(waits):
    days = {TODAY - timedelta(days=age) for age in range(29)}
    assert set(waits) == {d for d in days if d.weekday() < 5} - {holiday_before(TODAY)}
    whole = [len(waits[day]) for day in waits if day != TODAY]
    assert 200 < min(whole) < 400, "a quiet Friday"
    assert sorted(whole)[1] > 400
    assert max(whole) < 800


def test_most_citizens_are_called_within_the_target_also_today(waits):
    assert 0.70 <= share(*waits.values()) <= 0.85
    assert 0.70 <= share(waits[TODAY]) <= 0.85
    assert len(waits[TODAY]) > 120


def test_some_days_are_better_than_others(waits):
    past = {day: waits[day] for day in waits if day != TODAY}
    by_weekday = [share(*(past[day] for day in past if day.weekday() == n)) for n in range(5)]
    assert min(by_weekday) == by_weekday[MONDAY]
    assert max(past, key=lambda day: share(past[day])) == date(2026, 11, 27), "the quiet Friday"
    tuesdays = [day for day in past if day.weekday() == TUESDAY]
    assert min(tuesdays, key=lambda day: share(past[day])) == date(2026, 11, 17), "understaffed"


def test_citizens_rated_and_complained_and_what_they_wrote_is_kept(folder, entries):
    levels = [entry.event for entry in entries if isinstance(entry.event, e.TicketRated)]
    complaints = {
        entry.event.code for entry in entries if isinstance(entry.event, e.ComplaintFiled)
    }
    assert len(levels) > 2000
    assert {"very_satisfied", "dissatisfied"} <= {rating.level for rating in levels}
    with open_database(folder) as database:
        words = CitizenWords(database, lambda: datetime.now(UTC))
        assert {written.id for written in words.written("complaint")} == complaints
        remarks = {written.id for written in words.written("remark")}
    assert remarks == {rating.remark for rating in levels} - {None}
    assert 2 <= len(complaints) < 80  # of the last days alone


def test_complaints_are_answered_and_one_is_overdue_for_the_director_to_see(folder, entries):
    filed, answered = {}, {}
    for entry in entries:
        match entry.event:
            case e.ComplaintFiled() as event:
                filed[event.code] = event
            case e.ComplaintAnswered() as event:
                answered[event.code] = event
    unanswered = [each for each in filed.values() if each.code not in answered]
    assert [each.code for each in unanswered if each.due < TODAY] == [next(iter(filed))]
    assert len(unanswered) > 1, "those of the last days"
    late = [each for code, each in answered.items() if each.at.date() > filed[code].due]
    assert [each.code for each in late] == [list(filed)[1]]
    with open_database(folder) as database:
        words = CitizenWords(database, lambda: datetime.now(UTC)).written("answer")
    assert {each.id for each in words} == {each.answer for each in answered.values()}
    assert all(each.due for each in words)


def test_some_came_to_a_counter_without_a_number_and_some_dossiers_were_written_down(entries):
    walk_ins = [
        entry.event for entry in entries
        if isinstance(entry.event, e.TicketIssued) and entry.event.channel == "counter"
    ]  # fmt: skip
    served = [entry.event for entry in entries if isinstance(entry.event, e.TicketServed)]
    assert 50 < len(walk_ins) < len(served) * 0.1
    assert 0.02 < sum(bool(each.delivered) for each in served) / len(served) < 0.12


def test_what_is_rare_in_a_hall_happens_now_and_then(entries):
    happened = defaultdict(int)
    for entry in entries:
        happened[type(entry.event)] += 1
    told = [each.event for each in entries if isinstance(each.event, e.BulletinPublished)]
    assert [each.at.date() for each in told][-1] == TODAY
    assert all(dict(each.texts).keys() == {"vi", "en"} for each in told)
    assert happened[e.BulletinEnded] == len(told) - 1, "that of today is still told"
    assert 0 < happened[e.HelpCalled] == happened[e.HelpComing] == happened[e.HelpEnded] < 30
    assert 20 < happened[e.CounterHandedOver] < 200
    assert happened[e.ServedByHand] > 0
    calls = [entry.event for entry in entries if isinstance(entry.event, e.TicketCalled)]
    chosen = [each for each in calls if each.passed]
    assert 10 < len(chosen) < len(calls) * 0.03
    assert len({each.reason for each in chosen}) > 1


def test_the_slips_of_this_morning_are_printed(entries):
    asked = [
        entry.event.ticket
        for entry in entries
        if isinstance(entry.event, e.TicketIssued) and entry.event.printer
    ]
    printed = [
        entry.event.job
        for entry in entries
        if isinstance(entry.event, e.PrintJobReported) and entry.event.state == "printed"
    ]
    assert printed == [f"{ticket}-p0" for ticket in asked]
    assert all(ticket.startswith(f"{TODAY:%y%m%d}") for ticket in asked)


def test_a_sunday_is_a_working_day_of_its_demo_and_its_morning_is_the_same(tmp_path, entries):
    sunday = date(2026, 12, 6)
    there, settings = live(tmp_path, sunday)
    hours = settings.catalogue().hours
    opened = {sunday - timedelta(weeks=ago) for ago in range(5)}
    assert {day for day, spans in hours.days.items() if spans} == opened
    days = {entry.event.day for entry in there if isinstance(entry.event, e.TicketIssued)}
    assert days == {d for age in range(29) if hours.spans(d := sunday - timedelta(days=age))}
    assert opened <= days
    assert morning(there, sunday) == morning(entries, TODAY)


def morning(entries, day):
    """Return who came for what and when; the same for every day on which the demo is shown."""
    return [
        (entry.event.at - datetime.combine(day, time(0), UTC), entry.event.number)
        for entry in entries
        if isinstance(entry.event, e.TicketIssued) and entry.event.day == day
    ]

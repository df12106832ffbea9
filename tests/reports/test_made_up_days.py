"""The made-up days of the benches are days as the rules allow them, and always the same."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from bench.load import Load
from bench.service_day import ServiceDay
from bench.years import fill, service_days
from queueing.events import TicketIssued
from settings.loading import load
from storage.audit import Audit
from storage.projector import open_reports
from storage.report_balance import checked_day
from storage.sheets import newest_day
from tests.reports.folders import reports_of

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
TICKETS = 600


@pytest.fixture(scope="module")
def two_days():
    catalogue = load(Path("config.yaml")).catalogue()
    entries = []
    for day in (MONDAY, TUESDAY):
        made = ServiceDay(catalogue, Load.of(catalogue, TICKETS), day, Random(day.toordinal()))
        entries += made.entries(TICKETS, len(entries) + 1)
    return entries


def test_no_entry_breaks_a_rule_of_the_hall(two_days):
    audit = Audit()
    assert [broken for entry in two_days if (broken := audit.take(entry))] == []


def test_everything_that_happens_to_tickets_and_counters_happens(two_days):
    kinds = {type(entry.event).__name__ for entry in two_days}
    assert kinds == {
        "DayOpened", "DayClosed", "CounterOpened", "CounterPaused", "CounterClosed",
        "TicketIssued", "TicketCalled", "TicketRecalled", "ServiceStarted", "TicketServed",
        "NoShowRecorded", "TicketRestored", "TicketParked", "TicketResumed", "TicketTransferred",
        "TicketCancelled", "TicketRated", "TicketExpired",
    }  # fmt: skip


def test_entries_are_numbered_and_in_the_order_of_time(two_days):
    assert [entry.seq for entry in two_days] == list(range(1, len(two_days) + 1))
    assert [entry.event.at for entry in two_days] == sorted(entry.event.at for entry in two_days)
    issued = [entry for entry in two_days if isinstance(entry.event, TicketIssued)]
    assert len(issued) == 2 * TICKETS


def test_the_rows_of_both_days_add_up(two_days):
    with reports_of(two_days) as reports:
        found = [
            reports.database.read(lambda rows, day=day: checked_day(rows, day))
            for day in (MONDAY, TUESDAY)
        ]
    assert [check.doubts for check in found] == [(), ()]


def test_a_day_is_always_the_same(two_days):
    catalogue = load(Path("config.yaml")).catalogue()
    again = ServiceDay(catalogue, Load.of(catalogue, TICKETS), MONDAY, Random(MONDAY.toordinal()))
    entries = again.entries(TICKETS, 1)
    assert entries == two_days[: len(entries)]


def test_years_that_were_stopped_go_on_with_the_next_day(tmp_path):
    catalogue = load(Path("config.yaml")).catalogue()
    days = service_days(1)[-2:]
    first = fill(tmp_path, catalogue, days[:1])
    both = fill(tmp_path, catalogue, days)
    assert fill(tmp_path, catalogue, days) == both > 1.5 * first
    with open_reports(tmp_path) as database:
        assert database.read(newest_day) == days[1]
        assert database.read(lambda rows: checked_day(rows, days[1])).doubts == ()


def test_five_years_have_their_service_days():
    assert len(service_days(5)) == 1305
    assert {day.weekday() for day in service_days(1)} == {0, 1, 2, 3, 4}

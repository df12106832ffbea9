"""The made-up days of the benches are days as the rules allow them, and always the same."""

from dataclasses import fields, replace
from datetime import date

import pytest

from bench.made_days import made_day
from queueing.events import TicketIssued
from reports.months.checking import check_all_days
from settings.loading import load
from storage.audit import Audit
from tests.program import CONFIG
from tests.reports.folders import tables_of

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
CATALOGUE = load(CONFIG).catalogue()


@pytest.fixture(scope="module")
def two_days():
    monday = made_day(CATALOGUE, MONDAY)
    return monday + made_day(CATALOGUE, TUESDAY, len(monday) + 1)


@pytest.mark.long
def test_no_entry_breaks_a_rule_of_the_hall(two_days):
    audit = Audit()
    assert [broken for entry in two_days if (broken := audit.take(entry))] == []
    assert [entry.seq for entry in two_days] == list(range(1, len(two_days) + 1))


def test_as_many_people_come_as_in_a_large_centre(two_days):
    assert 3500 < sum(isinstance(entry.event, TicketIssued) for entry in two_days) < 4800
    kinds = {type(entry.event).__name__ for entry in two_days}
    assert kinds >= {
        "CounterPaused", "NoShowRecorded", "TicketRestored", "TicketParked", "TicketResumed",
        "TicketTransferred", "TicketCancelled", "TicketRated",
    }  # fmt: skip


@pytest.mark.long
def test_the_rows_of_both_days_add_up(two_days):
    with tables_of(two_days, None) as tables:
        assert list(check_all_days(tables)) == []


@pytest.mark.long
def test_a_day_is_always_the_same_but_for_what_is_secret(two_days):
    again = made_day(CATALOGUE, MONDAY)
    assert [known(entry) for entry in again] == [known(entry) for entry in two_days[: len(again)]]


def known(entry):
    """The event without the addresses of tickets and words, which nobody can guess."""
    secrets = dict.fromkeys(
        {field.name for field in fields(entry.event)} & {"follow", "remark", "code"}, ""
    )
    return replace(entry.event, **secrets)

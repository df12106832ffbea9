"""A week in virtual time: the same for a seed, the same citizens whatever the rules refuse."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from queueing import commands as c
from queueing.catalogue import Intake
from settings.loading import load
from simulation import Scenario, Week

pytestmark = pytest.mark.long
MONDAY = date(2026, 11, 23)
BUSY = Scenario(demand=1.6, days=2, overtime=timedelta(minutes=30))


@pytest.fixture(scope="module")
def catalogue():
    return load(Path("config.yaml")).catalogue()


@pytest.fixture(scope="module")
def week(catalogue):
    return Week(catalogue, MONDAY, 3, BUSY).live()


def test_a_seed_gives_the_same_week(catalogue, week):
    assert Week(catalogue, MONDAY, 3, BUSY).live().visits == week.visits
    assert Week(catalogue, MONDAY, 4, BUSY).live().visits != week.visits


def test_the_same_citizens_come_whatever_is_refused(catalogue, week):
    services = {
        code: replace(each, intake=Intake(by_forecast=False))
        for code, each in catalogue.services.items()
    }
    other = Week(replace(catalogue, services=services), MONDAY, 3, BUSY).live()
    same = [(each.key, each.at, each.who) for each in week.visits]
    assert [(each.key, each.at, each.who) for each in other.visits] == same
    assert {each.refused for each in week.visits} == {None, "no_more_today"}
    assert {each.refused for each in other.visits} == {None}
    assert {each.day for each in week.visits} == {MONDAY, MONDAY + timedelta(days=1)}


def test_officers_call_no_longer_than_their_overtime(catalogue, week):
    calls = [each.called_at for each in week.visits if each.called_at is not None]
    local = [at.astimezone(catalogue.zone_info).time().isoformat("minutes") for at in calls]
    assert max(local) < "17:00"
    assert not [at for at in local if "10:31" <= at < "12:55"]
    left = [each for each in week.visits if each.left_unserved]
    assert all(each.called_at is None and each.served_at is None for each in left)


def test_what_citizens_do_is_up_to_whoever_asks(catalogue):
    def look_around(week, visit):
        if visit.nth % 2:
            visit.refused = "went home"
            return
        command = c.IssueTicket(visit.who.service, f"follow-{visit.day}-{visit.nth}")
        given = week.submit(command, "test")
        week.own(visit, given[-1].event.ticket)
        week.plan(visit.at + timedelta(minutes=1), lambda now: give_back(week, visit))

    def give_back(week, visit):
        if week.random(visit).random() < 0.5 and visit.called_at is None:
            week.submit(c.CancelTicket(visit.ticket), "test")

    week = Week(catalogue, MONDAY, 5, Scenario(demand=0.3, days=1), look_around).live()
    assert {each.refused for each in week.visits} == {None, "went home"}
    gone = [each for each in week.visits if each.gave_back]
    assert gone
    assert all(each.served_at is None for each in gone)
    assert any(each.served_at is not None for each in week.visits)

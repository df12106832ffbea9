"""Days with numbers from home: who has paper waits no longer at the end of the scale."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from queueing import commands as c
from queueing.bookings import look_out
from queueing.catalogue import Bookings
from queueing.errors import Refusal
from queueing.events import BookingMade, TicketIssued
from settings.loading import load
from simulation import Scenario, Week
from simulation.week import take_number

MONDAY = date(2026, 11, 23)
SHARE = 0.3
"""So many book from home, when they leave; one in ten of them never comes."""


class Home:
    """What one citizen does who may book. The same in every week of a seed."""

    def __init__(self, week, visit):
        chance = week.random(visit)
        self.books, self.comes = chance.random() < SHARE, chance.random() > 0.1
        self.way = timedelta(minutes=chance.uniform(10, 30))
        self.slack = timedelta(minutes=chance.gauss(8, 6))


def by_paper(week, visit):
    """Everybody goes to the centre and takes a number there."""
    home = Home(week, visit)
    if not home.books:
        take_number(week, visit)
    elif home.comes:
        week.plan(visit.at + home.way, lambda now: arrive(week, visit, now))


def by_phone(week, visit):
    """Those who book come some minutes before the earliest time that they are told."""
    home = Home(week, visit)
    made = book(week, visit) if home.books else None
    if made is None:
        by_paper(week, visit)
        return
    office = week.office
    told = look_out(office.hall, office.hall.bookings[made.booking], visit.at, office.basis).wait
    turn = visit.at + timedelta(minutes=told.low_min if told else 0)
    at = max(visit.at + home.way, turn - home.slack)
    if home.comes:
        week.plan(at, lambda now: confirm(week, visit, made.booking, now))


def book(week, visit):
    command = c.MakeBooking(visit.who.service, f"b{visit.key}", visit.nth, None, visit.who.priority)
    try:
        return next(
            each.event
            for each in week.submit(command, "citizen")
            if isinstance(each.event, BookingMade)
        )
    except Refusal:
        return None


def confirm(week, visit, booking, now):
    try:
        given = week.submit(c.ConfirmBooking(booking, f"t{visit.key}"), "sim:kiosk")
    except Refusal:
        arrive(week, visit, now)
        return
    visit.at = now
    issued = next(each.event for each in given if isinstance(each.event, TicketIssued))
    week.own(visit, issued.ticket)


def arrive(week, visit, now):
    visit.at = now
    take_number(week, visit)


def waits_of(week, *, booked):
    """Return the minutes in the hall of those who book, or of those who do not, sorted."""
    return sorted(
        (visit.called_at - visit.at).total_seconds() / 60
        for visit in week.visits
        if visit.called_at is not None and Home(week, visit).books == booked
    )


def find_confirmed(entries):
    return [each for each in entries if getattr(each.event, "booking", None) and number_of(each)]


def number_of(entry):
    return getattr(entry.event, "number", None)


def p90(waits):
    return waits[len(waits) * 9 // 10]


@pytest.mark.long
@pytest.mark.parametrize(("seed", "demand"), [(3, 1.0), (5, 1.4)])
def test_whoever_has_paper_waits_no_minute_longer(seed, demand):
    catalogue = load(Path("config.yaml")).catalogue()
    hours = replace(catalogue.hours, enforced=True)
    catalogue = replace(catalogue, bookings=Bookings(on=True), hours=hours)
    scenario = Scenario(demand=demand, days=2)
    paper = Week(catalogue, MONDAY, seed, scenario, by_paper).live()
    phone, confirmed = Week(catalogue, MONDAY, seed, scenario, by_phone), []
    phone.office.subscribe(lambda _, entries: confirmed.extend(find_confirmed(entries)))
    phone.live()
    before, after = waits_of(paper, booked=False), waits_of(phone, booked=False)
    assert min(len(before), len(after)) > 500
    assert p90(after) <= p90(before) + 1
    assert len(confirmed) > 100

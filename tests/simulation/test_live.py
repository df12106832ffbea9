"""The demo's day goes on: lunch and night are skipped once nobody is there, people are not."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from queueing import commands as c
from queueing.hall.tickets import State
from queueing.office import Office
from settings.loading import load
from simulation import DemoClock, Simulation
from storage.database import open_database
from storage.journal import SqlJournal

STEP_S = 20
FRIDAY = datetime(2026, 11, 27, 9, 0)  # noqa: DTZ001 - local, the centre's zone is added


class Wall:
    """Seconds that pass when the test says so."""

    def __init__(self):
        self.seconds = 0.0

    def __call__(self):
        return self.seconds


def live(folder, steps, then=lambda office: None):
    """Let the demo run from a Friday at nine; return the local times at which it was looked at."""
    shipped = load(Path("config.yaml")).catalogue()
    catalogue = replace(shipped, hours=replace(shipped.hours, enforced=False))  # as in the demo
    wall, zone = Wall(), catalogue.zone_info
    clock = DemoClock(FRIDAY.replace(tzinfo=zone), wall)
    with open_database(folder) as database:
        office = Office(SqlJournal(database, zone, clock), catalogue, clock)
        simulation = Simulation(office, clock, {}, leave_free=frozenset({"22"}))
        clock.run(1)
        times = []
        for _ in range(steps):
            wall.seconds += STEP_S
            simulation.catch_up()
            times.append(clock().astimezone(zone))
            then(office)
    return times, office


def jumps(times):
    gaps = pairwise(times)
    return [(before, after) for before, after in gaps if after - before > timedelta(minutes=15)]


@pytest.mark.long
def test_lunch_night_and_weekend_are_skipped_once_the_hall_is_empty(tmp_path):
    times, office = live(tmp_path, steps=1600)
    (lunch, back), (evening, morning), *_ = jumps(times)
    assert time(10, 30) < lunch.time() < time(11, 40)
    assert time(12, 45) < back.time() <= time(13, 0)
    assert time(16, 30) < evening.time() < time(18, 0)
    assert morning.weekday() == 0, "Monday"
    assert morning.time() < time(7, 0)
    assert office.hall.day == morning.date()
    assert len(office.hall.tickets) > 20


def test_whoever_still_waits_is_not_skipped(tmp_path):
    def keep_one_waiting(office):
        if not office.hall.with_state(State.WAITING):
            office.submit(
                c.IssueTicket("TT", f"f{office.hall.seq}"), actor="test", reply=lambda *_: None
            )

    times, _ = live(tmp_path, steps=700, then=keep_one_waiting)
    assert jumps(times) == []
    assert times[-1].time() > time(12, 0)

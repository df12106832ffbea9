"""Sign-ins: what one process knows of their use, and when others learn of it."""

from datetime import UTC, datetime, timedelta

import pytest

from queueing.accounts import find_sign_in_id
from storage.database import open_database
from storage.sign_ins import WRITTEN_EVERY_S, WRITTEN_FOR_OTHERS_S, SignIns

BEGAN = datetime(2026, 11, 23, 8, tzinfo=UTC)


class Hall:
    """A database, the hour, and any number of processes that use it."""

    def __init__(self, folder):
        self.database, self.passed_s = open_database(folder), 0.0

    def open(self, ahead_s=0.0):
        """Return the sign-ins as a process sees them whose clock is ahead by so much."""
        return SignIns(
            self.database,
            lambda: BEGAN + timedelta(seconds=self.passed_s + ahead_s),
            lambda: 1000.0 + self.passed_s,
        )


@pytest.fixture
def hall(folder):
    hall = Hall(folder)
    yield hall
    hall.database.close()


def test_who_works_at_one_process_is_not_idle_at_another(hall):
    here, there = hall.open(), hall.open()
    sign_in = find_sign_in_id(here.begin("lan", "10.0.0.1", "Firefox"))
    hall.passed_s = 3600
    assert there.measure_idle_s(there.find(sign_in)) == 3600
    here.note_use(sign_in)
    assert there.measure_idle_s(there.find(sign_in)) == 0
    hall.passed_s += 60
    assert there.measure_idle_s(there.find(sign_in)) == 60
    there.note_use(sign_in)
    hall.passed_s += 5
    assert [each.measure_idle_s(each.find(sign_in)) for each in (here, there)] == [5, 5]


def test_what_a_process_has_seen_itself_counts_though_another_has_stored_an_earlier_use(hall):
    here, there = hall.open(), hall.open(ahead_s=-30.0)
    sign_in = find_sign_in_id(here.begin("lan", "10.0.0.1", "Firefox"))
    hall.passed_s = WRITTEN_EVERY_S
    here.note_use(sign_in)
    there.note_use(sign_in)
    assert here.measure_idle_s(here.find(sign_in)) == 0


def test_use_is_stored_often_only_where_others_may_ask(hall):
    here, there = hall.open(), hall.open()
    sign_in = find_sign_in_id(here.begin("lan", "10.0.0.1", "Firefox"))
    stored = []
    for passed_s in (WRITTEN_FOR_OTHERS_S - 1, WRITTEN_FOR_OTHERS_S, WRITTEN_EVERY_S):
        hall.passed_s = passed_s
        here.note_use(sign_in)
        stored.append(hall.passed_s - there.measure_idle_s(there.find(sign_in)))
    others = WRITTEN_FOR_OTHERS_S if hall.database.is_shared else 0
    assert stored == [0, others, WRITTEN_EVERY_S]

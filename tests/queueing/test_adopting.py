"""What a new configuration does to people who are in the hall, said before it is taken."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from queueing.decisions.adopting import Effect, adopt, foresee
from queueing.errors import WouldOrphanTickets
from queueing.events import CounterClosed
from queueing.hours import Hours
from tests.queueing.centre import Desk, small_centre

ALL_DAY, AFTERNOON = (((time(7), time(17)),), ((time(13), time(17)),))


@pytest.fixture
def desk():
    """Every counter is open; two wait for A, nobody for B and C."""
    desk = Desk(small_centre(hours=Hours(dict.fromkeys(range(7), ALL_DAY), enforced=True)))
    desk.open()
    for _ in range(2):
        desk.issue("A", by_staff=True)
    return desk


def changed(desk, **parts):
    return replace(desk.hall.catalogue, **parts)


def without(desk, *ids):
    counters = {id: each for id, each in desk.hall.catalogue.counters.items() if id not in ids}
    return changed(desk, counters=counters)


def test_what_changes_nothing_for_anybody_is_said_to_do_nothing(desk):
    assert foresee(desk.hall, changed(desk, digest="second"), desk.now) == []


def test_an_open_counter_that_ends_closes_and_its_people_go_to_the_others(desk):
    catalogue = without(desk, "2")
    assert foresee(desk.hall, catalogue, desk.now) == [
        Effect("counter closes", "2"), Effect("other counters", "A", 2, ("1",)),
    ]  # fmt: skip
    closing = [each for each in adopt(desk.hall, catalogue, desk.now)
               if isinstance(each, CounterClosed)]  # fmt: skip
    assert [event.counter for event in closing] == ["2"]


def test_a_service_that_is_closed_or_gone_gives_no_more_numbers(desk):
    services = desk.hall.catalogue.services
    closed = services | {"A": replace(services["A"], closed_reason={"vi": "Nghỉ", "en": "Closed"})}
    assert foresee(desk.hall, changed(desk, services=closed), desk.now) == [
        Effect("no more numbers", "A", 2)
    ]
    # One that was closed before is no news
    desk.hall.catalogue = changed(desk, services=closed)
    assert foresee(desk.hall, changed(desk, digest="third"), desk.now) == []
    gone = {code: each for code, each in services.items() if code != "C"}
    assert Effect("no more numbers", "C", 0) in foresee(
        desk.hall, changed(desk, services=gone), desk.now
    )


def test_hours_that_end_now_are_told(desk):
    later = changed(desk, hours=Hours(dict.fromkeys(range(7), AFTERNOON), enforced=True))
    assert foresee(desk.hall, later, desk.now) == [Effect("closed now")]
    # Closed already, or open again: nobody loses anything
    assert foresee(desk.hall, later, desk.now + timedelta(hours=12)) == []
    desk.hall.catalogue = later
    assert foresee(desk.hall, changed(desk, hours=Hours()), desk.now) == []


def test_who_would_be_left_without_a_queue_is_named_before_and_when_it_is_taken(desk):
    catalogue = without(desk, "1", "2")
    for ask in (foresee, adopt):
        with pytest.raises(WouldOrphanTickets) as refused:
            ask(desk.hall, catalogue, desk.now)
        assert refused.value.fields == {"numbers": "A001, A002"}

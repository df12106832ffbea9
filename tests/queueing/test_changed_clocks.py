"""Zones whose clocks are changed: those nights, and midnights that come never or twice."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from queueing import commands as c
from queueing.alarms import find_intake_start
from queueing.decisions.day import current_day, day_open_until, day_opens_at, is_day_open
from queueing.estimate import rest_of
from queueing.hours import Hours
from queueing.numbering import service_day
from tests.queueing.centre import Desk, small_centre

ZONES = (
    "Europe/Berlin", "Australia/Sydney", "Australia/Lord_Howe", "America/St_Johns",
    "America/Havana", "Africa/Cairo", "Asia/Beirut", "Asia/Ho_Chi_Minh",
)  # fmt: skip
SPANS = (
    ((time(7), time(10, 30)), (time(13), time(16, 30))),
    ((time(0), time(1, 30)), (time(2), time(3, 30)), (time(22), time(23, 30))),
    ((time(1), time(5)),),
)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENT = timedelta(microseconds=1)


@cache
def list_changes(zone):
    """The hours of the year in which the zone's clocks are changed; where none are, any."""
    hours = [NEW_YEAR + number * HOUR for number in range(365 * 24)]
    changes = [at for at, later in pairwise(hours) if _offset(at, zone) != _offset(later, zone)]
    return changes or hours[5000:5001]


def _offset(at, zone):
    return at.astimezone(zone).utcoffset()


@st.composite
def moments(draw):
    """A zone, and a moment at most some 26 hours from one of its changes."""
    zone = ZoneInfo(draw(st.sampled_from(ZONES)))
    change = draw(st.sampled_from(list_changes(zone)))
    return zone, change + timedelta(minutes=draw(st.integers(-26 * 60, 26 * 60)))


def hours_of(spans, *, enforced=True):
    return Hours(dict.fromkeys(range(7), spans), enforced=enforced)


@given(moments(), st.sampled_from(SPANS))
def test_intake_begins_at_the_next_opening_and_not_before(moment, spans):
    zone, now = moment
    hours = hours_of(spans)
    opening = hours.next_opening(now.astimezone(zone)).astimezone(UTC)
    assert opening > now
    assert hours.taking_in(opening.astimezone(zone))
    if not hours.taking_in(now.astimezone(zone)):
        at = now
        while at < opening:
            assert not hours.taking_in(at.astimezone(zone))
            at += timedelta(minutes=10)


@given(moments(), st.sampled_from(SPANS))
def test_what_is_left_of_intake_ends_where_numbers_end(moment, spans):
    zone, now = moment
    catalogue = small_centre(zone_info=zone, hours=hours_of(spans))
    rest = rest_of(catalogue, "A", now)
    ends = now + timedelta(seconds=rest.ends_s)
    takes_in = [catalogue.hours.taking_in(at.astimezone(zone)) for at in (ends - MOMENT, ends)]
    assert takes_in == [True, False]
    if 0 < rest.pause_s < rest.ends_s:
        pause = now + timedelta(seconds=rest.pause_s)
        on = pause + timedelta(seconds=rest.paused_s)
        paused = [catalogue.hours.taking_in(at.astimezone(zone)) for at in (pause, on - MOMENT, on)]
        assert paused == [False, False, True]


@given(moments())
def test_without_hours_the_rest_of_the_day_ends_with_the_day(moment):
    zone, now = moment
    rest = rest_of(small_centre(zone_info=zone), "A", now)
    ends = now + timedelta(seconds=rest.ends_s)
    days = [service_day(at, zone) for at in (now, ends - MOMENT, ends)]
    assert days == [days[0], days[0], days[0] + timedelta(days=1)]


@given(moments(), st.sampled_from((time(0), time(23, 30), time(1, 30))))
def test_a_day_begins_where_the_one_before_it_ends(moment, ends):
    zone, now = moment
    desk = Desk(small_centre(zone_info=zone, day_ends=ends), now)
    opens_at = day_opens_at(desk.hall, now)
    if opens_at is not None:
        assert is_day_open(desk.hall, opens_at)
        assert not is_day_open(desk.hall, opens_at - MOMENT)
        assert current_day(desk.hall, opens_at) == current_day(desk.hall, now) + timedelta(days=1)
    elif ends != time(0):
        until = day_open_until(desk.hall, now)
        assert is_day_open(desk.hall, until)
        assert not is_day_open(desk.hall, until + MOMENT)


@given(moments(), st.integers(0, 30))
def test_numbers_count_on_through_a_day_and_begin_anew_with_the_next(moment, minutes):
    zone, now = moment
    desk = Desk(small_centre(zone_info=zone), now)
    first, second = desk.issue(), desk.issue(after_s=minutes * 60)
    same = service_day(now, zone) == service_day(now + timedelta(minutes=minutes), zone)
    assert (first.number, second.number) == ("A001", "A002" if same else "A001")
    assert first.id != second.id


@given(moments(), st.sampled_from(SPANS))
def test_a_span_of_intake_began_before_now(moment, spans):
    zone, now = moment
    hall = Desk(small_centre(zone_info=zone, hours=hours_of(spans)), now).hall
    began = find_intake_start(hall, now)
    assert began is None or (began <= now and service_day(began, zone) == service_day(now, zone))


def test_who_waits_through_the_change_has_waited_as_long_as_time_went_by():
    zone = ZoneInfo("Europe/Berlin")
    for day, waited_h in ((date(2026, 3, 29), 1), (date(2026, 10, 25), 3)):
        came, until = (
            datetime.combine(day, at, zone).astimezone(UTC) for at in (time(1, 30), time(3, 30))
        )
        desk = Desk(small_centre(zone_info=zone), came)
        desk.open()
        ticket = desk.issue()
        desk.do(c.CallNext("1"), (until - desk.now).total_seconds())
        assert desk.hall.ticket(ticket.id).last_call_at - came == waited_h * HOUR


def test_the_hours_of_a_sunday_of_change_are_as_long_as_they_are():
    hours, zone = hours_of(((time(1), time(5)),)), ZoneInfo("Europe/Berlin")
    for day, length in ((date(2026, 3, 29), 3), (date(2026, 10, 25), 5), (date(2026, 10, 26), 4)):
        ((opens, closes),) = hours.find_spans(day, zone)
        assert closes - opens == length * HOUR

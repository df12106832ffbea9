"""Hours of intake: spans of a day are apart and in order, or the day is a fault."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.view import list_week
from queueing.catalogue import Intake
from queueing.hours import END_OF_DAY, Hours
from settings.advice import advice
from settings.loading import load
from tests.settings.files import spoilt
from web.spans import Span, apart, clock, span, write_span

MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
SPANS = st.lists(MINUTES, min_size=2, max_size=2, unique=True).map(lambda pair: tuple(sorted(pair)))
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def minutes_of(spans: list[Span]) -> list[int]:
    return [m for start, end in spans for m in range(_minute(start), _minute(end))]


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


@given(MINUTES)
def test_a_time_is_read_as_it_is_written(at: time) -> None:
    assert clock(f"{at:%H:%M}") == at


@given(SPANS)
def test_a_span_is_read_as_it_is_written(edges: Span) -> None:
    start, end = edges
    assert span(f"{start:%H:%M}-{end:%H:%M}") == edges
    assert span(f" {start:%H:%M} – {end:%H:%M} ") == edges
    with pytest.raises(ValueError, match="ends before it begins"):
        span(f"{end:%H:%M}-{start:%H:%M}")


@given(st.lists(SPANS, max_size=5))
def test_spans_are_refused_exactly_when_two_of_them_share_a_minute(spans: list[Span]) -> None:
    minutes = minutes_of(spans)
    if len(set(minutes)) == len(minutes):
        assert apart(spans) == sorted(spans)
    else:
        with pytest.raises(ValueError, match="overlap"):
            apart(spans)


@given(st.lists(SPANS, max_size=4), MINUTES)
def test_numbers_are_given_exactly_inside_the_spans(spans: list[Span], at: time) -> None:
    minutes = minutes_of(spans)
    if len(set(minutes)) < len(minutes):
        return
    monday = date(2026, 11, 23)
    hours = Hours({0: tuple(apart(spans))}, enforced=True)
    local = datetime.combine(monday, at, VIETNAM)
    assert hours.taking_in(local) == (_minute(at) in minutes)
    opening = hours.next_opening(local)
    if opening is not None:
        assert local < opening <= local + timedelta(days=7)
        assert hours.taking_in(opening)


@pytest.mark.parametrize(
    "text", ["7", "07:60", "24:01", "7:", "5pm", "0730", "", None, 7.5, "aa:bb"]
)
def test_what_is_not_a_time_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="is not a time"):
        clock(text)


@pytest.mark.parametrize(
    ("text", "edges"),
    [
        ("7h-10h30", (time(7), time(10, 30))),
        ("7-10h30", (time(7), time(10, 30))),
        ("13h30 - 17", (time(13, 30), time(17))),
        ("7 giờ 30 – 11 giờ", (time(7, 30), time(11))),
        ("Từ 8g30 đến 11G", (time(8, 30), time(11))),
        ("08.00~17.00\u00a0", (time(8), time(17))),
        ("07：00 — 10:30", (time(7), time(10, 30))),
        ("13h00-24:00", (time(13), END_OF_DAY)),
    ],
)
def test_a_span_is_read_as_people_type_it(text: str, edges: Span) -> None:
    assert span(text) == edges
    assert span(write_span(edges)) == edges


def test_the_end_of_a_day_is_written_24(tmp_path: Path) -> None:
    late = {'monday: ["07:00-10:30", "13:00-16:30"]': 'monday: ["07:00-24:00"]'}
    catalogue = load(
        spoilt(tmp_path, late | {'day_ends: "00:00"': 'day_ends: "24:00"'})
    ).catalogue()
    assert catalogue.day_ends == time()
    assert catalogue.hours.taking_in(datetime(2026, 11, 23, 23, 59, 59, tzinfo=VIETNAM))
    assert not catalogue.hours.taking_in(datetime(2026, 11, 24, tzinfo=VIETNAM))
    assert list_week(catalogue)[0] == [("07:00", "24:00")]
    with pytest.raises(ValueError, match="hours past midnight are two spans, on two days"):
        span("22:00-02:00")


@pytest.mark.parametrize("text", ["07:00", "07:00-", "07:00-10:30-11:00", None, 7, "a-b"])
def test_what_is_not_a_span_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match="is not a"):
        span(text)


def test_single_dates_win_over_their_weekday(tmp_path: Path) -> None:
    file = spoilt(
        tmp_path, {"days: {}": 'days: {2027-02-05: [], 2027-02-20: ["8:00-9:00", "07:00-07:30"]}'}
    )
    hours = load(file).catalogue().hours
    assert hours.spans(date(2027, 2, 5)) == ()
    assert hours.spans(date(2027, 2, 20)) == ((time(7), time(7, 30)), (time(8), time(9)))
    assert hours.spans(date(2027, 2, 21)) == ()
    assert len(hours.spans(date(2027, 2, 22))) == 2


def test_a_service_has_its_own_week_and_the_dates_of_the_centre_but_its_own(tmp_path: Path) -> None:
    file = spoilt(
        tmp_path,
        {
            "days: {}": 'days: {2027-02-05: [], 2027-02-06: ["07:00-11:00"]}',
            "XD: {department: XD, minutes: 7.4}": (
                "XD: {department: XD, minutes: 7.4, hours: {"
                'week: {saturday: ["08:00-11:00"]}, days: {2027-02-06: []}}}'
            ),
            "YT: {department: YT, minutes: 7.0}": (
                'YT: {department: YT, minutes: 7.0, hours: {days: {2027-02-07: ["08:00-09:00"]}}}'
            ),
        },
    )
    catalogue = load(file).catalogue()
    own, dates = catalogue.hours_of("XD"), catalogue.hours_of("YT")
    assert own.week == {5: ((time(8), time(11)),)}
    assert (own.enforced, list(own.days.values())) == (True, [(), ()])
    assert dates.week == catalogue.hours.week
    assert dates.spans(date(2027, 2, 7)) == ((time(8), time(9)),)
    assert dates.spans(date(2027, 2, 6)) == ((time(7), time(11)),)


def test_how_many_numbers_a_service_gives_is_read(tmp_path: Path) -> None:
    intake = '{numbers_per_day: 60, last_number_at: "15h30", by_forecast: false, grace_min: 30}'
    file = spoilt(
        tmp_path,
        {
            "XD: {department: XD, minutes: 7.4}": (
                f"XD: {{department: XD, minutes: 7.4, intake: {intake}}}"
            )
        },
    )
    services = load(file).catalogue().services
    assert services["XD"].intake == Intake(60, time(15, 30), by_forecast=False, grace_min=30)
    assert (services["YT"].intake, services["YT"].hours) == (Intake(), None)


@pytest.mark.parametrize(
    ("enforced", "service", "said"),
    [
        ("true", 'intake: {last_number_at: "16:30"}',
         ["last_number_at: its hours end at 16:30, before the last number: it refuses nobody"]),
        ("true", 'intake: {last_number_at: "15:30", grace_min: 30}', []),
        ("true", "intake: {grace_min: 451}",
         ["grace_min: 451 minutes after 16:30 the service day is over (rules.day_ends, 00:00)"]),
        ("false", 'hours: {week: {monday: ["08:00-24:00"]}}, intake: {last_number_at: "15:30"}',
         ["last_number_at: it refuses nobody while hours.enforced is false",
          "hours: the hours are shown and refuse nobody while hours.enforced is false"]),
    ],
)  # fmt: skip
def test_intake_that_does_nothing_is_a_warning(
    tmp_path: Path, enforced: str, service: str, said: list[str]
) -> None:
    file = spoilt(
        tmp_path,
        {
            "  enforced: true": f"  enforced: {enforced}",
            "{department: XD, minutes: 7.4}": f"{{department: XD, minutes: 7.4, {service}}}",
        },
    )
    found = [f"{each.path}: {each.what}" for each in advice(load(file)) if ".XD" in each.path]
    assert len(found) == len(said)
    assert all(
        words in fault for words, fault in zip(said, sorted(found, reverse=True), strict=True)
    )

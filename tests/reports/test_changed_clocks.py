"""Reports of days on which the clocks of the centre's zone are changed."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from reports.pages.time_bars import Part, TimeBars, draw_time_bars
from reports.query import Period
from reports.statistics.keys import key_of, key_sql, within

STEP = timedelta(minutes=10)
HOUR = timedelta(hours=1)
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29), 23),
    ("Europe/Berlin", date(2026, 10, 25), 25),
    ("Australia/Sydney", date(2026, 10, 4), 23),
    ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
    ("America/Havana", date(2026, 3, 8), 23),
    ("America/Havana", date(2026, 11, 1), 25),
    ("Asia/Beirut", date(2026, 10, 24), 25),
    ("Asia/Ho_Chi_Minh", date(2026, 10, 25), 24),
]


@pytest.mark.parametrize(("name", "day", "hours"), CHANGES)
def test_each_moment_counts_in_the_hour_and_on_the_day_that_the_clock_showed(name, day, hours):
    zone = ZoneInfo(name)
    (begin, end), week = (
        Period(first, last).span(zone)
        for first, last in ((day, day), (day - timedelta(days=3), day + timedelta(days=3)))
    )
    assert end - begin == hours * HOUR
    moments = [week[0] + number * STEP for number in range((week[1] - week[0]) // STEP)]
    naive = [[at.replace(tzinfo=None)] for at in moments]
    with duckdb.connect() as tables:
        tables.execute("CREATE TABLE legs (moment TIMESTAMP_MS)")
        tables.executemany("INSERT INTO legs VALUES (?)", naive)

        def ask(by, span):
            key = key_sql(by, "moment", span, zone)
            rows = tables.execute(
                f"SELECT {key}, count(*) FROM legs WHERE {within('moment', span)} GROUP BY 1"
            ).fetchall()
            return {key_of(by, found): count for found, count in rows}

        for by, span in (("day", week), ("hour", (begin, end)), ("weekday_hour", week)):
            assert ask(by, span) == count(moments, by, span, zone)


def count(moments, by, span, zone):
    """The same by hand."""
    found = {}
    for at in moments:
        if span[0] <= at < span[1]:
            local = at.replace(tzinfo=UTC).astimezone(zone)
            key = {
                "day": local.date().isoformat(),
                "hour": str(local.hour),
                "weekday_hour": f"{local.isoweekday()}-{local.hour}",
            }[by]
            found[key] = found.get(key, 0) + 1
    return found


def test_the_picture_of_a_wait_is_as_long_as_time_went_by_and_says_what_clocks_showed():
    begin, end = (datetime.fromisoformat(f"2026-10-{at}:30+00:00") for at in ("24T23", "25T02"))
    parts = [Part("idle", begin, end, "trống", "trống")]
    bars = TimeBars("wait", "", "", begin, end, ZoneInfo("Europe/Berlin"), [("Quầy 1", parts)])
    shown = re.findall(r">(\d\d:\d\d)<", draw_time_bars(bars))
    assert shown == ["02:00", "02:30", "02:00", "02:30", "03:00"]

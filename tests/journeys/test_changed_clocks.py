"""A centre that works through a night in which the clocks of its zone are changed."""

from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pytest

from tests.journeys.wire import Client
from tests.program import ZONE, run
from tests.waiting import wait_until

SERVICE, COUNTER = "XD", "/api/counters/02"


def in_zone(name, *spans):
    def change(settings):
        settings["centre"]["time_zone"] = name
        week = settings["hours"]["week"]
        settings["hours"].update(
            enforced=True, week={**week, "saturday": [*spans], "sunday": [*spans]}
        )

    return change


def local(utc):
    """The same moment as tests set clocks: by the clock of Việt Nam."""
    return (
        datetime.fromisoformat(utc)
        .replace(tzinfo=UTC)
        .astimezone(ZONE)
        .replace(tzinfo=None)
        .isoformat()
    )


@contextmanager
def office_in(server):
    with closing(Client(server.start().port, server.tokens["api"])) as office:
        yield office
    assert server.stop() == 0
    assert not server.traces(), server.traces()
    run("verify", "--data", server.data)


def take(office):
    return office.done("/api/tickets", {"service": SERVICE})["ticket"]


def test_a_night_of_25_hours_is_waited_through_and_counted_by_the_hours_shown(new_server):
    server = new_server(in_zone("Europe/Berlin", "01:00-03:30"), at=local("2026-10-24T23:10"))
    with office_in(server) as office:
        office.done(f"{COUNTER}/open")
        assert take(office)["number"] == "A001"  # at 01:10, in summer time
        server.set_clock(local("2026-10-25T01:40"))  # 02:40 for the second time
        assert take(office)["number"] == "A002"
        called = office.done(f"{COUNTER}/call-next")["ticket"]
        came, now = (datetime.fromisoformat(called[key]) for key in ("issued_at", "called_at"))
        assert 2.4 < (now - came).total_seconds() / 3600 < 2.6
        asked = "/api/reports/statistics?from=2026-10-25&to=2026-10-25&by=hour"
        rows = {row["key"]: row for row in office.get(asked).json["rows"]}
        assert {hour: row["issued"] for hour, row in rows.items() if row["issued"]} == {
            "1": 1,
            "2": 1,
        }
        assert rows["2"]["wait_mean_s"] == pytest.approx((now - came).total_seconds(), abs=1)


def test_a_day_whose_midnight_does_not_exist_begins_an_hour_later_by_the_clock(new_server):
    server = new_server(in_zone("America/Havana", "00:00-23:59"), at=local("2026-03-08T04:40"))
    with office_in(server) as office:
        assert take(office)["id"] == "260307-A001"
        server.set_clock(local("2026-03-08T04:59:57"))
        before = office.get(COUNTER).json["seq"]
        wait_until("the day is over", lambda: office.get(COUNTER).json["seq"] > before)
        assert take(office)["id"] == "260308-A001"  # at 01:00

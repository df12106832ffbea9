"""A long file of a running server: made while the hall is served; a dead server leaves none."""

import csv
from io import StringIO

from tests.journeys.conftest import on_sqlite
from tests.journeys.test_managers_follow_the_day import serve_one
from tests.waiting import wait_until

API = "/api/reports/exports"


def whole(office, job):
    """The rows of a job's file once it is whole."""
    address = f"{API}/{job['id']}"
    told = wait_until(
        "the file is whole",
        lambda: (now := office.get(address).json)["state"] != "running" and now,
    )
    assert told["state"] == "done", told
    text = office.get(told["file"]).text.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


@on_sqlite
def test_a_file_is_made_beside_the_hall_and_does_not_outlive_its_server(server, office):
    serve_one(office)
    job = office.done(API, {"kind": "csv"})
    assert (job["state"], job["of"], job["file"]) == ("running", 1, None)
    office.done("/api/counters/07/finish")  # the hall goes on meanwhile
    assert [row["Quầy"] for row in whole(office, job)] == ["07"]

    unfinished = office.done(API, {"kind": "xlsx"})
    server.restart()
    for gone in (job, unfinished):
        assert office.get(f"{API}/{gone['id']}").status == 404
    assert list((server.data / "exports").iterdir()) == []
    again = whole(office, office.done(API, {"kind": "csv"}))
    assert [row["Kết thúc bằng"] for row in again] == ["Hoàn tất"]
    assert len(list((server.data / "exports").glob("*.csv"))) == 1

"""The clock is wrong, and is set: numbers, days and people outlast it, on the whole program."""

from contextlib import closing

import pytest

from admin.doctor import Place, examine_clock
from cli.devices import FONTS
from reports.months.verifying import check_months
from storage.database import open_database
from storage.journal_file import JournalFile
from storage.verify import verify
from tests.journeys.wire import Client
from tests.program import run
from web.admin_api import ask_server


class Hall:
    """Takes numbers and looks who waits, at a server whose clock is set, also while it runs."""

    def __init__(self, server):
        self.server = server
        self._client = None

    def start(self, at):
        """Let the server begin at this hour, after the power was off if it was running."""
        self.close()
        self.server.kill()
        self.set_clock(at)
        self.server.start()
        self._client = Client(self.server.port, self.server.tokens["api"])

    def set_clock(self, at):
        self.server.set_clock(at)

    def take(self):
        return self._client.done("/api/tickets", {"service": "XD"})["ticket"]["id"]

    def book(self):
        """Take a number from home; return its six digits."""
        return self._client.done("/book", {"service": "XD"})["code"]

    def confirm(self, code):
        return self._client.done("/api/bookings/confirm", {"said": code})["ticket"]["id"]

    def open_counter(self):
        self._client.done("/api/counters/02/open")

    def press(self, button, **body):
        self._client.done(f"/api/counters/02/{button}", body)

    def doubts(self, part):
        """Return ticket -> whether its wait is unsure, in a list of the counter."""
        rows = self._client.get("/api/counters/02").json[part]
        return {row["id"]: row["wait_unsure"] for row in rows}

    def figures(self):
        """Return the figures of the first of December."""
        path = "/api/reports/statistics?from=2026-12-01&to=2026-12-01&by=department"
        return self._client.get(path).json["total"]

    def is_counter_open(self):
        return self._client.get("/api/counters/02").json["counter"]["state"] == "open"

    def waiting(self):
        return [row["id"] for row in self._client.get("/api/counters/02").json["waiting"]]

    def page(self, path):
        return self._client.get(path).text.decode()

    def close_day(self):
        """Take the numbers from who waits, at once."""
        ask_server(self.server.data, "close-day", {"confirmed": True, "at_once": True})

    def doctor(self):
        """Return what the doctor says of the clock."""
        place = Place(self.server.data, "127.0.0.1", self.server.port, FONTS)
        (finding,) = examine_clock(place)
        return f"{finding.state} {finding.what}"

    def close(self):
        if self._client is not None:
            self._client.close()


def take_bookings(settings):
    settings["bookings"]["on"] = True


@pytest.fixture
def hall(new_server):
    server = new_server(take_bookings)
    hall = Hall(server)
    yield hall
    hall.close()
    assert server.stop() == 0
    assert not server.traces(), server.traces()
    with open_database(server.data) as database, closing(JournalFile(server.data)) as journal:
        assert verify(database, [lambda: check_months(server.data, journal)]) == []


def test_a_clock_that_was_years_ahead_leaves_no_trace_in_the_days_that_follow(hall):
    hall.start("2031-05-05T08:00:00")
    assert hall.take() == "310505-A001"
    hall.set_clock("2026-11-30T08:00:00")
    assert hall.take() == "261130-A002"  # A001 still waits
    assert hall.waiting() == ["310505-A001", "261130-A002"]
    assert "FAULT" not in hall.doctor()
    hall.set_clock("2026-12-01T08:00:00")
    assert hall.take() == "261201-A001"
    hall.start("2026-12-02T08:00:00")
    assert hall.take() == "261202-A001"
    hall.set_clock("2031-05-05T09:00:00")  # and when that day comes, its number is not given again
    hall.close_day()
    hall.set_clock("2026-12-03T08:00:00")
    assert hall.take() == "261203-A001"


def test_one_command_heals_a_day_from_the_future_that_the_server_was_started_with(hall):
    hall.start("2031-05-05T08:00:00")
    hall.take()
    hall.start("2026-12-01T08:00:00")
    said = hall.doctor()
    assert said.startswith("FAULT")
    assert "./run accept-clock" in said
    run("accept-clock", "--data", hall.server.data)
    assert "FAULT" not in hall.doctor()
    assert hall.take() == "261201-A002"
    hall.set_clock("2026-12-02T08:00:00")
    assert hall.take() == "261202-A001"


def test_whoever_came_before_the_network_did_keeps_the_number(hall):
    hall.start("2026-12-01T16:30:00")
    hall.open_counter()
    hall.take()
    hall.start("2026-12-01T17:05:00")  # in truth it is seven in the morning
    came = [hall.take() for _ in range(3)]
    assert hall.is_counter_open()
    hall.set_clock("2026-12-02T07:40:00")
    assert hall.take() == "261202-A005"
    assert not hall.is_counter_open()  # left open over night
    assert hall.waiting()[1:4] == came
    hall.set_clock("2026-12-03T07:40:00")
    assert hall.take() == "261203-A001"


def test_a_morning_by_a_clock_three_hours_behind_makes_no_wait_of_hours(hall):
    hall.start("2026-12-01T05:00:00")
    hall.open_counter()
    first, second = hall.take(), hall.take()
    hall.press("call-next")
    hall.server.set_clock("2026-12-01T08:00:00", was_wrong=True)
    hall.press("finish-and-call-next")
    third = hall.take()
    assert hall.doubts("waiting") == {third: False}
    hall.press("finish")
    assert hall.doubts("unsure") == {second: True, first: False}
    today = hall.figures()
    assert (today["called"], today["unsure"], today["wait_within_target"]) == (2, 2, 1)
    for ticket in (second, first):
        hall.press("answer-time", ticket=ticket, answer="counted")
    today = hall.figures()
    assert (today["unsure"], today["wait_within_target"]) == (0, 1)
    assert today["wait_max_s"] < 60
    assert today["service_max_s"] < 60


def test_a_dead_battery_stops_nobody(hall):
    asleep = "1970-01-01T07:00:10"
    hall.start("2026-12-01T10:00:00")
    first = hall.take()
    hall.start(asleep)
    assert hall.take() == "261201-A002"
    assert '"clock":"wrong"' in hall.page("/counters/guide")
    assert "set the clock" in hall.doctor()
    hall.close_day()
    hall.start(asleep)
    assert hall.take() == "261202-A001"  # the day was over: the next one begins
    hall.set_clock("2026-12-02T07:30:00")
    assert hall.take() == "261202-A002"
    assert '"clock":null' in hall.page("/counters/guide")
    assert first not in hall.waiting()


def test_a_day_that_is_over_by_a_clock_nobody_has_set_is_told_with_that_clock(hall):
    hall.start("2026-12-01T16:30:00")
    hall.take()
    hall.close_day()
    hall.start("2026-12-01T17:05:00")
    assert '"clock":"unproven"' in hall.page("/kiosk")
    assert '"clock":"day_over"' in hall.page("/counters/guide")
    assert "if it is a later day, set the clock" in hall.doctor()
    hall.set_clock("2026-12-02T07:40:00")
    assert hall.take() == "261202-A001"


def test_a_clock_that_leaps_ahead_and_back_while_the_hall_is_full_takes_no_number_away(hall):
    hall.start("2026-12-01T09:00:00")
    hall.open_counter()
    came = [hall.take() for _ in range(2)]
    for at, next_id in (
        ("2026-12-01T08:00:00", "261201-A003"),
        ("2029-03-01T09:00:00", "290301-A004"),
        ("2026-12-01T09:10:00", "261201-A005"),
        ("2026-11-30T09:10:00", "261130-A006"),
        ("2026-12-01T09:12:00", "261201-A007"),  # by a day, while somebody works
        ("2026-11-30T09:12:00", "261130-A008"),
    ):
        hall.set_clock(at)
        came.append(hall.take())
        assert came[-1] == next_id
        assert hall.waiting() == came


def test_minutes_by_which_the_clock_is_set_are_no_cost_of_a_chosen_call(hall):
    hall.start("2026-12-01T09:00:00")
    hall.open_counter()
    hall.take()
    hall.press("call", ticket=hall.take(), reason="help")
    hall.server.set_clock("2026-12-01T09:05:00", was_wrong=True)
    hall.press("finish")
    found = hall.figures()
    assert (found["chosen"], found["passed"]) == (1, 1)
    assert 0 <= found["delay_s"] < 60


@pytest.mark.parametrize("wrong", ["2026-12-01T09:00:00", "2026-12-03T09:00:00"])
def test_a_number_from_home_is_kept_when_the_date_is_set(hall, wrong):
    hall.start("2026-12-01T08:30:00")
    hall.take()
    hall.start(wrong)  # in truth it is the second of December
    before, code, behind = hall.take(), hall.book(), hall.take()
    hall.set_clock("2026-12-02T09:05:00")
    came = hall.confirm(code)
    assert came.startswith("261202-")
    order = hall.waiting()
    assert order[order.index(before) :] == [before, came, behind]

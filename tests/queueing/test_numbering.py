"""Numbers, ids of tickets, and the day they belong to."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from queueing.numbering import (
    day_of_ticket,
    parse_number,
    service_day,
    ticket_id,
    ticket_number,
)


def test_a_ticket_s_id_names_its_day():
    name = ticket_id(date(2026, 11, 23), ticket_number("D", 18))
    assert name == "261123-D018"
    assert day_of_ticket(name) == date(2026, 11, 23)


@pytest.mark.parametrize("name", ["", "D018", "261399-D018", "nobody"])
def test_what_is_no_ticket_s_id_has_no_day(name):
    assert day_of_ticket(name) is None


@pytest.mark.parametrize(
    ("utc", "day"), [((23, 16, 59), 23), ((23, 17, 0), 24), ((24, 0, 0), 24), ((24, 16, 59), 24)]
)
def test_the_day_turns_at_midnight_in_the_hall(utc, day):
    at = datetime(2026, 11, *utc, tzinfo=UTC)
    assert service_day(at, ZoneInfo("Asia/Ho_Chi_Minh")) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("n26", ("N", 26)), ("N026", ("N", 26)), (" n 026 ", ("N", 26)), ("N-26", ("N", 26)),
        ("26", ("", 26)), ("D1000", ("D", 1000)), ("", None), ("N", None),
        ("ab12", ("AB", 12)), ("AB012", ("AB", 12)), (" Ab 012", ("AB", 12)), ("NNN26", None),
        ("N123456", None), ("N٢٦", None),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed, number):
    assert parse_number(typed) == number

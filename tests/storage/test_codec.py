"""Every event comes back from the journal as it went in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import get_args, get_type_hints

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queueing.events import BookingKept, BookingMade, DayClosed, Event, TicketCalled, TicketIssued
from storage.codec import at_text, decode, encode
from storage.faults import StorageFault
from tests.queueing.centre import VIETNAM

moments = st.datetimes(timezones=st.just(UTC))
anything = {
    datetime: moments,
    date: st.dates(),
    # Half a character comes through no door: see `tests/journeys/test_bad_input.py`
    str: st.text(st.characters(exclude_categories=["Cs"])),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    tuple[str, ...]: st.lists(st.text("ab")).map(tuple),
    tuple[int, ...]: st.lists(st.integers(0, 2**53)).map(tuple),
    tuple[tuple[str, str, str], ...]: st.lists(st.tuples(*[st.text("ab")] * 3)).map(tuple),
    tuple[tuple[int, str], ...]: st.lists(st.tuples(st.integers(0, 9), st.text("ab"))).map(tuple),
    tuple[tuple[str, str | None], ...]: st.lists(
        st.tuples(st.text("ab"), st.none() | st.text("ab"))
    ).map(tuple),
    tuple[tuple[str, int, str | None], ...]: st.lists(
        st.tuples(st.text("ab"), st.integers(1, 9), st.none() | st.text("ab"))
    ).map(tuple),
    tuple[tuple[str, str], ...]: st.lists(st.tuples(*[st.text("ab")] * 2)).map(tuple),
    tuple[tuple[str, int], ...]: st.lists(st.tuples(st.text("ab"), st.integers(0, 9))).map(tuple),
}


def filled(kind):
    """Any event of a kind, from the annotations of its fields."""
    hints = get_type_hints(kind)
    fields = {
        name: st.one_of([anything[part] for part in _parts(hint)]) for name, hint in hints.items()
    }
    return st.builds(kind, **fields | {"at": moments})


def _parts(hint):
    return [hint] if hint in anything else get_args(hint)


@pytest.mark.parametrize("kind", get_args(Event), ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_an_event_comes_back_as_it_went_in(kind, data):
    event = data.draw(filled(kind))
    name, text = encode(event)
    assert decode(1, at_text(event.at), name, text) == event


def test_times_sort_as_text():
    whole = datetime(2026, 11, 23, 1, 0, 0, tzinfo=UTC)
    assert at_text(whole) < at_text(whole.replace(microsecond=1))
    assert at_text(whole) == at_text(whole.astimezone(VIETNAM))


AT = "2026-11-23T01:00:00.000000+00:00"


def test_a_transfer_of_an_older_journal_names_its_counter():
    text = (
        '{"ticket":"t","counter":"1","service":"B","department":"XD",'
        '"to_counter":null,"reason":null}'
    )
    assert decode(7, AT, "TicketTransferred", text).counter == "1"


def test_a_complaint_of_an_older_journal_is_received_and_has_no_last_day():
    filed = decode(7, AT, "ComplaintFiled", '{"code":"K7P2-QA34"}')
    assert (filed.department, filed.due, filed.channel) == ("", None, "phone")


@pytest.mark.parametrize("kind", [BookingMade, BookingKept])
@given(data=st.data())
def test_a_booking_of_an_older_journal_is_for_one_matter(kind, data):
    event = data.draw(filled(kind))
    name, text = encode(event)
    stored = orjson.loads(text)
    del stored["matters"]
    older = decode(1, at_text(event.at), name, orjson.dumps(stored).decode())
    assert older == replace(event, matters=())


def test_a_field_of_a_newer_version_is_left_out():
    text = '{"ticket":"t","counter":"1","in_turn":true,"reason":null,"mood":"good"}'
    assert decode(7, AT, "TicketCalled", text).ticket == "t"


@pytest.mark.parametrize(
    ("kind", "text", "what"),
    [
        ("TicketCalled", '{"ticket":"t","counter":"1","in_turn":true}', "reason is missing"),
        ("TicketCalled", "[]", "cannot be read"),
        ("TicketCalled", '{"ticket":', "cannot be read"),
        ("DayClosed", '{"day":"tomorrow","replay_from":1}', "cannot be read"),
        ("CitizenSmiled", "{}", "a kind this version does not know"),
    ],
)
def test_an_entry_that_cannot_be_read_is_named(kind, text, what):
    with pytest.raises(StorageFault, match=f"journal entry 7.*{what}"):
        decode(7, AT, kind, text)


def test_only_what_json_lacks_is_converted():
    _, text = encode(DayClosed(datetime.now(UTC), date(2026, 11, 23), 4, "d"))
    assert text == '{"day":"2026-11-23","replay_from":4,"digest":"d","rolls":[],"supplements":[]}'
    assert {TicketCalled, TicketIssued} <= set(get_args(Event))

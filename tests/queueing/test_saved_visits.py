"""Whoever leaves without a number is counted, and nobody knows who it was."""

from dataclasses import fields

import pytest

from queueing import commands as c
from queueing.errors import InvalidField, UnknownKiosk, UnknownService
from queueing.events import DayOpened, SavedBy, VisitSaved
from queueing.measures.timelines import Timelines
from tests.queueing.any_day import entries_of
from tests.queueing.centre import Desk


@pytest.mark.parametrize("reason", SavedBy)
def test_a_visit_that_needed_no_number_is_kept_without_a_person(reason):
    desk = Desk()
    desk.open()
    desk.issue()
    before = desk.hall.queue("B")
    (event,) = desk.do(c.EndVisit(reason, "B", "kiosk", "2.000815", "k1"))
    assert event == VisitSaved(
        desk.now, desk.hall.day, reason, "B", "XD", "kiosk", "2.000815", "k1"
    )
    assert not {"ticket", "follow", "priority", "language"} & {f.name for f in fields(event)}
    assert desk.hall.queue("B") == before, "nobody queues for it"
    timelines = Timelines()
    for entry in entries_of(desk):
        timelines.take(entry)
    assert (timelines.saved, len(timelines.tickets)) == ({desk.hall.seq: event}, 1)
    assert desk.replayed() == desk.hall


def test_it_is_counted_at_any_hour_and_begins_no_day():
    desk = Desk()
    assert desk.do(c.EndVisit("online", "A", "page"))[0].day == desk.now.date()
    desk.issue()
    assert any(isinstance(event, DayOpened) for event in desk.journal)
    desk.do(c.CloseDay())
    (event,) = desk.do(c.EndVisit("missing_papers", "A", "kiosk"), after_s=60)
    assert event.day == desk.hall.day
    assert desk.replayed() == desk.hall


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (c.EndVisit("online", "Z", "kiosk"), UnknownService),
        (c.EndVisit("online", "A", "kiosk", kiosk="k9"), UnknownKiosk),
        (c.EndVisit("bored", "A", "kiosk"), InvalidField),
        (c.EndVisit("online", "A", "post"), InvalidField),
    ],
)
def test_what_cannot_be_right_is_refused(command, refusal):
    with pytest.raises(refusal):
        Desk().do(command)

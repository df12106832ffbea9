"""What the rows of earlier days teach the estimates."""

from datetime import timedelta

from queueing import commands as c
from queueing.events import Entry
from reports.months.teaching import read_basis
from tests.queueing.centre import VIETNAM, Desk
from tests.reports.folders import tables_of


def a_day_of_waits(desk, people):
    """Everybody comes at once and is served one after the other, four minutes each."""
    desk.open("3")
    for _ in range(people):
        desk.issue("C")
    for _ in range(people):
        desk.do(c.CallNext("3"))
        desk.do(c.FinishService("3"), after_s=240)
    desk.do(c.CloseDay())


def test_a_day_with_thirty_calls_teaches_the_minutes_of_a_call():
    desk = Desk()
    a_day_of_waits(desk, 30)
    entries = [Entry(seq, event, "user:lan") for seq, event in enumerate(desk.journal, start=1)]
    tomorrow = desk.now.astimezone(VIETNAM).date() + timedelta(days=1)
    with tables_of(entries) as tables:
        basis = read_basis(tables, tomorrow, desk.hall.catalogue)
        same_day = read_basis(tables, tomorrow - timedelta(days=1), desk.hall.catalogue)
    assert basis.usual_minutes == {"C": 4.0}
    assert same_day.usual_minutes == {}


def test_a_ticket_that_was_never_called_teaches_no_minutes():
    desk = Desk()
    for _ in range(30):
        desk.do(c.CorrectService(desk.issue("C").id, "B"))
    a_day_of_waits(desk, 30)
    entries = [Entry(seq, event, "user:lan") for seq, event in enumerate(desk.journal, start=1)]
    tomorrow = desk.now.astimezone(VIETNAM).date() + timedelta(days=1)
    with tables_of(entries) as tables:
        basis = read_basis(tables, tomorrow, desk.hall.catalogue)
    assert basis.usual_minutes == {"C": 4.0}


def test_fewer_calls_teach_nothing():
    desk = Desk()
    a_day_of_waits(desk, 29)
    entries = [Entry(seq, event, "user:lan") for seq, event in enumerate(desk.journal, start=1)]
    tomorrow = desk.now.astimezone(VIETNAM).date() + timedelta(days=1)
    with tables_of(entries) as tables:
        assert read_basis(tables, tomorrow, desk.hall.catalogue).usual_minutes == {}

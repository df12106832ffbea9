"""A small centre whose office writes to a real data folder, with a clock that the test turns."""

from contextlib import closing
from functools import partial

from queueing import commands as c
from storage.database import open_database
from tests.centre import Centre

centre_in = partial(Centre, step_s=1.0)
"""Open the centre of a data folder; a second passes before each press."""


def change(folder, *statements):
    """Carry out statements behind the program's back, whichever engine there is; return rows."""
    with closing(open_database(folder, create=False)) as database:
        return [
            row
            for statement in statements
            for row in database.write(lambda c, s=statement: _carried_out(c, s))
        ]


def _carried_out(connection, statement):
    done = connection.exec_driver_sql(statement)
    return done.all() if done.returns_rows else [done.rowcount]


def take_number(centre, service="A", **by):
    """Give a number; return it."""
    issued = centre.issue(service, **by)
    return getattr(issued, "number", issued)


def a_morning(centre):
    """Three citizens, two counters: called, recalled, served, taken back, missed, restored."""
    centre.press(c.OpenCounter("1", "lan"))
    centre.press(c.OpenCounter("2", "minh"))
    for _ in range(3):
        centre.issue("A")
    centre.press(c.CallNext("1"))
    centre.press(c.CallNext("2"))
    centre.press(c.Recall("1"), after_s=10)
    centre.press(c.StartService("2"))
    centre.press(c.FinishAndCallNext("2"))
    centre.press(c.Undo("2"))
    centre.press(c.FinishService("2"))
    centre.press(c.RecordNoShow("1"))
    missed = next(t for t in centre.office.hall.tickets.values() if t.state == "no_show")
    centre.press(c.RestoreTicket(missed.id))

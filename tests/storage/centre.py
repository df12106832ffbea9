"""A small centre whose office writes to a real data folder, with a clock that the test turns."""

import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

from queueing import commands as c
from queueing.office import Office
from storage.database import open_database
from storage.journal import SqlJournal
from tests.queueing.centre import MORNING, VIETNAM, small_centre


class Centre:
    """The office of a data folder and the buttons the tests press."""

    def __init__(self, folder, now=MORNING, **options):
        self.now = now
        self.database = open_database(folder, **options)
        self.journal = SqlJournal(self.database, VIETNAM, lambda: self.now)
        self.office = Office(self.journal, small_centre(), lambda: self.now)

    def press(self, command, after_s=1.0, **by):
        self.now += timedelta(seconds=after_s)
        return self.office.submit(command, reply=_what_happened, **({"actor": "user:lan"} | by))

    def issue(self, service="A", **by):
        follow = f"follow-{self.office.hall.seq}"
        return self.press(c.IssueTicket(service, follow), **by)[-1]

    def waiting(self, service="A"):
        return [ticket.number for ticket in self.office.hall.queue(service)]

    def entries(self):
        return self.journal.entries_after(0, 1_000_000)


def _what_happened(_hall, entries):
    return [getattr(entry.event, "number", type(entry.event).__name__) for entry in entries]


@contextmanager
def centre_in(folder, **options):
    centre = Centre(folder, **options)
    try:
        yield centre
    finally:
        centre.database.close()


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


def child(script, *arguments, **options):
    """A real process that runs a Python script; the caller reads its output and ends it."""
    return subprocess.Popen(
        [sys.executable, "-u", "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def told_by(script, *arguments):
    """What a process prints on its way to a good end."""
    done = child(script, *arguments)
    output, errors = done.communicate(timeout=60)
    assert done.returncode == 0, errors
    return output.strip()

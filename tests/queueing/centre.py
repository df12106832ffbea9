"""A small centre for the tests of the rules: three services, three counters, two classes."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from queueing import commands as c
from queueing.catalogue import (
    Catalogue,
    Counter,
    Department,
    Floor,
    Limits,
    Preference,
    Printer,
    PriorityClass,
    Service,
    Zone,
)
from queueing.decisions import decide
from queueing.decisions.day import set_clock
from queueing.estimate import Basis
from queueing.events import ComplaintRecord, DayClosed
from queueing.hall import Hall
from queueing.hall.changes import apply
from queueing.hall.complaint_changes import COMPLAINT_CHANGES
from queueing.hall.tickets import MOVES, STATE_AFTER
from queueing.hours import Hours

VIETNAM = timezone(timedelta(hours=7))
MORNING = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 08:00 in Cần Thơ

DAYTIME = Hours(week={day: ((time(7), time(11)), (time(13), time(17))) for day in range(7)})
"""Every day from 07:00 to 11:00 and from 13:00 to 17:00; it refuses nobody."""


def named(text):
    return {"vi": text, "en": text}


def small_centre(**changes):
    """Counter 1 serves A then lends a hand to B; counter 2 serves A and B; counter 3 serves C."""
    department = Department("XD", named("Xây dựng"), named("Xây dựng"), named(""), "tret", "A")
    services = [
        Service("A", "XD", named("A"), "A", mean_minutes=6),
        Service("B", "XD", named("B"), "B", mean_minutes=8),
        Service("C", "XD", named("C"), "C"),
    ]
    counters = [
        Counter("1", "01", "tret", "XD", (Preference("A"), Preference("B", 600))),
        Counter("2", "02", "tret", "XD", (Preference("A"), Preference("B"))),
        Counter("3", "03", "tret", "XD", (Preference("C"),)),
    ]
    parts = {
        "zone_info": ZoneInfo("Asia/Ho_Chi_Minh"),
        "floors": {"tret": Floor("tret", named("Tầng trệt"))},
        "zones": {"tret": Zone("tret", named("Tầng trệt"), frozenset({"tret"}))},
        "departments": {"XD": department},
        "services": {service.code: service for service in services},
        "counters": {counter.id: counter for counter in counters},
        "priorities": {
            "normal": PriorityClass("normal", named("Thường"), 0),
            "elderly": PriorityClass("elderly", named("Cao tuổi"), 900),
        },
        "kiosks": {"k1": named("Máy 1")},
        "outcomes": {"accepted": named("Đã tiếp nhận"), "supplement": named("Bổ sung")},
        "rating_reasons": {"wait": named("Chờ lâu"), "manner": named("Thái độ")},
        "pause_reasons": {"meeting": named("Họp")},
        "call_reasons": {"help": named("Giúp"), "other": named("Khác")},
        "printers": {
            "in1": Printer("in1", named("Máy in 1"), spare="in2"),
            "in2": Printer("in2", named("Máy in 2")),
        },
        "printer_at": {"k1": "in1"},
        "limits": Limits(),
        "hours": Hours(),
        "digest": "first",
    }
    return Catalogue(**(parts | changes))


class Desk:
    """Drives a hall the way the office does, with a clock that the test turns."""

    def __init__(self, catalogue=None, now=MORNING):
        self.hall = Hall.empty(catalogue or small_centre())
        self.now = now
        self.journal = []
        self._follow = 0

    def do(self, command, after_s=0.0):
        self.now += timedelta(seconds=after_s)
        events = decide(self.hall, command, self.now, Basis())
        for event in events:
            self._require_allowed(event)
            apply(self.hall, event, self.hall.seq + 1)
            self.journal.append(event)
        return events

    def _require_allowed(self, event):
        ticket = self.hall.tickets.get(getattr(event, "ticket", None))
        after = STATE_AFTER.get(type(event))
        assert None in (ticket, after) or after in MOVES[ticket.state], (ticket, event)

    def issue(self, service="A", after_s=0.0, **fields):
        self._follow += 1
        command = c.IssueTicket(service, follow=f"follow-{self._follow}", **fields)
        return self.hall.tickets[self.do(command, after_s)[-1].ticket]

    def open(self, *counters):
        for counter in counters or self.hall.catalogue.counters:
            self.do(c.OpenCounter(counter, "user:lan"))

    def current(self, counter):
        ticket = self.hall.current(counter)
        return ticket and ticket.number

    def ticket(self, number):
        return next(t for t in self.hall.tickets.values() if t.number == number)

    def waiting(self, service="A"):
        return [ticket.number for ticket in self.hall.queue(service)]

    def set_clock(self, later, by, given=()):
        """Carry out that the clock is set by so much, and that it is `later` now."""
        self.now = later
        for event in set_clock(self.hall, by, later, given):
            apply(self.hall, event, self.hall.seq + 1)
            self.journal.append(event)

    def replayed(self):
        """The hall as a restart builds it: from the place that the last day's end names."""
        closings = [event for event in self.journal if isinstance(event, DayClosed)]
        first = closings[-1].replay_from if closings else 1
        hall = Hall.empty(self.hall.catalogue, first - 1)
        for seq, event in enumerate(self.journal[: first - 1], start=1):
            if isinstance(event, ComplaintRecord):
                COMPLAINT_CHANGES[type(event)](hall, event, seq)
        for seq, event in enumerate(self.journal[first - 1 :], start=first):
            apply(hall, event, seq)
        return hall


def working_desk():
    """A hall in which one is served, one is called and one waits, a minute apart."""
    desk = Desk()
    desk.open()
    for _ in range(3):
        desk.issue("A", after_s=60)
    desk.do(c.CallNext("1"), 60)
    desk.do(c.StartService("1"), 5)
    desk.do(c.CallNext("2"), 5)
    return desk

"""What agents, the kiosk beside and the guides are shown of slips and printers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.paper import PaperOptions, PrinterOptions
from kiosk.paper.conditions import SILENT_S, Conditions
from kiosk.paper.view import beside_kiosk, for_guides, printer_json, printers_of, waiting_jobs
from kiosk.printing.printers import Printer
from queueing import commands as c
from tests.queueing.centre import Desk, named, small_centre

OPTIONS = PaperOptions(
    printers={
        "in1": PrinterOptions(Printer("in1", "network", host="10.0.0.5")),
        "in2": PrinterOptions(Printer("in2", "usb", width=384), beside="k1"),
    }
)


class Clock:
    at = 0.0

    def __call__(self):
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def conditions(clock):
    return Conditions(clock)


@pytest.fixture
def desk():
    desk = Desk(small_centre(kiosks={"k1": named("Máy 1"), "k2": named("Máy 2")}))
    desk.open()
    return desk


def test_an_agent_has_the_printers_of_its_own_computer():
    assert printers_of(OPTIONS, None) == ["in1"]
    assert printers_of(OPTIONS, "k1") == ["in2"]
    assert printers_of(OPTIONS, "k2") == []


def test_an_agent_knows_of_a_printer_how_it_is_reached_and_who_stands_in(desk):
    row = printer_json(desk.hall, OPTIONS, "in1")
    assert (row["connection"], row["host"], row["spare"]) == ("network", "10.0.0.5", "in2")


def test_agents_see_what_may_still_be_sent_and_what_is_being_sent(desk):
    first, second, third = (desk.issue(kiosk="k1", after_s=n) for n in range(3))
    desk.do(c.ReportPrintJob(f"{first.id}-p0", "sending"))
    desk.do(c.ReportPrintJob(f"{second.id}-p0", "not_started", cause="offline"))
    desk.do(c.CancelTicket(third.id, by_staff=False))

    def seen(later_s):
        now = desk.now + timedelta(seconds=later_s)
        return [job.ticket for job in waiting_jobs(desk.hall, ["in1"], now)]

    assert seen(0) == [first.id, second.id]
    assert seen(60) == [first.id]
    assert waiting_jobs(desk.hall, ["in2"], desk.now) == []


def test_a_printer_of_which_nobody_speaks_is_away(conditions, clock):
    assert conditions.of("in1") == "away"
    assert conditions.say("in1", "ready") is True
    assert conditions.say("in1", "ready") is False
    clock.at = SILENT_S
    assert conditions.of("in1") == "ready"
    clock.at = SILENT_S + 0.1
    assert conditions.of("in1") == "away"
    assert conditions.say("in1", "ready") is True


def test_a_kiosk_says_whether_a_slip_would_come_out(desk, conditions):
    def seen(kiosk="k1"):
        shown = beside_kiosk(desk.hall, kiosk, conditions)
        return shown["state"], shown["cause"]

    assert seen("k2") == ("none", None)
    assert seen() == ("out", "away")
    conditions.say("in1", "paper_out")
    assert seen() == ("out", "paper_out")
    conditions.say("in2", "near_end")
    assert seen() == ("ready", None)
    conditions.say("in2", "offline")
    conditions.say("in1", "ready")
    assert seen() == ("ready", None)


def test_a_kiosk_follows_the_newest_slip_of_its_own_numbers(desk, conditions):
    ticket, other = desk.issue(kiosk="k1"), desk.issue(kiosk="k2")
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "sending"))
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "unknown", cause="no_reply"))
    slips = beside_kiosk(desk.hall, "k1", conditions)["slips"]
    assert slips == {ticket.id: {"state": "unknown", "cause": "no_reply", "copy": 0}}
    assert other.id not in slips
    desk.do(c.ReprintTicket(ticket.id, "k1"))
    slips = beside_kiosk(desk.hall, "k1", conditions)["slips"]
    assert slips[ticket.id] == {"state": "intent", "cause": None, "copy": 1}


def test_guides_see_paper_and_doubts(desk, conditions):
    ticket = desk.issue(kiosk="k1")
    conditions.say("in1", "ready")
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "sending"))
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "unknown", cause="paper_out", length_mm=73_000))
    conditions.want_trial("in1", "t1")
    conditions.tried("in1", "another", "printed", None)
    first, second = for_guides(desk.hall, conditions)
    assert (first["id"], first["places"], first["condition"]) == ("in1", ["k1"], "ready")
    assert (first["left_m"], first["roll_m"], first["paper_low"]) == (7, 80, True)
    assert [(d["number"], d["cause"]) for d in first["doubtful"]] == [("A001", "paper_out")]
    assert first["trial"] == {"state": "wanted", "cause": None}
    assert (second["condition"], second["left_m"], second["trial"]) == ("away", 80, None)
    conditions.tried("in1", "t1", "printed", None)
    assert for_guides(desk.hall, conditions)[0]["trial"]["state"] == "printed"


@pytest.mark.parametrize("condition", ["ready", "near_end"])
def test_paper_is_low_when_the_printer_says_so_or_when_little_is_left(desk, conditions, condition):
    conditions.say("in1", condition)
    assert for_guides(desk.hall, conditions)[0]["paper_low"] == (condition == "near_end")
    tray = replace(desk.hall.tray("in1"), near_end=True)
    desk.hall.trays["in1"] = tray
    assert for_guides(desk.hall, conditions)[0]["paper_low"] is True

"""What agents, the kiosk beside and the guides are shown of slips and printers."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.printing.server import PaperOptions
from kiosk.printing.server.addresses import Addresses
from kiosk.printing.server.conditions import SILENT_S, Conditions
from kiosk.printing.server.view import (
    list_printers,
    list_waiting_jobs,
    make_guide_view,
    make_kiosk_view,
    make_printer_json,
)
from kiosk.printing.settings import PrinterSettings
from queueing import commands as c
from tests.queueing.centre import Desk, named, small_centre
from web.processes.shared_state import OwnState
from web.section import Text

OPTIONS = PaperOptions(
    printers={
        "in1": PrinterSettings(names=Text(vi="M1"), connection="network", host="10.0.0.5"),
        "in2": PrinterSettings(
            names=Text(vi="M2"), connection="usb", vendor=1, product=2, width=384, beside="k1"
        ),
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
def shared(clock):
    return OwnState(clock)


@pytest.fixture
def conditions(shared):
    return Conditions(shared)


@pytest.fixture
def news(shared):
    """What screens of another process hear: one entry each time that they look again."""
    heard = []
    elsewhere = Conditions(shared)
    elsewhere.subscribe(lambda: heard.append(elsewhere.find("in1")))
    return heard


@pytest.fixture
def desk():
    desk = Desk(small_centre(kiosks={"k1": named("Máy 1"), "k2": named("Máy 2")}))
    desk.open()
    return desk


def test_an_agent_has_the_printers_of_its_own_computer():
    assert list_printers(OPTIONS, None) == ["in1"]
    assert list_printers(OPTIONS, "k1") == ["in2"]
    assert list_printers(OPTIONS, "k2") == []


def test_an_agent_knows_of_a_printer_how_it_is_reached_and_who_stands_in(desk):
    row = make_printer_json(desk.hall, OPTIONS, "in1")
    assert (row["connection"], row["host"], row["spare"]) == ("network", "10.0.0.5", "in2")


def test_agents_see_what_may_still_be_sent_and_what_is_being_sent(desk):
    first, second, third = (desk.issue(kiosk="k1", after_s=n) for n in range(3))
    desk.do(c.ReportPrintJob(f"{first.id}-p0", "sending"))
    desk.do(c.ReportPrintJob(f"{second.id}-p0", "not_started", cause="offline"))
    desk.do(c.CancelTicket(third.id, by_staff=False))

    def seen(later_s):
        now = desk.now + timedelta(seconds=later_s)
        return [job.ticket for job in list_waiting_jobs(desk.hall, ["in1"], now)]

    assert seen(0) == [first.id, second.id]
    assert seen(60) == [first.id]
    assert list_waiting_jobs(desk.hall, ["in2"], desk.now) == []


def test_a_printer_of_which_nobody_speaks_is_away(conditions, news, clock):
    assert conditions.find("in1") == "away"
    conditions.record("in1", "ready")
    conditions.record("in1", "ready")
    clock.at = SILENT_S
    assert conditions.find("in1") == "ready"
    clock.at = SILENT_S + 0.1
    assert conditions.find("in1") == "away"
    assert news == ["ready"], "the second report was no news"
    conditions.record("in1", "ready")
    assert news == ["ready", "ready"]


def test_what_an_agent_reports_to_one_process_all_show_to_guides_and_kiosks(desk, shared, news):
    here, elsewhere = Conditions(shared), Conditions(shared)
    here.record("in1", "cover_open", confirms=False)
    elsewhere.request_trial("in1", "t1")
    here.record_trial("in1", "t1", "not_started", "cover_open")
    for process in (here, elsewhere):
        shown = make_guide_view(desk.hall, process)[0]
        assert (shown["condition"], shown["confirms"]) == ("cover_open", False)
        assert shown["trial"] == {"state": "not_started", "cause": "cover_open"}
        assert make_kiosk_view(desk.hall, "k1", process)["cause"] == "cover_open"
        assert process.find_last_fault("in1") == ("cover_open", 0)
    assert len(news) == 3


def test_by_which_address_a_kiosk_comes_is_known_in_every_process(shared):
    here, elsewhere = Addresses(shared), Addresses(shared)
    assert elsewhere.find("k1") is None
    here.record("k1", "http://10.0.0.5:8080")
    elsewhere.record("k2", "http://10.0.0.6")
    assert elsewhere.find("k1") == "http://10.0.0.5:8080"
    assert here.find("k2") == "http://10.0.0.6"


def test_a_kiosk_says_whether_a_slip_would_come_out(desk, conditions):
    def seen(kiosk="k1"):
        shown = make_kiosk_view(desk.hall, kiosk, conditions)
        return shown["state"], shown["cause"]

    assert seen("k2") == ("none", None)
    assert seen() == ("out", "away")
    conditions.record("in1", "paper_out")
    assert seen() == ("out", "paper_out")
    conditions.record("in2", "near_end")
    assert seen() == ("ready", None)
    conditions.record("in2", "offline")
    conditions.record("in1", "ready")
    assert seen() == ("ready", None)


def test_a_kiosk_follows_the_newest_slip_of_its_own_numbers(desk, conditions):
    ticket, other = desk.issue(kiosk="k1"), desk.issue(kiosk="k2")
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "sending"))
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "unknown", cause="no_reply"))
    slips = make_kiosk_view(desk.hall, "k1", conditions)["slips"]
    assert slips == {ticket.id: {"state": "unknown", "cause": "no_reply", "copy": 0}}
    assert other.id not in slips
    desk.do(c.ReprintTicket(ticket.id, "k1"))
    slips = make_kiosk_view(desk.hall, "k1", conditions)["slips"]
    assert slips[ticket.id] == {"state": "intent", "cause": None, "copy": 1}


def test_guides_see_paper_and_doubts(desk, conditions):
    ticket = desk.issue(kiosk="k1")
    conditions.record("in1", "ready")
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "sending"))
    desk.do(c.ReportPrintJob(f"{ticket.id}-p0", "unknown", cause="paper_out", length_mm=73_000))
    conditions.request_trial("in1", "t1")
    conditions.record_trial("in1", "another", "printed", None)
    first, second = make_guide_view(desk.hall, conditions)
    assert (first["id"], first["places"], first["condition"]) == ("in1", ["k1"], "ready")
    assert (first["left_m"], first["roll_m"], first["paper_low"]) == (7, 80, True)
    assert [(d["number"], d["cause"]) for d in first["doubtful"]] == [("A001", "paper_out")]
    assert first["trial"] == {"state": "wanted", "cause": None}
    assert (second["condition"], second["left_m"], second["trial"]) == ("away", 80, None)
    conditions.record_trial("in1", "t1", "printed", None)
    assert make_guide_view(desk.hall, conditions)[0]["trial"]["state"] == "printed"


@pytest.mark.parametrize("condition", ["ready", "near_end"])
def test_paper_is_low_when_the_printer_says_so_or_when_little_is_left(desk, conditions, condition):
    conditions.record("in1", condition)
    assert make_guide_view(desk.hall, conditions)[0]["paper_low"] == (condition == "near_end")
    tray = replace(desk.hall.printer_state("in1"), near_end=True)
    desk.hall.printer_states["in1"] = tray
    assert make_guide_view(desk.hall, conditions)[0]["paper_low"] is True


def test_guides_are_told_of_a_printer_that_never_confirms_until_it_does(desk, conditions, news):
    conditions.record("in1", "ready", confirms=False)
    conditions.record("in1", "ready", confirms=False)
    assert make_guide_view(desk.hall, conditions)[0]["confirms"] is False
    conditions.record("in1", "ready")
    assert make_guide_view(desk.hall, conditions)[0]["confirms"] is True
    assert len(news) == 2, "that it is still so is no news"
    assert make_guide_view(desk.hall, conditions)[0]["confirms"] is True

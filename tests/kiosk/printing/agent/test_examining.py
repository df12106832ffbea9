"""One sentence for whoever sets a printer up: how it is, and what to do."""

import pytest

from kiosk.printing.agent import examining
from kiosk.printing.agent.examining import examine
from kiosk.printing.device import PrinterDevice
from tests.kiosk.printing.loopback import FaultyLine, LoopbackPrinter


@pytest.fixture
def served():
    with LoopbackPrinter() as printer:
        yield printer


def at(served, **more):
    return PrinterDevice("cua-chinh", "network", host="127.0.0.1", port=served.port, **more)


@pytest.mark.parametrize(
    ("fault", "state", "said"),
    [
        (None, "ok", "is ready"),
        ("near_end", "warning", "paper ends soon"),
        ("paper_out", "FAULT", "has no paper: put a new roll in"),
        ("cover", "FAULT", "has its cover open: close it"),
        ("error", "FAULT", "free its cutter"),
        ("offline", "FAULT", "is offline"),
    ],
)
def test_a_printer_says_how_it_is_and_prints_nothing(served, fault, state, said):
    if fault:
        setattr(served.mechanism, fault, True)
    found, sentence = examine(at(served))
    assert found == state
    assert sentence.startswith(f"cua-chinh (network 127.0.0.1:{served.port}) ")
    assert said in sentence
    assert served.mechanism.on_paper == b""


@pytest.mark.usefixtures("hasty")
def test_a_mute_printer_is_told_with_the_setting_for_printers_that_never_answer(served):
    served.mechanism.mute = True
    state, sentence = examine(at(served))
    assert state == "FAULT"
    assert "answers nothing: switch it on, or set status: none" in sentence


@pytest.mark.usefixtures("hasty")
def test_what_answers_as_no_printer_does_is_said_as_such(served):
    served.mechanism.answers_in = b"SSH-2.0"
    state, sentence = examine(at(served))
    assert state == "FAULT"
    assert (
        "answers, but not as a printer does: see whether this is the printer's address" in sentence
    )


@pytest.mark.long
@pytest.mark.usefixtures("growing_patience")
def test_a_printer_on_a_slow_link_is_there_and_said_to_be_slow(served):
    with FaultyLine(served, late_s=0.5) as line:
        state, sentence = examine(at(line, answer_s=30))
    assert state == "warning"
    assert "answers only after" in sentence


def test_a_printer_that_is_not_asked_is_not_said_to_have_paper(served):
    served.mechanism.paper_out = True
    state, sentence = examine(at(served, status=False))
    assert (state, sentence.endswith("whether it has paper cannot be asked")) == ("ok", True)


def test_a_printer_that_is_away_is_told_with_its_reason(served):
    served.refuse()
    state, sentence = examine(at(served))
    assert state == "FAULT"
    assert sentence.endswith("cannot be reached: connection refused")


def test_a_connection_that_ends_at_once_is_told_as_such(served):
    with FaultyLine(served, ends_after=0) as line:
        state, sentence = examine(at(line))
    assert state == "FAULT"
    assert "ended at once" in sentence


@pytest.mark.parametrize(
    ("printer", "state", "said"),
    [
        (PrinterDevice("a", "none"), "warning", "no slip is printed"),
        (PrinterDevice("a", "windows", queue="XP-80"), "FAULT", "pywin32 is missing"),
        (PrinterDevice("a", "file", device="/dev/no-such"), "FAULT", "no such file or directory"),
    ],
    ids=["none", "windows", "file"],
)
def test_what_is_missing_is_said(printer, state, said):
    found, sentence = examine(printer)
    assert (found, said in sentence) == (state, True)


def test_a_printer_that_does_not_confirm_is_told_with_the_setting_for_it(served, monkeypatch):
    monkeypatch.setattr(examining, "CLEARED_S", 0.2)
    served.mechanism.proves = False
    state, sentence = examine(at(served))
    assert (state, sentence.partition(") ")[2]) == (
        "warning",
        "prints and does not confirm: set status: none",
    )
    assert served.mechanism.on_paper == b""

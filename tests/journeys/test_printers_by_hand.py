"""What whoever sets up a printer types: the doctor's line, and a test sheet."""

import pytest

from tests.journeys.printing import with_printers
from tests.kiosk.printing.loopback import LoopbackPrinter
from tests.program import run, write_configuration


@pytest.fixture
def printer():
    with LoopbackPrinter() as printer:
        yield printer


@pytest.fixture
def config(printer, tmp_path):
    change = with_printers(printer.port, 9, M2={"beside": "K2"})
    return write_configuration(tmp_path / "config.yaml", change)


def printer_lines(config, tmp_path, expect):
    said = run("doctor", "--config", config, "--data", tmp_path / "var", expect=expect).stdout
    return [line for line in said.splitlines() if " printer" in line[:16]]


def test_a_test_sheet_comes_out_of_the_printer_that_is_named(printer, config):
    said = run("test-print", "M1", "--config", config).stdout
    assert said.startswith("M1 (")
    assert said.endswith(") has printed the test sheet.\n")
    (sheet,) = printer.mechanism.slips
    assert sheet.width == 576


def test_a_printer_that_cannot_print_is_a_no_with_its_reason(printer, config):
    printer.mechanism.cover = True
    said = run("test-print", "M1", "--config", config, expect=1).stdout
    assert said.endswith(") has its cover open: close it.\n")
    assert printer.mechanism.slips == []


def test_a_printer_that_there_is_not_is_wrong_usage(config):
    said = run("test-print", "M9", "--config", config, expect=2).stderr
    assert "there is no printer M9 (there is: M1, M2)" in said


def test_the_doctor_looks_at_the_printers_of_this_computer(printer, config, tmp_path):
    here, there = printer_lines(config, tmp_path, expect=0)
    assert here.startswith("ok      printer: M1 (")
    assert there == "ok      printer: M2 is beside kiosk K2; look there"
    printer.mechanism.paper_out = True
    here, _ = printer_lines(config, tmp_path, expect=1)
    assert here.startswith("FAULT   printer: M1")
    assert here.endswith("has no paper: put a new roll in")

"""Printers of slips as config.yaml names them, and what is wrong with them by line."""

from pathlib import Path

import pytest

from settings.loading import load
from tests.settings.files import SHIPPED, faults_of, line_of, spoilt

FIRST = "connection: none}\n  M2"


def printers(tmp_path: Path, first: str, second: str = "connection: none") -> Path:
    """Return the shipped file with other connections for its two printers."""
    return spoilt(
        tmp_path,
        {
            FIRST: f"{first}}}\n  M2",
            "on the first floor}, connection: none}": f"on the first floor}}, {second}}}",
        },
    )


def test_without_a_connection_there_is_no_printer() -> None:
    catalogue = load(SHIPPED).catalogue()
    assert (catalogue.printers, catalogue.printer_at) == ({}, {})


def test_a_kiosk_has_its_printer_and_the_staff_theirs(tmp_path: Path) -> None:
    file = printers(
        tmp_path,
        "connection: network, host: 192.168.1.50, spare: M2, roll_m: 50",
        "connection: usb, vendor: 0x04b8, product: 0x0e15",
    )
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("staff_printer: null", "staff_printer: M2"), encoding="utf-8")
    catalogue = load(file).catalogue()
    assert catalogue.printer_at == {"K1": "M1", "K2": "M2", "": "M2"}
    first = catalogue.printers["M1"]
    assert (first.spare, first.roll_m, first.names["vi"]) == ("M2", 50, "Máy in cửa chính")
    assert catalogue.limits.slip_within_s == 20


@pytest.mark.parametrize(
    ("first", "path", "said"),
    [
        ("connection: network", "printers.M1", "a printer of the connection network needs host"),
        ("connection: usb, vendor: 0x04b8", "printers.M1", "needs product"),
        ("connection: serial", "printers.M1", "needs device"),
        ("connection: cups", "printers.M1", "needs queue"),
        ("connection: parallel", "printers.M1.connection", "known here: network, usb"),
        (
            "connection: serial, device: /dev/ttyS0, baud: 9600",
            "printers.M1.baud",
            "9600 is too small; right would be: bits a second, at least 115200",
        ),
        ("connection: none, width: 500", "printers.M1.width", "known here: 384, 512, 576"),
        (
            "connection: network, host: 169.254.169.254",
            "printers.M1.host",
            "is no printer's address",
        ),
        ("connection: network, host: 0.0.0.0", "printers.M1.host", "is no printer's address"),
        ("connection: network, host: 'a b'", "printers.M1.host", "neither an IP address nor"),
        ("connection: none, spare: M1", "printers.M1.spare", "cannot stand in for itself"),
        ("connection: none, spare: M7", "printers.M1.spare", "is not in the section printers"),
        ("connection: none, beside: K7", "printers.M1.beside", "is not in the section kiosks"),
    ],
)
def test_what_cannot_be_is_named_by_line(tmp_path: Path, first: str, path: str, said: str) -> None:
    file = printers(tmp_path, first)
    line, what = faults_of(file)[path]
    assert said in what
    assert line == line_of(file, "  M1: {")


def test_a_spare_is_beside_the_same_kiosk(tmp_path: Path) -> None:
    file = printers(tmp_path, "connection: none, spare: M2", "connection: none, beside: K2")
    assert "must be beside the same kiosk" in faults_of(file)["printers.M1.spare"][1]


def test_a_kiosk_and_the_staff_name_printers_that_there_are(tmp_path: Path) -> None:
    file = spoilt(tmp_path, {"{printer: M1,": "{printer: M9,", "staff_printer: null":
                             "staff_printer: M8"})  # fmt: skip
    faults = faults_of(file)
    assert set(faults) == {"kiosks.K1.printer", "screens.kiosk.slip.staff_printer"}

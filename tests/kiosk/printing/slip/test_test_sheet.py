"""The sheet of a test print: approved pictures, and what can be read from the paper."""

import subprocess

import pytest

from kiosk.printing.device import PrinterDevice
from kiosk.printing.slip import WIDTHS, encode
from kiosk.printing.slip.blocks import Lines
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.test_sheet import compose, describe_address
from tests.kiosk.printing.paper import printed
from tests.kiosk.printing.slip.test_letters import LETTERS
from tests.kiosk.printing.slips import MORNING, PAPERS, approved, dots, opened, trial


@pytest.mark.parametrize("width", PAPERS)
def test_a_test_sheet_looks_as_it_was_approved(width):
    # After a wanted change: python -m tests.kiosk.printing.slips, then look at every picture
    assert dots(trial(width)) == dots(opened(approved("test-sheet", width)))


@pytest.mark.parametrize("width", PAPERS)
def test_a_scanner_reads_the_printers_name_from_the_paper(width, tmp_path):
    file = tmp_path / "paper.png"
    printed(encode(trial(width)), width).image.save(file)
    scanned = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", file],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert scanned.stdout.splitlines() == ["Máy in cửa chính"]


@pytest.mark.parametrize("width", PAPERS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_all_134_letters_stand_on_it_in_both_weights_and_nothing_is_too_wide(width, language):
    printer = PrinterDevice("Máy in cửa chính", "usb", width=width, vendor=0x04B8, product=0x0E28)
    lines = [b for b in compose(printer, MORNING, language) if isinstance(b, Lines)]
    for bold in (False, True):
        signs = {s for b in lines if b.face.bold == bold for text in b.texts for s in text.split()}
        assert signs >= set(LETTERS)
    paper = get_style(width)
    assert all(b.face.measure_width(text) <= paper.inner for b in lines for text in b.texts)


@pytest.mark.parametrize("width", WIDTHS)
def test_its_lowest_bar_is_as_long_as_the_paper_is_wide(width):
    drawn = trial(width)
    full = [row for row in range(drawn.height) if ink_of_row(drawn, row) == [0] * width]
    assert len(full) == 4
    narrower = [w for w in WIDTHS if w < width]
    for other in narrower:
        assert any(
            ink_of_row(drawn, row) == [0] * other + [1] * (width - other)
            for row in range(drawn.height)
        )


def ink_of_row(image, row):
    line = image.crop((0, row, image.width, row + 1))
    return [int(bool(line.getpixel((x, 0)))) for x in range(line.width)]


@pytest.mark.parametrize(
    ("printer", "told"),
    [
        (PrinterDevice("a", "network", host="10.0.0.21"), "network 10.0.0.21:9100"),
        (PrinterDevice("a", "usb", vendor=0x04B8, product=0x0E28), "usb 04b8:0e28"),
        (PrinterDevice("a", "serial", device="/dev/ttyUSB0"), "serial /dev/ttyUSB0, 115200 baud"),
        (PrinterDevice("a", "file", device="/dev/usb/lp0"), "file /dev/usb/lp0"),
        (PrinterDevice("a", "cups", queue="quay-a"), "cups quay-a"),
        (PrinterDevice("a", "none"), "none"),
    ],
    ids=lambda value: getattr(value, "connection", ""),
)
def test_it_names_the_connection_and_its_address(printer, told):
    assert describe_address(printer) == told
    said = [
        text
        for block in compose(printer, MORNING, "en")
        if isinstance(block, Lines)
        for text in block.texts
    ]
    assert f"Connection: {told}" in said
    assert "Printed width: 576 dots · with a cutter" in said
    assert "08:15 · 23/11/2026" in said


def test_paper_that_no_printer_has_is_refused():
    with pytest.raises(ValueError, match="640 is not a width"):
        trial(640)

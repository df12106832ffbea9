"""Slips of a roll and their sheets: approved pictures, pages, a printer that stops."""

import pytest

from kiosk.printing.slip.paper_roll import (
    PAGE,
    draw_counters_sheets,
    draw_guides_sheets,
    lay_out_slips,
    write_pdf,
)
from tests.kiosk.printing.loopback import LoopbackPrinter
from tests.kiosk.printing.slips import GOLDEN, PAPERS, SHEETS, approved, dots, of_a_roll, opened
from tests.program import CONFIG, run, write_configuration
from web.paper_slips import make_roll


@pytest.mark.parametrize("width", PAPERS)
def test_a_slip_of_a_roll_looks_as_it_was_approved(width):
    # After a wanted change: python -m tests.kiosk.printing.slips, then look at every picture
    assert dots(of_a_roll(width)) == dots(opened(approved("roll", width)))


def test_the_sheets_look_as_they_were_approved():
    (guides,), counters = draw_guides_sheets(SHEETS), list(draw_counters_sheets(SHEETS))
    assert dots(guides) == dots(opened(GOLDEN / "guides-sheet.png"))
    assert dots(counters[0]) == dots(opened(GOLDEN / "counters-sheet.png"))
    assert len(counters) == 3


def test_slips_are_laid_out_three_side_by_side_on_pages():
    slip = of_a_roll(384)
    pages = list(lay_out_slips([slip] * 20))
    assert {page.size for page in pages} == {PAGE}
    assert len(pages) == -(-20 // (3 * (PAGE[1] // (slip.height + 80))))
    assert write_pdf(pages).count(b"/Type /Page\n") == len(pages)
    assert list(lay_out_slips([])) == []
    with pytest.raises(ValueError, match="needs a page"):
        write_pdf([])


@pytest.mark.parametrize(("first", "last"), [(0, 5), (5, 4), (1, 1000)])
def test_a_roll_has_numbers_from_1_to_999(first, last):
    with pytest.raises(ValueError, match="from 1 to 999"):
        make_roll("D", first, last, SHEETS.roll.printed)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("GTVT-LX", "1-9"), "--out, --printer or --sheet"),
        (("nothing", "1-9", "--sheet", "x.pdf"), "no service and no department nothing"),
        (("GTVT-LX", "9-1", "--sheet", "x.pdf"), "like 1-200"),
        (("GTVT-LX", "all", "--sheet", "x.pdf"), "like 1-200"),
        (("GTVT-LX", "1-9", "--from", "10", "--sheet", "x.pdf"), "not from 1 to 9"),
        (("GTVT", "1-9", "--printer", "none"), "no printer none"),
        (("GTVT", "1-9", "--sheet", "/nowhere/x.pdf"), "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_sentence(arguments, said, tmp_path):
    where = ("--config", CONFIG, "--data", tmp_path)
    assert said in run("paper-roll", *arguments, *where, expect=2).stderr


def test_a_printer_prints_slip_by_slip_and_says_where_to_go_on(tmp_path):
    with LoopbackPrinter(384) as printer:

        def on_it(settings):
            settings["printers"]["M1"].update(
                connection="network", host="127.0.0.1", port=printer.port, width=384
            )

        config = write_configuration(tmp_path / "config.yaml", on_it)
        where = ("--config", config, "--data", tmp_path, "--date", "2026-11-23")
        roll = ("paper-roll", "GTVT-LX", "1-3", "--printer", "M1", *where)
        assert "Slips D9001 to D9003 are printed." in run(*roll).stdout
        assert len(printer.mechanism.papers) == 3
        printer.set_fault("paper_out", True)
        said = run(*roll, "--from", "2", expect=1).stdout
        assert "D9002 is not printed for sure" in said
        assert "--from 2 --date 2026-11-23" in said

"""An import that may be a mistake changes nothing until somebody has said that it is meant."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from admin.doubts import find_doubts
from admin.procedures import import_procedures
from tests.admin.centre import CATALOGUE, HEADER, TODAY, Centre
from tests.program import ROOT


def catalogue(centre: Centre, *codes: str) -> Path:
    rows = [f"{code},Thủ tục,XD,Xây dựng,,2024-02-26" for code in codes]
    return centre.written("\n".join([HEADER, *rows]))


def stored(centre: Centre) -> list[str]:
    return sorted(each.code for each in centre.procedures.current(TODAY))


LONG = ("1.000700", "2.002110", "1.001234")
SHORT = ("1.0007", "2.00211", "1.001234")


def test_codes_that_lost_their_zeros_are_named_and_nothing_changes(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_procedures(catalogue(centre, *LONG), CATALOGUE, centre.procedures) == 0
    capsys.readouterr()
    file = catalogue(centre, *SHORT)
    assert import_procedures(file, CATALOGUE, centre.procedures) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{file}: 1.000700 would be closed and 1.0007 added, 2.002110 would be closed and 2.00211 "
        "added: did a spreadsheet change the codes? format their column as text",
        f"{file}: 2 of 3 procedures would be closed (1.000700, 2.002110): is the file complete?",
        "Nothing was changed. If it is meant so, import it with --yes.",
    ]
    assert stored(centre) == sorted(LONG)
    assert import_procedures(file, CATALOGUE, centre.procedures, confirm=lambda: False) == 1
    assert stored(centre) == sorted(LONG)
    assert import_procedures(file, CATALOGUE, centre.procedures, confirm=lambda: True) == 0
    assert stored(centre) == sorted(SHORT)


def named(codes: Iterable[str]) -> dict[str, str]:
    return {code: f"Thủ tục {code}" for code in codes}


def test_a_first_import_doubts_codes_that_are_shorter_than_the_others() -> None:
    (doubt,) = find_doubts({}, named(SHORT))
    assert doubt.startswith("1.0007, 2.00211: other codes have six digits after the point")
    for changed in ("1001234", "1", "2.0"):  # a separator taken for one of thousands; zeros
        assert find_doubts({}, named([*LONG, changed]))[0].startswith(f"{changed}: other codes")
    assert find_doubts({}, named(LONG)) == []
    assert find_doubts({}, named(["1.1", "1.10", "A-1"])) == []


def test_other_writings_of_the_same_code_are_doubted_too() -> None:
    for changed in ("1000700", "1,000700", "1.0007000", "1.000.7", "01.000700"):
        assert "would be closed and" in find_doubts(named(["1.000700"]), named([changed]))[0]
    assert "007 would be closed and 7 added" in find_doubts(named(["007"]), named(["7"]))[0]
    assert "M-1 would be closed and M–1 added" in find_doubts(named(["M-1"]), named(["M–1"]))[0]


def test_more_than_a_tenth_is_asked_about_and_a_tenth_is_not() -> None:
    codes = [f"M-{n}x" for n in range(20)]
    assert find_doubts(named(codes), named(codes[2:])) == []
    (doubt,) = find_doubts(named(codes), named(codes[3:]))
    assert doubt == ("3 of 20 procedures would be closed (M-0x, M-1x, M-2x): is the file complete?")


def test_names_that_moved_to_other_codes_are_asked_about() -> None:
    codes = [f"M-{n}x" for n in range(20)]
    before = named(codes)
    moved = dict(zip(codes, named(codes[1:] + codes[:1]).values(), strict=True))
    (doubt,) = find_doubts(before, moved)
    assert doubt.startswith("20 of 20 codes (M-0x, M-1x, M-2x, M-3x, M-4x …) would get the name of")
    swapped = before | {"M-0x": before["M-1x"], "M-1x": before["M-0x"]}
    assert find_doubts(before, swapped) == []
    assert find_doubts(before, {code: f"{name} mới" for code, name in before.items()}) == []
    assert find_doubts(before, {code: name.upper() for code, name in before.items()}) == []


def test_rows_that_nobody_sees_are_asked_about_and_titles_are_named(
    centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = [["M-1", "Một"], ["M-2", "Hai"], ["M-3", "Ba"]]
    rows = [HEADER.split(","), *([*each, "XD", "Xây dựng", "", "2024-02-26"] for each in cells)]
    file = centre.workbook([*rows, ["Người lập biểu", "", "", "Giám đốc"]])
    book = load_workbook(file)
    book.active.auto_filter.ref = "A1:F4"
    for row in (3, 4):
        book.active.row_dimensions[row].hidden = True
    book.save(file)
    assert import_procedures(file, CATALOGUE, centre.procedures) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{file}: passed over, as they name no procedure: lines 5 ('Người lập biểu')",
        f"{file}: 2 hidden rows, by a filter or by hand (3, 4): meant too? show them, or delete "
        "them",
        "Nothing was changed. If it is meant so, import it with --yes.",
    ]
    assert import_procedures(file, CATALOGUE, centre.procedures, confirm=lambda: True) == 0
    assert len(stored(centre)) == 3


def test_a_terminal_is_asked(centre: Centre) -> None:
    assert import_procedures(catalogue(centre, *LONG), CATALOGUE, centre.procedures) == 0
    ours, theirs = pty.openpty()
    os.write(ours, b"n\n")
    done = subprocess.run(
        [sys.executable, "server.py", "import-procedures", catalogue(centre, LONG[0]),
         "--data", centre.folder / "var"],
        cwd=ROOT, text=True, check=False, timeout=60, stdout=subprocess.PIPE, stdin=theirs,
    )  # fmt: skip
    os.close(ours)
    os.close(theirs)
    assert (done.returncode, len(stored(centre))) == (1, 3)
    assert "Import it all the same? [y/N]: " in done.stdout

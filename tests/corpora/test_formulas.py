"""Names that a spreadsheet would calculate, in every file of the reports: they are texts there."""

import csv
import unicodedata
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from queueing import commands as c
from queueing.catalogue import Counter, Department, Preference, PriorityClass, Service
from tests.corpora.files import read
from tests.queueing.centre import named, small_centre
from tests.reports.centre import house_in
from tests.reports.test_libreoffice import AS_READ_HERE, convert
from tests.reports.test_long_files import made
from tests.reports.workbooks import formulas

STATISTICS = "/api/reports/statistics"
TABLES = {
    "departments": "/api/reports/departments.{kind}?headings=1",
    "for-programs": "/api/reports/departments.{kind}?",
    **{by: f"{STATISTICS}.{{kind}}?headings=1&by={by}"
       for by in ("service", "counter", "officer", "priority")},
}  # fmt: skip
STARTS = "=+-@"
NAMES = read("formulas")


def formula_centre():
    """A centre in which every name is a formula: a department, service and counter for each."""
    codes = {f"C{number}": name for number, name in enumerate(NAMES)}
    return small_centre(
        departments={
            code: Department(code, named(name), named(name), named(name), "tret", "A")
            for code, name in codes.items()
        },
        services={code: Service(code, code, named(name), "A") for code, name in codes.items()},
        counters={
            code: Counter(code, name, "tret", code, (Preference(code),))
            for code, name in codes.items()
        },
        priorities={
            code: PriorityClass(code, named(name), 0)
            for code, name in {"normal": "=1+1", **codes}.items()
        },
        outcomes={code: named(name) for code, name in codes.items()},
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre"), catalogue=formula_centre()) as house:
        for number, name in enumerate(NAMES):
            code = f"C{number}"
            house.press(c.IssueTicket(code, f"follow-{number}", code))
            house.press(c.OpenCounter(code, name))
            house.press(c.CallNext(code))
            house.press(c.FinishService(code, code))
            house.press(c.PauseCounter(code, name or "="))
        yield house


@pytest.fixture(scope="module")
def files(house, tmp_path_factory):
    """Every file that people can have, by its name, in a folder."""
    folder = tmp_path_factory.mktemp("files")
    reader = house.api()
    for kind in ("csv", "xlsx"):
        for name, address in TABLES.items():
            content = reader.get(address.format(kind=kind)).get_data()
            (folder / f"{name}.{kind}").write_bytes(content)
        (folder / f"legs.{kind}").write_bytes(made(reader, kind=kind)[1].get_data())
    return folder


def would_calculate(text):
    """Say whether a program that drops what cannot be seen would take a text for a formula."""
    seen = unicodedata.normalize("NFKC", text).lstrip(UNSEEN)
    return seen.startswith((*STARTS, "\u2212"))


UNSEEN = "".join(
    chr(code)
    for code in range(0x10000)
    if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zs", "Zl", "Zp")
)


def test_no_cell_of_a_csv_begins_a_formula(files):
    texts = set()
    for file in files.glob("*.csv"):
        content = file.read_bytes().decode("utf-8-sig")
        separator = "," if file.stem == "for-programs" else ";"
        rows = list(csv.reader(StringIO(content, newline=""), delimiter=separator))
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = {cell for row in rows for cell in row}
        assert [cell for cell in cells if would_calculate(cell) and not is_number(cell)] == []
        texts |= cells
    missing = [name for name in NAMES if name not in texts and f"'{name}" not in texts]
    assert missing == []


def is_number(cell):
    return cell.lstrip("-").replace(",", "").replace(".", "").isdigit()


def test_no_cell_of_a_workbook_is_a_formula(files):
    for file in files.glob("*.xlsx"):
        content = file.read_bytes()
        assert formulas(content) == []
        book = load_workbook(BytesIO(content))
        assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
            "s", "n", "d", "inlineStr",
        }  # fmt: skip
        assert [sheet._hyperlinks for sheet in book] == [[]] * len(book.sheetnames)


def test_libreoffice_calculates_nothing(files, tmp_path):
    programs = {files / "for-programs.csv"}
    for name, tables, *options in (
        ("people", set(files.glob("*.csv")) - programs, f"--infilter={AS_READ_HERE}"),
        ("programs", programs, f"--infilter={AS_READ_HERE.replace('59', '44')}"),
        ("workbooks", set(files.glob("*.xlsx"))),
    ):
        folder = tmp_path / name
        folder.mkdir()
        convert(folder, tables, *options, "--convert-to", "xlsx")
        opened = list(folder.glob("*.xlsx"))
        assert len(opened) == len(tables)
        assert [file.name for file in opened if formulas(file.read_bytes())] == []

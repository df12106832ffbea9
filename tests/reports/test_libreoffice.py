"""Workbooks are read back by LibreOffice: the same figures, and nothing that it would calculate."""

import csv
import subprocess
from datetime import datetime

import pytest
from openpyxl import load_workbook

from tests.reports.centre import golden_day, house_in
from tests.reports.test_long_files import made

DEPARTMENTS = "/api/reports/departments"
# Every sheet a file of its own in UTF-8, cells as they are shown
# ; between cells, " around text, UTF-8, Vietnamese; quoted cells are read like the others
AS_READ_HERE = "CSV:59,34,76,1,,1066,false,true"
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with house_in(tmp_path_factory.mktemp("centre")) as house:
        golden_day(house)
        yield house


def convert(folder, files, *options):
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         *options, "--outdir", folder, *(folder / name for name in files)],
        check=True, capture_output=True, timeout=90,
    )  # fmt: skip


@pytest.fixture(scope="module")
def sheets(house, tmp_path_factory):
    """(file, sheet) -> what LibreOffice shows in it; it is started once for both files."""
    folder = tmp_path_factory.mktemp("opened")
    short = house.api().get(f"{DEPARTMENTS}.xlsx").get_data()
    (folder / "short.xlsx").write_bytes(short)
    long = made(house.api(), kind="xlsx")[1].get_data()
    (folder / "long.xlsx").write_bytes(long)
    convert(folder, ["short.xlsx", "long.xlsx"], "--convert-to", AS_SHOWN)
    shown = {}
    for file in folder.glob("*.csv"):
        book, _, sheet = file.stem.partition("-")
        with file.open(encoding="utf-8", newline="") as text:
            shown[book, sheet] = list(csv.reader(text))
    return shown


def test_the_figures_are_the_ones_of_the_json(house, sheets):
    header, *rows = sheets["short", "Số liệu"]
    _, total = house.api().departments()
    last = dict(zip(header, rows[-1], strict=True))
    assert last["Cơ quan"] == "Tổng cộng"
    assert last["Lượt gọi"] == str(total["called"])
    assert last["Chờ trung bình (phút)"] == f"{total['wait_mean_s'] / 60:.1f}"
    assert last["Chờ đúng mục tiêu (%)"] == f"{total['wait_within_target']:.1%}"


def test_a_name_like_a_formula_is_shown_as_it_is(sheets):
    assert sheets["short", "Số liệu"][2][1] == "=Sở Tư pháp"
    assert "=Sở Tư pháp" in {row[2] for row in sheets["long", "Số liệu"]}


def test_rows_that_were_streamed_are_read_like_the_others(sheets):
    header, first, *rows = sheets["long", "Số liệu"]
    shown = dict(zip(header, first, strict=True))
    assert len(rows) == 8
    assert (shown["Số thứ tự"], shown["Ngày"], shown["Lấy số lúc"], shown["Chờ (phút)"]) == (
        "A003", "23/11/2026", "23/11/2026 08:02:00", "2.0",
    )  # fmt: skip


def test_a_csv_for_people_opens_in_columns_with_numbers_where_the_comma_is_decimal(house, tmp_path):
    raw = house.api().get(f"{DEPARTMENTS}.csv?headings=1").get_data()
    (tmp_path / "short.csv").write_bytes(raw)
    (tmp_path / "long.csv").write_bytes(made(house.api(), kind="csv")[1].get_data())
    files = ["short.csv", "long.csv"]
    convert(tmp_path, files, f"--infilter={AS_READ_HERE}", "--convert-to", "xlsx")
    rows, _ = house.api().departments()
    header, *lines = load_workbook(tmp_path / "short.xlsx").active.values
    shown = {line[0]: dict(zip(header, line, strict=True)) for line in lines}
    assert shown["XD"]["Cơ quan"] == "Xây dựng"
    assert shown["XD"]["Chờ trung bình (phút)"] == round(rows["XD"]["wait_mean_s"] / 60, 2)
    assert shown["XD"]["Chờ đúng mục tiêu (%)"] == rows["XD"]["wait_within_target"] * 100
    header, first, *_ = load_workbook(tmp_path / "long.xlsx").active.values
    leg = dict(zip(header, first, strict=True))
    assert (leg["Số thứ tự"], leg["Chờ (phút)"]) == ("A003", 2)
    assert leg["Lấy số lúc"] == datetime(2026, 11, 23, 8, 2)  # noqa: DTZ001 as in sheets


def test_what_was_asked_is_on_a_sheet_of_its_own(sheets):
    for book in ("short", "long"):
        assert ["Kỳ báo cáo"] in [row[:1] for row in sheets[book, "Về tệp này"]]

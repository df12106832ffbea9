"""What a workbook shows counts: struck-out text, hidden columns, charts, the file's own words."""

import io
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font

from admin.doubts import find_in_file
from admin.sheets.sentences import translate
from admin.sheets.vietnamese import VIETNAMESE
from tests.admin.tables import HEADER, ROW, SHEET, book, changed, csv_of, faults, only, read, row

LINE = Font(strike=True)
STRUCK = "is struck out ('{}'); delete it, or take the line through it away"


def strike(made: Workbook, *cells: str) -> Workbook:
    for cell in cells:
        made["A"][cell].font = LINE
    return made


def doubts(made: Workbook) -> list[str]:
    reading = read(made)
    assert reading.faults == []
    found = find_in_file(reading.hidden, reading.hidden_columns, reading.struck)
    return [*found, *(translate(each, VIETNAMESE) for each in found)]


def test_a_row_that_is_struck_out_is_left_out_and_asked_about() -> None:
    second = row(code="M-2", name_vi="Thủ tục đã bãi bỏ")
    for cells in (("A3", "B3"), tuple(f"{column}3" for column in "ABCDE")):
        made = strike(book(("A", [HEADER, ROW, second])), *cells)
        assert [each.code for each in read(made).procedures] == ["M-1"]
        asked, said = doubts(made)
        assert "struck out are left out (3: Thủ tục đã bãi bỏ)" in asked
        assert said.startswith("Các dòng bị gạch ngang không được nhập (3: Thủ tục đã bãi bỏ)")
    merged = strike(book(("A", [HEADER, ROW, row(code="", name_vi="")])), "A2", "B2")
    merged["A"].merge_cells("B2:B3")
    assert read(merged).procedures == []


@pytest.mark.parametrize(
    ("cell", "column", "text"), [("A2", "code", "M-1"), ("D2", "field", "Xây dựng")]
)
def test_one_cell_that_is_struck_out_is_refused(cell: str, column: str, text: str) -> None:
    made = strike(book(("A", [HEADER, ROW])), cell)
    assert faults(made)[0] == f"2: {column}: holds text that {STRUCK.format(text)}"


CARD = 't="inlineStr"><is><t>thẻ</t></is>'


def look_in_the_middle(look: str) -> str:
    return f"<r><t>Cấp </t></r><r><rPr>{look}</rPr><t>lại</t></r><r><t> thẻ</t></r>"


def in_the_sheet(strings: str) -> bytes:
    """Return a workbook as some programs write it: the text of a cell stands in the sheet."""
    made = book(("A", [HEADER, row(name_vi="thẻ"), row(code="M-2")]))
    return changed(made, SHEET, (CARD, f't="inlineStr"><is>{strings}</is>'))


def shared(strings: str) -> bytes:
    """Return a workbook as office programs write it: texts apart."""
    made = book(("A", [HEADER, row(name_vi="thẻ"), row(code="M-2")]))
    sheet = changed(made, SHEET, (CARD, 't="s"><v>0</v>'))
    content = io.BytesIO()
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.namelist():
            text = old.read(part).decode()
            here = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            new.writestr(part, text.replace("</Types>", here))
        new.writestr("xl/sharedStrings.xml", f'<sst xmlns="{name}"><si>{strings}</si></sst>')
    return content.getvalue()


@pytest.mark.parametrize("write", [shared, in_the_sheet])
def test_words_that_are_struck_out_within_a_text_are_refused(write: Callable[[str], bytes]) -> None:
    fault = f"2: cell B2: holds text that {STRUCK.format('lại')}"
    assert faults(write(look_in_the_middle("<strike/>"))) == [fault]
    whole = "<r><rPr><strike/></rPr><t>Cấp </t></r><r><rPr><b/><strike/></rPr><t>lại</t></r>"
    assert faults(write(whole)) == [f"2: name_vi: holds text that {STRUCK.format('Cấp lại')}"]
    reading = read(write(look_in_the_middle('<b/><strike val="0"/>')))
    assert (reading.faults, reading.procedures[0].name_vi) == ([], "Cấp lại thẻ")


@pytest.mark.parametrize("how", ['hidden="1"', "hidden='true'", 'ht="0" customHeight="1"'])
def test_rows_that_nobody_sees_are_asked_about_however_they_were_hidden(how: str) -> None:
    made = book(("A", [HEADER, ROW, row(code="M-2")]))
    assert read(changed(made, SHEET, ('<row r="3"', f'<row {how} r="3"'))).hidden == [3]


def test_columns_without_a_width_are_hidden() -> None:
    made = book(("A", [HEADER, ROW]))
    columns = "<cols><col min='4' max='4' width='0' customWidth='1'/></cols><sheetData>"
    assert read(changed(made, SHEET, ("<sheetData>", columns))).hidden_columns == ["field"]


def test_what_shows_that_a_cell_is_text_is_no_part_of_it() -> None:
    marked = only(csv_of(HEADER, row(code="'1.000700", valid_from="'2024-02-26", field="'Đất đai")))
    assert (marked.code, marked.field) == ("1.000700", "Đất đai")
    assert f"{marked.valid_from}" == "2024-02-26"
    quoted = only(csv_of(HEADER, row(name_vi="'Một cửa' liên thông")))
    assert quoted.name_vi == "'Một cửa' liên thông"


def test_a_line_that_was_broken_by_hand_is_two() -> None:
    made = book(("A", [HEADER, row(name_vi="Cấp_x000B_phép", documents="Đơn_x000B_Bản sao")]))
    assert (only(made).name_vi, only(made).documents) == ("Cấp phép", ("Đơn", "Bản sao"))


def test_hidden_columns_are_asked_about() -> None:
    made = book(("A", [["STT", "Mã TTHC", *HEADER[1:]], ["1", *ROW]]))
    assert doubts(made) == []
    for column in "AF":
        made["A"].column_dimensions[column].hidden = True
    asked, said = doubts(made)
    assert asked.startswith("hidden columns (valid_from) are read too")
    assert said.startswith("Các cột đang bị ẩn (valid_from) vẫn được đọc")


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("drawn", [True, False])
def test_sheets_of_charts_and_empty_ones_are_passed_over(place: int, drawn: bool) -> None:
    made = book(("Trống", []), ("Data", [HEADER, ROW]))
    chart = BarChart()
    chart.add_data(Reference(made["Data"], min_col=1, min_row=1, max_row=2))
    made.create_chartsheet("Biểu đồ", place).add_chart(chart)
    content = io.BytesIO()
    made.save(content)
    bare = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            # Some programs draw the chart into the sheet itself: nothing is beside it
            if drawn or "chartsheets/_rels" not in name:
                new.writestr(name, old.read(name))
    assert only(bare.getvalue()).code == "M-1"


def test_a_workbook_of_charts_alone_is_called_empty() -> None:
    made = Workbook()
    made.remove(made.active)
    made.create_chartsheet("Biểu đồ")
    assert faults(made) == ["1: the file is empty; its first line names the columns"]


def test_faults_name_the_column_as_the_file_does_and_what_is_possible() -> None:
    heading = ["Mã TTHC", "Tên thủ tục", "Cơ quan thực hiện", "Lĩnh vực", "Có hiệu lực từ"]
    one = ["M-1", "Đổi giấy phép lái xe", "Sở Giao thông vận tải", "Đường bộ", "2024-02-26"]
    services = "Giấy phép lái xe (GTVT-LX), "
    (fault,) = faults(csv_of([*heading, "Dịch vụ"], [*one, ""]))
    assert fault.startswith(
        "2: Dịch vụ (service): which service of Sở Giao thông vận tải (GTVT)? name one of "
    )
    assert services in fault
    assert "(GTVT-VT)" in fault
    (fault,) = faults(csv_of(heading, one))
    assert fault.startswith("2: service: which service of Sở Giao thông vận tải (GTVT)? add this ")
    (fault,) = faults(csv_of(heading, [*one[:2], "Sở Xây dựn", *one[3:]]))
    assert fault.startswith(
        "1: Cơ quan thực hiện (department): no procedure is of a department that is configured "
    )
    (fault, *_) = faults(csv_of([*heading[:4], "Có hiệu lực tư"], one))
    assert fault == "1: the column 'Có hiệu lực tư' is unknown; did you mean 'có hiệu lực từ'?"


@pytest.mark.parametrize("sign", ["nt", "-nt-", "“", "Như trên", "''"])
def test_signs_for_what_is_above_are_refused(sign: str) -> None:
    (fault,) = faults(book(("A", [HEADER, ROW, row(code="M-2", field=sign)])))
    assert fault == f"3: field: '{sign}' stands for what is above; write that out"

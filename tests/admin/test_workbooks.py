"""Workbooks of offices and of other programs are read right, or refused by their true cause."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.protection import WorkbookProtection

from admin.catalogue_file import check_procedures
from tests.admin.centre import CATALOGUE
from tests.admin.tables import HEADER, ROW, SHEET, book, changed, faults, only, read, row


def test_the_escapes_of_workbooks_are_decoded() -> None:
    papers = ["Đơn đề nghị_x000D_\nBản sao", "Đơn đề nghị_x000d__x000a_Bản sao"]
    for text in papers:
        assert only(book(("A", [HEADER, row(documents=text)]))).documents == (
            "Đơn đề nghị", "Bản sao",
        )  # fmt: skip
    assert only(book(("A", [HEADER, row(keywords="a_x005F_x000D_b")]))).keywords == "a_x000D_b"
    assert "lost letters" in faults(book(("A", [HEADER, row(keywords="a_xD83D_b")])))[0]


def test_a_number_for_a_code_is_taken_only_where_all_its_digits_are_shown() -> None:
    made = book(("A", [HEADER, [1.0007, *ROW[1:]]]))
    assert faults(made) == ["2: code: 1.0007 is a number, its zeros may be lost; format it as text"]
    made["A"]["A2"].number_format = "0.000000"
    assert only(made).code == "1.000700"
    made["A"]["A2"].number_format = "dd/mm/yyyy"
    made["A"]["A2"].value = made["A"]["B2"].value = 45348
    made["A"]["B2"].number_format = "dd/mm/yyyy"
    assert faults(made) == [
        "2: code: 2024-02-26 is a date, the code is lost; format it as text",
        "2: name_vi: 2024-02-26 is a date; format the cell as text and type it again",
    ]


def test_the_visible_sheet_and_the_row_that_name_the_columns_are_found() -> None:
    help_sheet = ("Hướng dẫn", [["Cách điền bảng này"], ["code"], ["name_vi"]])
    titles = [["DANH MỤC THỦ TỤC"], [], ["Ban hành kèm theo"]]
    assert only(book(help_sheet, ("Data", [*titles, HEADER, ROW]))).code == "M-1"
    hidden = book(("Cũ", [HEADER, row(code="OLD")]), ("Data", [HEADER, ROW]))
    hidden["Cũ"].sheet_state = "veryHidden"
    assert only(hidden).code == "M-1"
    assert only(book(("Mẫu", [HEADER]), ("Data", [HEADER, ROW]))).code == "M-1"


def test_faults_of_a_workbook_name_sheet_and_row() -> None:
    made = book(("Hướng dẫn", [["x"]]), ("Data", [["TITLE"], HEADER, row(name_vi="")]))
    assert faults(made) == ["3: sheet 'Data': name_vi: is empty"]


def test_a_workbook_without_a_heading_says_where_it_was_looked_for() -> None:
    assert faults(book(("Một", [["a"], ["b"]]), ("Hai", [["c"]]))) == [
        "1: no row names the columns (code, name_vi, name_en, name_km, department …); looked at "
        "sheet 'Một' rows 1 to 2, sheet 'Hai' rows 1 to 1"
    ]
    assert faults(book(("A", [HEADER, ROW]), ("B", [HEADER, ROW]))) == [
        "1: the sheets 'A' and 'B' name the columns alike; keep one of them"
    ]
    hidden = book(("A", [["x"]]), ("B", [["y"], HEADER, ROW]))
    hidden["B"].sheet_state = "hidden"
    assert faults(hidden) == ["2: the sheet 'B', which names the columns, is hidden; show it"]
    in_one = "1: all columns stand in one cell; split them (Data › Text to Columns)"
    assert faults(book(("A", [[",".join(HEADER)], [",".join(ROW)]]))) == [in_one]
    assert faults(f'"{",".join(HEADER)}"\n"{",".join(ROW)}"\n') == [in_one]


def test_a_merged_cell_speaks_for_all_its_rows() -> None:
    made = book(("A", [["TITLE"], HEADER, ROW, row(code="M-2", department="", field="")]))
    for merged in ("A1:G1", "C3:C4", "D3:D4"):
        made["A"].merge_cells(merged)
    assert [(p.code, p.department, p.field) for p in read(made).procedures] == [
        ("M-1", "XD", "Xây dựng"), ("M-2", "XD", "Xây dựng"),
    ]  # fmt: skip
    made["A"].merge_cells("A3:A4")
    assert faults(made) == [
        "4: code: 'M-1' stands already on line 3; its cell is merged, each procedure needs its own "
        "row"
    ]


def test_styled_rows_far_below_the_table_are_no_rows() -> None:
    made = book(("A", [HEADER, ROW]))
    made["A"]["B200000"].number_format = "@"
    assert only(made).code == "M-1"


def test_a_text_of_a_workbook_may_begin_like_a_formula() -> None:
    made = book(("A", [HEADER, row(keywords="x")]))
    made["A"]["F2"].value = "=1+1"
    made["A"]["F2"].data_type = "s"
    assert only(made).keywords == "=1+1"


def test_a_workbook_whose_structure_alone_is_locked_is_read() -> None:
    made = book(("A", [HEADER, ROW]))
    made.security = WorkbookProtection(workbookPassword="x", lockStructure=True)
    made["A"].protection.enable()
    assert only(made).code == "M-1"


def packed(*names: str, content: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password; take it off"),
        (OLE + "WordDocument".encode("utf-16-le"), "Word document"),
        (OLE + "Workbook".encode("utf-16-le"), "old kind (.xls); save it as .xlsx"),
        (packed("xl/workbook.bin"), "binary workbook (.xlsb); save it as .xlsx"),
        (packed("word/document.xml"), "Word document"),
        (packed("mimetype", "content.xml"), "OpenDocument file (.ods); save it as .xlsx"),
        (packed("a.csv"), "packed folder (.zip)"),
        (
            packed("[Content_Types].xml", "xl/workbook.xml", content=b"http://purl.oclc.org/ooxml/"),
            "Strict Open XML",
        ),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0", "this is a picture"),
        (b"\xff\xd8\xff\xe0\0", "this is a picture"),
        (b"MIME-Version: 1.0\r\n", "web page or XML"),
        (b"{\\rtf1", "text document (.rtf)"),
        (b"<html><table><tr><td>code</td>", "web page or XML"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', "web page or XML"),
        ("<html><table><tr><td>code</td>".encode("utf-16"), "web page or XML"),
        (b"L\0\0\0\x01\x14\x02\0", "this is a shortcut"),
        (b'{"url": "https://docs.google.com/open?id=1"}', "a link to a sheet on the web"),
    ],
)  # fmt: skip
def test_another_kind_of_file_is_called_by_its_name(content: bytes, cause: str) -> None:
    (fault,) = faults(content)
    assert cause in fault


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (50000, '#,##0 "đ"', "50.000 đ"),
        (50000, "#,##0\\ [$₫-42A]", "50.000 ₫"),
        (1234567, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"??_);_(@_)', "1.234.567"),
        (0.05, "0%", "5%"),
        (15, '0 "ngày"', "15 ngày"),
        (0.3, "General", "0.3"),
        (50000, "#,##0,", "50000"),  # counted in thousands
        (1.25, "0.0", "1.25"),  # a digit is not shown
        (1.5, "# ?/?", "1.5"),
    ],
)
def test_a_number_is_read_as_its_format_shows_it(
    value: float, number_format: str, shown: str
) -> None:
    made = book(("A", [[*HEADER, "fee"], [*ROW, value]]))
    made["A"]["H2"].number_format = number_format
    assert only(made).fee == shown


def test_codes_in_numbers_are_taken_where_their_zeros_are_shown() -> None:
    made = book(("A", [HEADER, [123, *ROW[1:]]]))
    for number_format, code in (("00000", "00123"), ("0", None), ("#,##0", None)):
        made["A"]["A2"].number_format = number_format
        if code:
            assert only(made).code == code
        else:
            assert "123 is a number, its zeros may be lost" in faults(made)[0]


@pytest.mark.parametrize("value", [time(8, 30), timedelta(hours=30)])
def test_a_time_is_no_text(value: time | timedelta) -> None:
    made = book(("A", [[*HEADER, "time_limit"], [*ROW, value]]))
    assert "is a time; format the cell as text" in faults(made)[0]


@pytest.mark.parametrize(
    ("part", "pattern", "other"),
    [
        (SHEET, '<dimension ref="[^"]*"', '<dimension ref="A1"'),
        (SHEET, r' r="[A-Z]*\d+"', ""),  # programs that count cells by their order
        ("docProps/core.xml", "<dc:creator>[^<]*</dc:creator>", ""),
        (SHEET, "</sheetData>", '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'),
        (
            SHEET,
            "</sheetData>",
            '</sheetData><mergeCells count="1"><mergeCell ref="C2:C1048576"/></mergeCells>',
        ),
    ],
)
def test_a_workbook_of_another_program_is_read_alike(part: str, pattern: str, other: str) -> None:
    made = book(("Danh mục – 2026", [HEADER, ROW]))
    found = check_procedures(changed(made, part, (pattern, other)), CATALOGUE)
    assert ([each.code for each in found.procedures], found.faults) == (["M-1"], [])


def test_dates_that_are_counted_from_1904_are_the_same_dates() -> None:
    made = book(("A", [HEADER, [*ROW[:4], datetime(2024, 2, 26)]]))  # noqa: DTZ001 as openpyxl has it
    made.epoch = CALENDAR_MAC_1904
    assert only(made).valid_from == date(2024, 2, 26)


START = "<worksheet "
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(8))


@pytest.mark.parametrize(
    ("part", "by", "cause"),
    [
        (SHEET, ((START, f"<!DOCTYPE x [{ENTITIES}]>{START}"), ("M-1", "&e7;")), "amplification"),
        (
            SHEET,
            ((START, f'<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/hostname">]>{START}'),
             ("M-1", "&e;")),
            "undefined entity",
        ),
        (SHEET, (("</sheetData>", '<row r="9999999"><c r="A9999999"><v>1</v></c></row>'),),
         "rows beyond 1,048,576"),
        (SHEET, (("</sheetData>", ""),), "the workbook cannot be read"),
        ("xl/workbook.xml", (("<sheets>", "<x>"),), "the workbook cannot be read"),
    ],
)  # fmt: skip
def test_a_workbook_that_was_made_to_harm_is_refused(
    part: str, by: tuple[tuple[str, str], ...], cause: str
) -> None:
    made = changed(book(("A", [HEADER, ROW])), part, *by)
    (fault,) = check_procedures(made, CATALOGUE).faults
    assert cause in fault.what


def test_a_workbook_of_thousands_of_files_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for number in range(5_001):
            packed.writestr(f"xl/media/{number}.png", b"")
    (fault,) = check_procedures(content.getvalue(), CATALOGUE).faults
    assert fault.what == "the workbook is too large when unpacked"

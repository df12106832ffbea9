"""Tables as offices write them: one good row, and what is read of its variants."""

import io
import re
import zipfile
from pathlib import Path

from openpyxl import Workbook

from admin.catalogue_file import Reading, check_procedures
from tests.admin.centre import CATALOGUE

HEADER = ["code", "name_vi", "department", "field", "valid_from", "keywords", "documents"]
ROW = ["M-1", "Cấp giấy phép xây dựng", "XD", "Xây dựng", "2024-02-26", "", ""]


def csv_of(*rows: list[str], separator: str = ",", end: str = "\n") -> str:
    return "".join(separator.join(row) + end for row in rows)


PLAIN = csv_of(HEADER, ROW)
SHEET = "xl/worksheets/sheet1.xml"
"""The part of a workbook that is its first sheet."""
AS_OFFICES_CALL_THEM = [
    "Mã TTHC", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Lĩnh vực", "Có hiệu lực từ",
    "Từ khoá", "Thành phần hồ sơ:",
]  # fmt: skip
FOOTER = ["Người lập biểu", "", "", "GIÁM ĐỐC"]


def row(**cells: str) -> list[str]:
    return [cells.get(name, text) for name, text in zip(HEADER, ROW, strict=True)]


def read(content: str | bytes | Workbook) -> Reading:
    if isinstance(content, Workbook):
        file = io.BytesIO()
        content.save(file)
        content = file.getvalue()
    return check_procedures(content.encode() if isinstance(content, str) else content, CATALOGUE)


def only(content: str | bytes | Workbook):
    """Return the one procedure of a file without faults."""
    reading = read(content)
    assert reading.faults == []
    (found,) = reading.procedures
    return found


def faults(content: str | bytes | Workbook) -> list[str]:
    return [fault.at(Path("f")).removeprefix("f:") for fault in read(content).faults]


def book(*sheets: tuple[str, list[list[object]]]) -> Workbook:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for each in rows:
            sheet.append(each)
    return made


def changed(made: Workbook, part: str, *by: tuple[str, str]) -> bytes:
    """Return a workbook with other text in one of its parts."""
    file, content = io.BytesIO(), io.BytesIO()
    made.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(content, "w") as new:
        assert part in old.namelist()
        for name in old.namelist():
            text = old.read(name)
            for pattern, other in by if name == part else ():
                text, times = re.subn(pattern.encode(), other.encode(), text)
                assert times
            new.writestr(name, text)
    return content.getvalue()

"""Files of the reports, read back by readers that are not ours."""

import re
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

TITLES = ("Số liệu", "Biểu đồ", "Định nghĩa", "Về tệp này")


def workbook(answer):
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type.endswith("spreadsheetml.sheet")
    return load_workbook(BytesIO(answer.get_data()))


def lines(sheet):
    """Every row of a sheet as plain values."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def formulas(content):
    """What would be calculated in a workbook: nothing of it, if it is one of ours."""
    with ZipFile(BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return [
            found
            for name in sheets
            for found in re.findall(r"<f[ >].*?</f>", parts.read(name).decode())
        ]

"""Files of the reports, read back by readers that are not ours."""

import re
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

LETTERS_OF_A_PAGE = 235
"""Of a sheet's usual 11 points; so many are printed with 7."""
TITLES = ("Số liệu", "Biểu đồ", "Định nghĩa", "Về tệp này")


def workbook(answer):
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.content_type.endswith("spreadsheetml.sheet")
    return load_workbook(BytesIO(answer.get_data()))


def lines(sheet):
    """Every row of a sheet as plain values."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def fits_one_page(sheet):
    """Whether a sheet is as wide as a page of A4 on its side, and its letters can be read there."""
    setup, letters = sheet.page_setup, sum(each.width for each in sheet.column_dimensions.values())
    on_one = sheet.sheet_properties.pageSetUpPr.fitToPage and setup.fitToWidth in (None, 1)
    return on_one and setup.orientation == "landscape" and letters < LETTERS_OF_A_PAGE


def formulas(content):
    """What would be calculated in a workbook: nothing of it, if it is one of ours."""
    with ZipFile(BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return [
            found
            for name in sheets
            for found in re.findall(r"<f[ >].*?</f>", parts.read(name).decode())
        ]

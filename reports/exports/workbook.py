"""A table as a workbook: typed cells, a chart, definitions, ready to print; never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from reports.exports.units import heading, workbook_number
from reports.language.locale import Locale
from reports.tables.table import Cell, CellKind, Column, Table

NOTHING_IS_CALCULATED = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
FORMS: dict[CellKind, str] = {
    "text": "@",
    "count": "#,##0",
    "number": "#,##0.0",
    "seconds": "#,##0.0",
    "share": "0.0%",
    "moment": "dd/mm/yyyy hh:mm:ss",
    "day": "dd/mm/yyyy",
}
WIDTHS: dict[CellKind, int] = {
    "text": 14, "count": 9, "number": 9, "seconds": 9, "share": 9, "moment": 19, "day": 12
}  # fmt: skip
"""At least so wide: headings have room on five lines, and many columns on a page of paper."""
WIDEST, MEASURED_ROWS = 46, 200
HEADING_HEIGHT = 78
FITS_A_PAGE = 20
"""So many columns can still be read on one page of A4; more go over several."""
OVER_PAGES_PERCENT = 70
MOST_BARS = 40
A4 = 9
LARGEST_SHEET = 1_048_576
"""Rows that a sheet can hold, its heading among them."""
_INK, _SHADE, _LINE = "#1d2733", "#e8eef3", "#b9c4cf"


Cells = Sequence[tuple[Cell, CellKind]]
Places = Sequence[int]
"""Which columns of a table, in order."""


@dataclass
class Book:
    """A workbook being written for a locale, and the looks of its cells."""

    file: BinaryIO
    locale: Locale
    book: Any = field(init=False)
    _looks: dict[tuple[str, ...], Any] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        from xlsxwriter import Workbook  # here: a server need not have it to start

        self.book = Workbook(self.file, NOTHING_IS_CALCULATED)

    def look(self, kind: CellKind, *more: str) -> Any:
        """Return how a cell looks; `more`: `head`, `right`, `total`, `wrapped`."""
        key = (kind, *more)
        if key not in self._looks:
            look: dict[str, object] = {
                "num_format": FORMS[kind],
                "font_color": _INK,
                "valign": "top",
            }
            if "head" in more:
                look |= {"bold": True, "bg_color": _SHADE, "bottom": 1, "bottom_color": _LINE}
                look |= {"text_wrap": True, "valign": "vcenter"}
            if "total" in more:
                look |= {"bold": True, "top": 1, "top_color": _INK}
            if "right" in more:
                look |= {"align": "right"}
            if "wrapped" in more:
                look |= {"text_wrap": True}
            self._looks[key] = self.book.add_format(look)
        return self._looks[key]

    def write(self, sheet: Any, row: int, cells: Cells, *more: str) -> None:
        """Write a row of cells, text as text and numbers as numbers; None stays empty."""
        for place, (cell, kind) in enumerate(cells):
            look = self.look(kind, *more)
            match workbook_number(cell, kind, self.locale.zone):
                case None:
                    sheet.write_blank(row, place, None, look)
                case str() as text:
                    sheet.write_string(row, place, text, look)
                case number:
                    sheet.write_number(row, place, number, look)


def write_workbook(table: Table, locale: Locale, file: BinaryIO) -> None:
    """Write the whole workbook to `file`; for tables of which every row may be in memory."""
    rows = list(table.rows)
    book = Book(file, locale)
    sheets = [
        (_add_part(book, table, name, places, rows), places)
        for name, places in _parts(table, locale)
    ]
    if table.chart and 0 < len(rows) <= MOST_BARS:
        place = next(n for n, column in enumerate(table.columns) if column.key == table.chart)
        sheet, places = next(each for each in sheets if place in each[1])
        _draw(book, sheet, table, places.index(place), len(rows))
    add_notes(book, table)
    book.book.close()


def _parts(table: Table, locale: Locale) -> list[tuple[str, Places]]:
    """Return the sheets of a table: their names and columns."""
    if not table.parts:
        return [(locale.say("Số liệu"), range(len(table.columns)))]
    place_of = {column.key: place for place, column in enumerate(table.columns)}
    heads = range(table.heads)
    return [(name, [*heads, *(place_of[key] for key in keys)]) for name, keys in table.parts]


def _add_part(
    book: Book, table: Table, name: str, places: Places, rows: Sequence[Sequence[Cell]]
) -> Any:
    """Return a sheet with some columns of the table, their rows and their total."""
    total = [] if table.total is None else [table.total]
    sheet = begin_sheet(book, table, name, places, [*rows[:MEASURED_ROWS], *total])
    kinds = [table.columns[place].kind for place in places]

    def write(number: int, row: Sequence[Cell], *more: str) -> None:
        cells = [row[place] for place in places]
        book.write(sheet, number, list(zip(cells, kinds, strict=True)), *more)

    for number, row in enumerate(rows, 1):
        write(number, row)
    for row in total:
        write(len(rows) + 1, row, "total")
    return sheet


def begin_sheet(
    book: Book, table: Table, name: str, places: Places, rows: Sequence[Sequence[Cell]]
) -> Any:
    """Return a sheet of the table with its heading, as wide as `rows` need, ready to print."""
    sheet = book.book.add_worksheet(name)
    columns = [table.columns[place] for place in places]
    for at, (place, column) in enumerate(zip(places, columns, strict=True)):
        sheet.set_column(at, at, _width(column, [row[place] for row in rows]))
        look = ("head",) if column.kind == "text" else ("head", "right")
        sheet.write_string(0, at, heading(column, book.locale), book.look("text", *look))
    sheet.set_row(0, HEADING_HEIGHT)
    sheet.freeze_panes(1, table.heads)
    sheet.autofilter(0, 0, table.count, len(columns) - 1)
    sheet.repeat_rows(0)
    if len(columns) <= FITS_A_PAGE:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, table.heads - 1)
        sheet.set_print_scale(OVER_PAGES_PERCENT)
    asked = [table.title, *(value for _, value in table.filters[:1])]
    _set_page(sheet, book.locale, " · ".join(asked), table.made)
    return sheet


def add_notes(book: Book, table: Table) -> None:
    """Add the sheets that say what the figures mean, and what was asked."""
    say = book.locale.say
    if table.definitions:
        head = (say("Chỉ tiêu"), say("Cách tính"), say("Không tính"))
        _add_texts(book, say("Định nghĩa"), head, table.definitions, (30, 80, 50), table)
    asked = [(say("Bảng"), table.title), *table.filters]
    _add_texts(book, say("Về tệp này"), (say("Mục"), say("Nội dung")), asked, (30, 80), table)


def _add_texts(
    book: Book,
    name: str,
    head: Sequence[str],
    lines: Sequence[Sequence[str]],
    widths: Sequence[int],
    table: Table,
) -> None:
    sheet = book.book.add_worksheet(name)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    book.write(sheet, 0, [(text, "text") for text in head], "head")
    for number, line in enumerate(lines, 1):
        book.write(sheet, number, [(text, "text") for text in line], "wrapped")
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    _set_page(sheet, book.locale, table.title, table.made)


def _set_page(sheet: Any, locale: Locale, title: str, made: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.8, bottom=0.7)
    texts = (locale.centre, title, made)
    centre, shown, signed = (text.replace("&", "&&")[:120] for text in texts)
    page = locale.say("Trang %(page)s/%(pages)s", page="&P", pages="&N")
    sheet.set_header(f"&L{centre}&R{shown}")
    sheet.set_footer(f"&L{signed}&R{page}")


def _draw(book: Book, sheet: Any, table: Table, place: int, rows: int) -> None:
    """Add a sheet with the bars of the column at `place` of `sheet`, each with its value."""
    column = next(each for each in table.columns if each.key == table.chart)
    names = table.heads - 1
    chart = book.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": [sheet.name, 0, place],
            "categories": [sheet.name, 1, names, rows, names],
            "values": [sheet.name, 1, place, rows, place],
            "fill": {"color": "#0f6e84"},
            "data_labels": {"value": True},
            "gap": 60,
        }
    )
    chart.set_title({"name": heading(column, book.locale), "overlay": False})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"num_format": FORMS[column.kind], "min": 0, "label_position": "low"})
    chart.set_size({"width": 1000, "height": 140 + 26 * rows})
    page = book.book.add_worksheet(book.locale.say("Biểu đồ"))
    page.hide_gridlines(2)
    page.insert_chart(0, 0, chart)
    page.fit_to_pages(1, 1)
    _set_page(page, book.locale, table.title, table.made)


def _width(column: Column, cells: Sequence[Cell]) -> int:
    """Return a width in letters that shows the text, or the widest of these numbers."""
    if column.kind != "text":
        found = [cell for cell in cells if isinstance(cell, int | float)]
        widest = max((len(f"{cell:,.1f}") for cell in found), default=0)
        return max(WIDTHS[column.kind], widest + 1)
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(WIDEST, max(longest + 2, WIDTHS["text"] if longest > 6 else 9))

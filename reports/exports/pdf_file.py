"""A table as PDF on A4: headings on every page, page n of m, letters of Vietnamese in the file.

ReportLab makes it, which is an extra of its own: `pdf`. Where it is missing nothing else is.
"""

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from babel.numbers import format_decimal

from reports.exports.units import heading, minutes, percent
from reports.language.locale import Locale
from reports.tables.table import Cell, CellKind, Column, Table
from web.errors import RequestRefused

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

FONTS = Path(__file__).parents[2] / "kiosk" / "printing" / "slip" / "fonts"
"""The fonts of the slips: they have every letter of Vietnamese."""
PLAIN, BOLD = "NotoSans-Regular", "NotoSans-Bold"
SIGNS = str.maketrans({"≥": ">=", "≤": "<=", "−": "–", "∑": "Σ", "\N{NARROW NO-BREAK SPACE}": " "})
"""What the fonts lack."""
MARGIN, BAND = 32.0, 11
"""In points; so many figures stand beside each other, the others follow in a table below."""
WIDTH, NAMES_WIDTH = 766.0, 172.0
INK, SHADE, LINE = "#1d2733", "#e8eef3", "#b9c4cf"


class NoPdf(RequestRefused):
    """The library that makes PDF files is not installed."""

    code, status = "no_pdf", 501


def pdf_possible() -> bool:
    """Say whether this server can make PDF files; pages offer none otherwise."""
    return find_spec("reportlab") is not None


def pdf_bytes(table: Table, locale: Locale) -> bytes:
    """Return the whole file, or raise NoPdf."""
    if not pdf_possible():
        raise NoPdf
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    _know_fonts()
    file = BytesIO()
    document = SimpleDocTemplate(
        file, pagesize=landscape(A4), leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN + 12, title=table.title, author=locale.centre, lang=locale.language,
    )  # fmt: skip
    document.build(_story(table, locale), canvasmaker=_counting_pages(table, locale))
    return file.getvalue()


@cache
def _know_fonts() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in (PLAIN, BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))


def _story(table: Table, locale: Locale) -> list["Flowable"]:
    from reportlab.platypus import Paragraph, Spacer

    asked = " · ".join(f"{name}: {value}" for name, value in table.filters)
    story: list[Flowable] = [
        Paragraph(_text(locale.centre), _style(PLAIN, 9)),
        Paragraph(_text(table.title), _style(BOLD, 15)),
        Paragraph(_text(asked), _style(PLAIN, 9)),
    ]
    rows = [*table.rows, *([] if table.total is None else [table.total])]
    for band in _bands(table):
        story += [Spacer(0, 12), _grid(table, band, rows, locale)]
    if table.definitions:
        story += [Spacer(0, 14), Paragraph(_text(locale.say("Định nghĩa")), _style(BOLD, 11))]
    for name, formula, left_out in table.definitions:
        without = f" {_text(locale.say('Không tính'))}: {_text(left_out)}" if left_out else ""
        line = f'<font name="{BOLD}">{_text(name)}.</font> {_text(formula)}{without}'
        story.append(Paragraph(line, _style(PLAIN, 8)))
    return story


def _bands(table: Table) -> list[list[int]]:
    """Return the places of the columns of each part; the name of a row begins every one."""
    name, figures = table.heads - 1, range(table.heads, len(table.columns))
    return [[name, *figures[n : n + BAND]] for n in range(0, len(figures), BAND)]


def _grid(
    table: Table, band: Sequence[int], rows: Sequence[Sequence[Cell]], locale: Locale
) -> "Flowable":
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import LongTable

    columns = [table.columns[place] for place in band]
    head: list[Any] = [_head(column, locale) for column in columns]
    content = [
        [
            _cell(row[place], column, locale, BOLD if row is table.total else PLAIN)
            for place, column in zip(band, columns, strict=True)
        ]
        for row in rows
    ]
    look: list[Any] = [
        ("FONT", (0, 0), (-1, -1), PLAIN, 8), ("TEXTCOLOR", (0, 0), (-1, -1), HexColor(INK)),
        ("BACKGROUND", (0, 0), (-1, 0), HexColor(SHADE)), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"), ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
    ]  # fmt: skip
    if table.total is not None:
        look.append(("FONT", (0, -1), (-1, -1), BOLD, 8))
        look.append(("LINEABOVE", (0, -1), (-1, -1), 0.8, HexColor(INK)))
    widths = [NAMES_WIDTH, *[(WIDTH - NAMES_WIDTH) / BAND] * (len(band) - 1)]
    return LongTable([head, *content], colWidths=widths, repeatRows=1, style=look, hAlign="LEFT")


def _head(column: Column, locale: Locale) -> "Flowable":
    from reportlab.platypus import Paragraph

    return Paragraph(_text(heading(column, locale)), _style(BOLD, 7.5, column.kind != "text"))


def _cell(cell: Cell, column: Column, locale: Locale, font: str) -> Any:
    from reportlab.platypus import Paragraph

    if isinstance(cell, str):
        return Paragraph(_text(cell), _style(font, 8))
    return "–" if cell is None else _number(cell, column.kind, locale)


def _number(cell: Any, kind: CellKind, locale: Locale) -> str:
    """Return a figure as the reader's language writes it."""
    if kind == "moment":
        return f"{cell.astimezone(locale.zone):%d/%m/%Y %H:%M:%S}"
    if kind == "day":
        return f"{cell:%d/%m/%Y}"
    value = {"seconds": minutes, "share": percent}.get(kind, float)(cell)
    return format_decimal(value, "#,##0" if kind == "count" else "#,##0.0", locale.language)


def _style(font: str, size: float, to_the_right: bool = False) -> "ParagraphStyle":
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "text", fontName=font, fontSize=size, leading=size * 1.35, textColor=HexColor(INK),
        alignment=2 if to_the_right else 0,
    )  # fmt: skip


def _text(text: str) -> str:
    return escape(text.translate(SIGNS))


def _counting_pages(table: Table, locale: Locale) -> Any:
    """Return a canvas that writes page n of m: it keeps the pages until m is known."""
    from reportlab.pdfgen.canvas import Canvas

    class Counting(Canvas):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self._kept.append(dict(self.__dict__))
            self._startPage()  # type: ignore[attr-defined]

        def save(self) -> None:
            for number, page in enumerate(self._kept, 1):
                self.__dict__.update(page)
                self.setFont(PLAIN, 8)
                shown = locale.say("Trang %(page)s/%(pages)s", page=number, pages=len(self._kept))
                self.drawRightString(842 - MARGIN, MARGIN / 1.6, shown)
                signed = " · ".join(filter(None, (locale.centre, table.made)))
                self.drawString(MARGIN, MARGIN / 1.6, signed.translate(SIGNS))
                super().showPage()
            super().save()

    return Counting

"""The sheet of a test print: shows at a glance whether width, letters and darkness are right."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PIL import Image, ImageDraw

from kiosk.printing.blocks import Block, Lines, Picture
from kiosk.printing.drawing import BLACK, WHITE, draw
from kiosk.printing.faces import Face, printable
from kiosk.printing.printers import Printer
from kiosk.printing.slip import WORDS, code, language_on_paper
from kiosk.printing.styles import WIDTHS, Style, style
from kiosk.printing.wrapping import wrap

TONES = "\u0300\u0309\u0303\u0301\u0323"
TONED = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
SMALL = (*"ăâđêôơư", *TONED)
CAPITALS = tuple(letter.upper() for letter in SMALL)
"""With the small ones the 134 letters that Vietnamese has beside the plain ones."""

MM = 8  # dots
TICK, TICK_5, TICK_10 = 8, 14, 24  # rows
BAR, END = 4, 24  # rows of a bar, and of the marks at its two ends
SHADES = (1, 0.75, 0.5, 0.25)
ORDER = ((0, 2), (3, 1))  # which dot of four is black first


def sheet(printer: Printer, at: datetime, language: str = "vi") -> Image.Image:
    """Return the sheet for a printer, as wide as its paper, ready for `encode`.

    `at`: local time. Raise ValueError for a width that is not in WIDTHS.
    """
    return draw(compose(printer, at, language), style(printer.width))


def compose(printer: Printer, at: datetime, language: str) -> list[Block]:
    """Return the blocks of the sheet from top to bottom."""
    found = _Sheet(printer, at, language_on_paper(language), style(printer.width))
    return list(found.blocks())


@dataclass(frozen=True)
class _Sheet:
    """One sheet, put together from top to bottom."""

    printer: Printer
    at: datetime
    language: str
    style: Style

    def blocks(self) -> Iterator[Block]:
        """Yield every block."""
        style, space = self.style, self.style.space
        yield from self._text(self._say("Phiếu in thử"), style.department)
        yield from self._text(printable(self.printer.id), style.centre, space)
        yield Picture(_rulers(style), space)
        yield from self._text(
            self._say("Vạch dưới cùng phải hết khổ in, nếu không xin sửa width trong config.yaml"),
            style.small,
            space,
        )
        for face in (style.service, Face(style.service.size, bold=True)):
            yield Lines(_rows(SMALL, face, style.inner), face, space)
            yield Lines(_rows(CAPITALS, face, style.inner), face)
        yield Picture(_patches(style), space + style.gap)
        yield from self._text(
            self._say("Nếu mờ hoặc có sọc trắng, xin lau đầu in"), style.small, style.gap
        )
        yield code(self.printer.id, style)
        for fact in self._facts():
            yield from self._text(printable(fact), style.small)

    def _facts(self) -> Iterator[str]:
        printer = self.printer
        yield self._say("Kết nối: %(connection)s", connection=reached_by(printer))
        cutter = self._say("có dao cắt") if printer.cutter else self._say("không có dao cắt")
        width = self._say("Khổ in: %(dots)s điểm", dots=printer.width)
        yield f"{width} · {cutter}"
        yield f"{self.at:%H:%M · %d/%m/%Y}"

    def _text(self, text: str, face: Face, above: int = 0) -> Iterator[Block]:
        yield Lines(wrap(text, face.width, self.style.inner), face, above)

    def _say(self, msgid: str, **fields: object) -> str:
        return WORDS.gettext(self.language, msgid, **fields)


def reached_by(printer: Printer) -> str:
    """Return the connection of a printer with its address, as its settings name them."""
    match printer.connection:
        case "network":
            where = f"{printer.host}:{printer.port}"
        case "usb":
            where = f"{printer.vendor:04x}:{printer.product:04x}"
        case "serial":
            where = f"{printer.device}, {printer.baud} baud"
        case "file":
            where = printer.device
        case _:
            where = printer.queue
    return f"{printer.connection} {where}".strip()


def _rulers(style: Style) -> Image.Image:
    """Return a ruler in millimetres, and a bar for every width of paper up to this one.

    A printer with fewer dots than it is told prints no mark at the right end of the last bar.
    """
    widths = [width for width in WIDTHS if width <= style.width]
    face, step = style.small_bold, END + style.small_bold.line
    image = Image.new("1", (style.width, TICK_10 + step * len(widths)), WHITE)
    canvas = ImageDraw.Draw(image)
    for place, x in enumerate(range(0, style.width, MM)):
        rows = TICK_10 if place % 10 == 0 else TICK_5 if place % 5 == 0 else TICK
        canvas.rectangle((x, 0, x + 1, rows - 1), BLACK)
    for place, width in enumerate(widths):
        top = TICK_10 + place * step + face.line
        middle = top + (END - BAR) // 2
        canvas.rectangle((0, middle, width - 1, middle + BAR - 1), BLACK)
        for left in (0, width - BAR):
            canvas.rectangle((left, top, left + BAR - 1, top + END - 1), BLACK)
        right = width - face.width(str(width)) - MM
        canvas.text((right, top - MM // 2), str(width), BLACK, face.font, anchor="ls")
    return image


def _patches(style: Style) -> Image.Image:
    """Return patches of falling darkness, then lines of one dot: upright and lying."""
    count = len(SHADES) + 2
    side = (style.inner - (count - 1) * style.space) // count
    image = Image.new("1", (style.inner, side), WHITE)
    for place in range(count):
        left = place * (side + style.space)
        for x in range(side):
            for y in range(side):
                if _inked(place, x, y):
                    image.putpixel((left + x, y), BLACK)
    return image


def _inked(patch: int, x: int, y: int) -> bool:
    if patch < len(SHADES):
        return ORDER[y % 2][x % 2] < 4 * SHADES[patch]
    return (x if patch == len(SHADES) else y) % 4 == 0


def _rows(signs: tuple[str, ...], face: Face, width: int) -> tuple[str, ...]:
    """Return as few lines as hold all signs, about the same number in each."""
    total = len(signs)
    for count in range(1, total):
        ends = [total * place // count for place in range(count + 1)]
        rows = tuple(" ".join(signs[at:end]) for at, end in pairwise(ends))
        if all(face.width(row) <= width for row in rows):
            return rows
    return signs

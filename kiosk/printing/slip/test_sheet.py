"""The sheet of a test print: shows at a glance whether width, letters and darkness are right."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PIL import Image, ImageDraw

from kiosk.printing.device import PrinterDevice, describe_address
from kiosk.printing.slip.blocks import Block, Lines, Picture
from kiosk.printing.slip.drawing import BLACK, WHITE, draw
from kiosk.printing.slip.fonts import Face, make_printable
from kiosk.printing.slip.metrics import WIDTHS, Style, get_style
from kiosk.printing.slip.slip import WORDS, choose_paper_language, make_qr_code
from kiosk.printing.slip.wrapping import wrap

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


def draw_test_sheet(printer: PrinterDevice, at: datetime, language: str = "vi") -> Image.Image:
    """Return the sheet for a printer, as wide as its paper, ready for `encode`.

    `at`: local time. Raise ValueError for a width that is not in WIDTHS.
    """
    return draw(compose(printer, at, language), get_style(printer.width))


def compose(printer: PrinterDevice, at: datetime, language: str) -> list[Block]:
    """Return the blocks of the sheet from top to bottom."""
    found = _Sheet(printer, at, choose_paper_language(language), get_style(printer.width))
    return list(found.compose())


@dataclass(frozen=True)
class _Sheet:
    """One sheet, put together from top to bottom."""

    printer: PrinterDevice
    at: datetime
    language: str
    style: Style

    def compose(self) -> Iterator[Block]:
        """Yield every block."""
        style, space = self.style, self.style.space
        yield from self._compose_text(self._say("Phiếu in thử"), style.department)
        yield from self._compose_text(make_printable(self.printer.id), style.centre, space)
        yield Picture(_draw_rulers(style), space)
        yield from self._compose_text(
            self._say("Vạch dưới cùng phải hết khổ in, nếu không xin sửa width trong config.yaml"),
            style.small,
            space,
        )
        for face in (style.service, Face(style.service.size, bold=True)):
            yield Lines(_split_rows(SMALL, face, style.inner), face, space)
            yield Lines(_split_rows(CAPITALS, face, style.inner), face)
        yield Picture(_draw_patches(style), space + style.gap)
        yield from self._compose_text(
            self._say("Nếu mờ hoặc có sọc trắng, xin lau đầu in"), style.small, style.gap
        )
        yield make_qr_code(self.printer.id, style)
        for fact in self._list_facts():
            yield from self._compose_text(make_printable(fact), style.small)

    def _list_facts(self) -> Iterator[str]:
        printer = self.printer
        yield self._say("Kết nối: %(connection)s", connection=describe_address(printer))
        cutter = self._say("có dao cắt") if printer.cutter else self._say("không có dao cắt")
        width = self._say("Khổ in: %(dots)s điểm", dots=printer.width)
        yield f"{width} · {cutter}"
        yield f"{self.at:%H:%M · %d/%m/%Y}"

    def _compose_text(self, text: str, face: Face, above: int = 0) -> Iterator[Block]:
        yield Lines(wrap(text, face.measure_width, self.style.inner), face, above)

    def _say(self, msgid: str, **fields: object) -> str:
        return WORDS.gettext(self.language, msgid, **fields)


def _draw_rulers(style: Style) -> Image.Image:
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
        right = width - face.measure_width(str(width)) - MM
        canvas.text((right, top - MM // 2), str(width), BLACK, face.font, anchor="ls")
    return image


def _draw_patches(style: Style) -> Image.Image:
    """Return patches from black to light grey, then upright and lying lines of one dot."""
    count = len(SHADES) + 2
    side = (style.inner - (count - 1) * style.space) // count
    image = Image.new("1", (style.inner, side), WHITE)
    for place in range(count):
        left = place * (side + style.space)
        for x in range(side):
            for y in range(side):
                if _is_inked(place, x, y):
                    image.putpixel((left + x, y), BLACK)
    return image


def _is_inked(patch: int, x: int, y: int) -> bool:
    if patch < len(SHADES):
        return ORDER[y % 2][x % 2] < 4 * SHADES[patch]
    return (x if patch == len(SHADES) else y) % 4 == 0


def _split_rows(signs: tuple[str, ...], face: Face, width: int) -> tuple[str, ...]:
    """Return as few lines as hold all signs, about the same number in each."""
    total = len(signs)
    for count in range(1, total):
        ends = [total * place // count for place in range(count + 1)]
        rows = tuple(" ".join(signs[at:end]) for at, end in pairwise(ends))
        if all(face.measure_width(row) <= width for row in rows):
            return rows
    return signs

"""Slips that are printed before a day of need, and the sheets to keep such a day by hand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageDraw

from kiosk.printing.slip.drawing import BLACK, WHITE
from kiosk.printing.slip.facts import Slip
from kiosk.printing.slip.fonts import Face, make_printable
from kiosk.printing.slip.metrics import WIDTHS
from kiosk.printing.slip.picture import draw_slip
from kiosk.printing.slip.slip import WORDS, Layout
from web.paper_slips import Roll

DOTS_PER_INCH = 203
PAGE = (1653, 2339)
"""A4 in such dots."""
MARGIN = 80  # 10 mm: no office printer prints nearer to the edge
ON_PAGE = min(WIDTHS)
"""The width of slips on a sheet: three side by side."""
NOT_KNOWN = frozenset({"ahead", "wait", "papers", "time"})
"""What nobody can say before the slip is handed out."""
COLUMNS, ROWS = 10, 20
LINES = 22  # of a counter's sheet
TITLE, HEAD, TEXT = Face(52, bold=True), Face(30, bold=True), Face(26)


@dataclass(frozen=True)
class RollSheets:
    """What the sheets of a roll say. `matter`: what it is for; `counters`: the signs on desks."""

    roll: Roll
    language: str
    centre: str
    matter: str
    counters: tuple[str, ...]

    def say(self, msgid: str, **fields: object) -> str:
        """Return words of the sheets."""
        return WORDS.gettext(self.language, msgid, **fields)

    @property
    def name(self) -> str:
        """How the roll is called, on its slips and on its sheets."""
        first, last = self.roll.ends
        day = f"{self.roll.printed:%d/%m/%Y}"
        return self.say("Cuộn %(first)s–%(last)s, in ngày %(day)s", first=first, last=last, day=day)


def draw_roll_slip(
    plain: Slip, sheets: RollSheets, serial: int, link: str, width: int, layout: Layout
) -> Image.Image:
    """Return one slip of a roll. `plain`: the facts that all have; `link`: its own, "": none."""
    slip = replace(
        plain,
        number=sheets.roll.number(serial),
        follow_url=link,
        footer=(
            *plain.footer,
            sheets.say("Chỉ dùng trong ngày nhận phiếu"),
            sheets.name,
        ),
    )
    return draw_slip(slip, width, replace(layout, lines=layout.lines - NOT_KNOWN))


def lay_out_slips(slips: Sequence[Image.Image]) -> Iterator[Image.Image]:
    """Yield pages with as many slips as fit, and lines to cut along."""
    if not slips:
        return
    high = max(slip.height for slip in slips) + 2 * TEXT.size
    wide = (PAGE[0] - 2 * MARGIN) // ((PAGE[0] - 2 * MARGIN) // ON_PAGE)
    across, down = (PAGE[0] - 2 * MARGIN) // wide, max(1, (PAGE[1] - 2 * MARGIN) // high)
    for start in range(0, len(slips), across * down):
        group = slips[start : start + across * down]
        page, canvas = _begin_page()
        for place, slip in enumerate(group):
            left, top = MARGIN + place % across * wide, MARGIN + place // across * high
            page.paste(slip, (left + (wide - slip.width) // 2, top + TEXT.size))
            canvas.rectangle((left, top, left + wide, top + high), outline=BLACK)
        yield page


def draw_guides_sheets(sheets: RollSheets) -> Iterator[Image.Image]:
    """Yield the pages on which the guide crosses off what was handed out."""
    wide = (PAGE[0] - 2 * MARGIN) // COLUMNS
    serials = range(sheets.roll.first, sheets.roll.last + 1)
    for start in range(0, len(serials), COLUMNS * ROWS):
        numbers = serials[start : start + COLUMNS * ROWS]
        page, canvas = _begin_page()
        top = _write_head(canvas, sheets, sheets.say("Phát phiếu giấy khi máy không cấp số"))
        for text in (
            sheets.say("Ngày ......................  Ngừng cấp số lúc ...............  "
                       "Cấp số lại lúc ..............."),
            sheets.say("Phát theo thứ tự; gạch số đã phát; khoanh số đã được phục vụ. Khi máy chủ "
                       "chạy lại:"),
            sheets.say("máy tính bảng, Việc khác, Nhập số phiếu giấy: số đầu .............. "
                       "số cuối .............."),
        ):  # fmt: skip
            top = _write(canvas, text, TEXT, top)
        high = (PAGE[1] - MARGIN - top - TEXT.size) // ROWS
        for place, serial in enumerate(numbers):
            left, row = MARGIN + place % COLUMNS * wide, top + place // COLUMNS * high
            canvas.rectangle((left, row, left + wide, row + high), outline=BLACK)
            middle = (left + wide // 2, row + high // 2)
            canvas.text(middle, sheets.roll.number(serial), BLACK, HEAD.font, anchor="mm")
        yield page


def draw_counters_sheets(sheets: RollSheets) -> Iterator[Image.Image]:
    """Yield a page for each counter, to note who was served there by hand."""
    say = sheets.say
    heads = [say("Số phiếu"), say("Gọi lúc"), say("Xong lúc"), say("Kết quả, ghi chú")]
    ends = (0, 320, 600, 880, PAGE[0] - 2 * MARGIN)
    for counter in sheets.counters:
        page, canvas = _begin_page()
        title = sheets.say("Quầy %(counters)s: số đã phục vụ bằng tay", counters=counter)
        top = _write_head(canvas, sheets, title)
        top = _write(
            canvas,
            sheets.say("Gọi theo thứ tự số trên phiếu. Ngày ......................"),
            TEXT,
            top,
        )
        high = (PAGE[1] - MARGIN - top - TEXT.size) // (LINES + 1)
        for line in range(LINES + 1):
            row = top + line * high
            for head, left, right in zip(heads, ends, ends[1:], strict=False):
                canvas.rectangle((MARGIN + left, row, MARGIN + right, row + high), outline=BLACK)
                if line == 0:
                    at = (MARGIN + left + TEXT.size, row + high // 2)
                    canvas.text(at, make_printable(head), BLACK, HEAD.font, anchor="lm")
        yield page


def write_pdf(pages: Iterable[Image.Image]) -> bytes:
    """Return pages as a PDF, of the size they are on paper; raise ValueError without any."""
    found = list(pages)
    if not found:
        raise ValueError("a file needs a page")
    first, *others = found
    file = BytesIO()
    first.save(file, "PDF", save_all=True, append_images=others, resolution=DOTS_PER_INCH)
    return file.getvalue()


def _begin_page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("1", PAGE, WHITE)
    return page, ImageDraw.Draw(page)


def _write_head(canvas: ImageDraw.ImageDraw, sheets: RollSheets, title: str) -> int:
    top = _write(canvas, sheets.centre, TEXT, MARGIN)
    top = _write(canvas, title, TITLE, top)
    return _write(canvas, f"{sheets.matter} · {sheets.name}", HEAD, top)


def _write(canvas: ImageDraw.ImageDraw, text: str, face: Face, top: int) -> int:
    """Write a line, smaller where the page is too narrow for it; return where the next begins."""
    shown, size = make_printable(text), face.size
    while Face(size, face.bold).measure_width(shown) > PAGE[0] - 2 * MARGIN:
        size -= 1
    fitting = Face(size, face.bold)
    canvas.text((MARGIN, top + fitting.rise), shown, BLACK, fitting.font, anchor="ls")
    return top + face.line + face.size // 2

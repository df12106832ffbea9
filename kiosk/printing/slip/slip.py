"""What is on a slip: the facts of one ticket in words, measured for one width of paper."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import segno
from babel.dates import format_date
from PIL import Image

from kiosk.printing.slip.blocks import QUIET, Bar, Block, Code, Lines, Number, Picture, Rule
from kiosk.printing.slip.facts import Slip
from kiosk.printing.slip.fonts import Face, make_printable
from kiosk.printing.slip.logo import load_logo, scale_logo
from kiosk.printing.slip.metrics import Style
from kiosk.printing.slip.wrapping import wrap
from queueing.staffing import NoCounter
from web.i18n import Translations
from web.languages import LANGUAGES, SOURCE

DATES = {code: each.slip_date for code, each in LANGUAGES.items() if each.slip_date}
WORDS = Translations((Path(__file__).parent,), tuple(DATES))
LINES = (
    "department", "service", "counters", "ahead", "wait", "papers", "qr", "time", "motto", "keep",
)  # fmt: skip
"""What a centre may leave out; the centre's name and the number are always there."""

log = logging.getLogger("xinmoi.slip")
MOST_PAPERS = 4  # all of them are on the kiosk and on the phone
BESIDE = " · "
TOGETHER = "\u00a0"  # a blank at which no line is broken


@dataclass(frozen=True)
class Layout:
    """How a centre wants its slips. `lines`: those of LINES that are printed."""

    lines: frozenset[str] = frozenset(LINES)
    logo: Image.Image | None = None


def choose_paper_language(language: str) -> str:
    """Return a slip's language: the ticket's, or Vietnamese where fonts lack its letters."""
    return language if language in DATES else SOURCE


def make_layout(lines: Iterable[str], picture: bytes | None) -> Layout:
    """Return how a centre wants its slips, without a logo where its file cannot be read."""
    chosen = frozenset(lines)
    try:
        return Layout(chosen, None if picture is None else load_logo(picture))
    except ValueError as fault:
        log.warning("slips have no logo: %s", fault)
        return Layout(chosen)


def compose(slip: Slip, style: Style, layout: Layout) -> list[Block]:
    """Return the blocks of a slip from top to bottom, each measured for the paper of `style`."""
    return list(_Composer(slip, style, layout).compose())


class _Composer:
    """Puts one slip together."""

    def __init__(self, slip: Slip, style: Style, layout: Layout) -> None:
        self._slip, self._style, self._layout = slip, style, layout
        self._language = choose_paper_language(slip.language)

    def compose(self) -> Iterator[Block]:
        """Yield every block that has something to say."""
        yield from self._compose_head()
        yield self._compose_rule()
        yield from self._compose_matter()
        yield from self._compose_number()
        yield from self._compose_turn()
        yield from self._compose_visit()
        yield from self._compose_papers()
        yield from self._compose_follow()
        yield from self._compose_foot()

    def _compose_head(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if self._layout.logo is not None:
            yield Picture(scale_logo(self._layout.logo, style))
        for text in slip.header:
            yield from self._compose_text(text, style.small)
        yield from self._compose_text(slip.centre, style.centre, above=style.gap)
        yield from self._compose_text(slip.city, style.centre)

    def _compose_matter(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if self._has_line("department"):
            yield from self._compose_text(slip.department, style.department, above=style.space)
        if self._has_line("service"):
            yield from self._compose_text(slip.service, style.service, above=style.gap)

    def _compose_number(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if slip.reprint is not None:
            at, times = f"{slip.reprint.at:%H:%M}", slip.reprint.times
            text = self._say("BẢN IN LẠI · %(time)s · lần %(times)s", time=at, times=times)
            yield self._compose_bar(text, style.inner, above=style.space)
        label = self._say("Số thứ tự của Ông/Bà")
        yield from self._compose_text(label, style.label, above=style.space)
        number = make_printable(slip.number)
        yield Number(number, _fit_number(number, style), above=style.space)
        if slip.priority:
            yield self._compose_bar(self._say("Lượt ưu tiên"), 0, above=style.space + style.gap)

    def _compose_turn(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        above = style.space + style.gap
        if self._has_line("counters"):
            yield from self._compose_side_by_side(self._find_places(), style.counters, above)
            above = style.gap
        if self._has_line("ahead"):
            yield from self._compose_text(self._say_ahead(), style.ahead, above)
            above = style.gap
        if slip.ahead is not None:
            for text in self._say_staffing():
                yield from self._compose_text(text, style.wait, above)
                above = style.gap
        if self._has_line("wait"):
            yield from self._compose_text(self._say_wait(), style.wait, above)

    def _find_places(self) -> list[str]:
        slip = self._slip
        counters = self._say("Quầy %(counters)s", counters=", ".join(slip.counters))
        places = [counters.replace(" ", TOGETHER, 1)] if slip.counters else []
        return [*places, slip.floor.replace(" ", TOGETHER)]

    def _say_ahead(self) -> str:
        ahead = self._slip.ahead
        if ahead is None:
            return ""
        if ahead == 0 and self._slip.no_counter is not None:
            return ""
        if ahead == 0:
            return self._say("Ông/Bà là người tiếp theo")
        if ahead == 1:
            return self._say("1 người phía trước")
        return self._say("%(n)s người phía trước", n=ahead)

    def _say_staffing(self) -> Iterator[str]:
        """Yield why nobody can call now, and when the hours of the centre go on."""
        match self._slip.no_counter:
            case None:
                return
            case NoCounter.PAUSED:
                yield self._say("Quầy đang tạm nghỉ, số được gọi khi quầy mở lại")
            case NoCounter.OVER:
                yield self._say("Hôm nay đã hết giờ làm việc, số này có thể không được gọi")
            case NoCounter.NOT_YET | NoCounter.LATER:
                yield self._say("Hiện chưa có quầy nào mở, số được gọi khi có quầy mở")
        if (opens := self._slip.opens_at) is not None:
            day = format_date(opens, DATES[self._language], locale=self._language)
            yield self._say("Mở lại lúc %(time)s, %(day)s", time=f"{opens:%H:%M}", day=day)

    def _say_wait(self) -> str:
        if self._slip.wait is None:
            return ""
        low, high = self._slip.wait
        minutes = str(high) if low == high else f"{low}–{high}"
        return self._say("Chờ khoảng %(minutes)s phút", minutes=minutes)

    def _compose_visit(self) -> Iterator[Block]:
        """Yield what else the number is for: no line that a centre may leave out."""
        matters, style = self._slip.matters, self._style
        if not matters:
            return
        yield self._compose_rule()
        title = self._say("Số này dùng cho cả %(n)s việc:", n=len(matters))
        yield from self._compose_left(title, style.small_bold, above=style.space - style.gap)
        for place, matter in enumerate(matters, start=1):
            yield from self._compose_left(f"{place}. {matter}", style.small)
        note = self._say("Thứ tự dự kiến; việc sau được gọi khi việc trước xong")
        yield from self._compose_left(note, style.small)

    def _compose_papers(self) -> Iterator[Block]:
        papers, style = self._slip.papers, self._style
        if not papers or not self._has_line("papers"):
            return
        yield self._compose_rule()
        title = self._say("Chuẩn bị sẵn giấy tờ")
        yield from self._compose_left(title, style.small_bold, above=style.space - style.gap)
        for paper in papers[:MOST_PAPERS]:
            yield from self._compose_left(paper, style.small, bullet=True)
        if (more := len(papers) - MOST_PAPERS) > 0:
            yield from self._compose_left(self._say("và %(n)s giấy tờ khác", n=more), style.small)

    def _compose_follow(self) -> Iterator[Block]:
        if not (self._has_line("qr") and self._slip.follow_url):
            return
        style = self._style
        yield self._compose_rule()
        yield make_qr_code(self._slip.follow_url, style)
        yield from self._compose_text(self._say("Quét mã để theo dõi"), style.small)

    def _compose_foot(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if self._has_line("time"):
            day = format_date(slip.issued_at, DATES[self._language], locale=self._language)
            moment = f"{slip.issued_at:%H:%M} {day}"
            yield from self._compose_side_by_side([moment, slip.kiosk], style.small, style.gap)
        if self._has_line("motto"):
            yield from self._compose_text(slip.motto, style.small, above=style.space)
        for text in slip.footer:
            yield from self._compose_text(text, style.small, above=style.gap)
        if self._has_line("keep"):
            yield from self._compose_text(self._say("Xin giữ phiếu"), style.small, above=style.gap)

    def _has_line(self, line: str) -> bool:
        return line in self._layout.lines

    def _say(self, msgid: str, **fields: object) -> str:
        return WORDS.gettext(self._language, msgid, **fields)

    def _compose_rule(self) -> Rule:
        return Rule(self._style.inner, self._style.rule, above=self._style.space)

    def _compose_text(self, text: str, face: Face, above: int = 0) -> Iterator[Block]:
        if shown := make_printable(text):
            yield Lines(wrap(shown, face.measure_width, self._style.inner), face, above)

    def _compose_left(
        self, text: str, face: Face, above: int = 0, bullet: bool = False
    ) -> Iterator[Block]:
        indent = face.size if bullet else 0
        if shown := make_printable(text):
            lines = wrap(shown, face.measure_width, self._style.inner - indent)
            yield Lines(lines, face, above, indent=indent)

    def _compose_side_by_side(
        self, parts: list[str], face: Face, above: int = 0
    ) -> Iterator[Block]:
        """Yield the parts on one line, or each on its own where one line is too short for them."""
        shown = [part for part in map(make_printable, parts) if part]
        joined = BESIDE.join(shown)
        texts = [joined] if face.measure_width(joined) <= self._style.inner else shown
        for place, text in enumerate(texts):
            yield from self._compose_text(text, face, above if place == 0 else 0)

    def _compose_bar(self, text: str, width: int, above: int) -> Bar:
        face = self._style.mark
        shown = make_printable(text)
        return Bar(shown, face, max(width, face.measure_width(shown) + face.size), above)


def _fit_number(number: str, style: Style) -> Face:
    """Return the largest face in which the number fits between the margins."""
    sizes = (Face(size, bold=True) for size in range(style.number, 1, -1))
    return next(face for face in sizes if face.measure_width(number) <= style.inner)


def make_qr_code(text: str, style: Style) -> Code:
    """Return a text as a QR code, as large as the style says or smaller where the paper ends."""
    plain = text.isascii()
    encoding = None if plain else "utf-8"  # and says so, or readers take it for another
    matrix = segno.make(text, error="m", micro=False, encoding=encoding, eci=not plain).matrix
    modules = tuple(tuple(bool(dot) for dot in row) for row in matrix)
    fitting = style.width // (len(modules) + 2 * QUIET)
    return Code(modules, max(1, min(style.module, fitting)), above=style.gap)

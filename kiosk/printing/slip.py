"""What is on a slip: the facts of one ticket in words, measured for one width of paper."""

import io
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import segno
from babel.dates import format_date
from PIL import Image

from kiosk.printing.blocks import QUIET, Bar, Block, Code, Lines, Number, Picture, Rule
from kiosk.printing.faces import Face, printable
from kiosk.printing.styles import Style
from kiosk.printing.wrapping import wrap
from web.words import SOURCE, Words

LANGUAGES = (SOURCE, "en")
WORDS = Words((Path(__file__).parent,), LANGUAGES)
DATES = {"vi": "EEEE, dd/MM/y", "en": "EEEE, d MMMM y"}
LINES = (
    "department", "service", "counters", "ahead", "wait", "papers", "qr", "time", "motto", "keep",
)  # fmt: skip
"""What a centre may leave out; the centre's name and the number are always there."""

log = logging.getLogger("xinmoi.slip")
MOST_PAPERS = 4  # all of them are on the kiosk and on the phone
BESIDE = " · "
TOGETHER = "\u00a0"  # a blank at which no line is broken


@dataclass(frozen=True)
class Reprint:
    """That this slip is a copy. `at`: local time of the copy; `times`: which copy it is, from 1."""

    at: datetime
    times: int


@dataclass(frozen=True)
class Slip:
    """The facts of one ticket, names in the ticket's language on paper. It names nobody.

    `counters`: the signs on their desks; `ahead`: None when it waits no more; `wait`: low and high
    minutes, None when no range was promised; `issued_at`: local time; `follow_url`: the whole
    address behind the QR code.
    """

    language: str
    centre: str
    city: str
    department: str
    service: str
    number: str
    priority: bool
    counters: tuple[str, ...]
    floor: str
    ahead: int | None
    wait: tuple[int, int] | None
    papers: tuple[str, ...]
    issued_at: datetime
    kiosk: str
    follow_url: str
    motto: str
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    reprint: Reprint | None = None


@dataclass(frozen=True)
class Layout:
    """How a centre wants its slips. `lines`: those of LINES that are printed."""

    lines: frozenset[str] = frozenset(LINES)
    logo: Image.Image | None = None


def language_on_paper(language: str) -> str:
    """Return the language a ticket is printed in: its own, or Vietnamese where letters lack."""
    return language if language in LANGUAGES else SOURCE


def logo(file: bytes) -> Image.Image:
    """Return a picture file as a logo; raise ValueError when it is none."""
    try:
        with Image.open(io.BytesIO(file)) as picture:
            drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError(f"this is not a picture: {fault}")
    white = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(white, drawn).convert("L")


def layout(lines: Iterable[str], picture: bytes | None) -> Layout:
    """Return how a centre wants its slips; a logo that cannot be read never stops one."""
    chosen = frozenset(lines)
    try:
        return Layout(chosen, None if picture is None else logo(picture))
    except ValueError as fault:
        log.warning("slips have no logo: %s", fault)
        return Layout(chosen)


def compose(slip: Slip, style: Style, layout: Layout) -> list[Block]:
    """Return the blocks of a slip from top to bottom, each measured for the paper of `style`."""
    return list(_Composer(slip, style, layout).blocks())


class _Composer:
    """Puts one slip together."""

    def __init__(self, slip: Slip, style: Style, layout: Layout) -> None:
        self._slip, self._style, self._layout = slip, style, layout
        self._language = language_on_paper(slip.language)

    def blocks(self) -> Iterator[Block]:
        """Yield every block that has something to say."""
        yield from self._head()
        yield self._rule()
        yield from self._matter()
        yield from self._number()
        yield from self._turn()
        yield from self._papers()
        yield from self._follow()
        yield from self._foot()

    def _head(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if self._layout.logo is not None:
            yield Picture(_scaled(self._layout.logo, style))
        for text in slip.header:
            yield from self._text(text, style.small)
        yield from self._text(slip.centre, style.centre, above=style.gap)
        yield from self._text(slip.city, style.centre)

    def _matter(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if self._prints("department"):
            yield from self._text(slip.department, style.department, above=style.space)
        if self._prints("service"):
            yield from self._text(slip.service, style.service, above=style.gap)

    def _number(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if slip.reprint is not None:
            at, times = f"{slip.reprint.at:%H:%M}", slip.reprint.times
            text = self._say("BẢN IN LẠI · %(time)s · lần %(times)s", time=at, times=times)
            yield self._bar(text, style.inner, above=style.space)
        label = self._say("Số thứ tự của Ông/Bà")
        yield from self._text(label, style.label, above=style.space)
        number = printable(slip.number)
        yield Number(number, _fitting(number, style), above=style.space)
        if slip.priority:
            yield self._bar(self._say("Lượt ưu tiên"), 0, above=style.space + style.gap)

    def _turn(self) -> Iterator[Block]:
        style = self._style
        above = style.space + style.gap
        if self._prints("counters"):
            yield from self._side_by_side(self._where(), style.counters, above)
            above = style.gap
        if self._prints("ahead"):
            yield from self._text(self._ahead(), style.ahead, above)
            above = style.gap
        if self._prints("wait"):
            yield from self._text(self._wait(), style.wait, above)

    def _where(self) -> list[str]:
        slip = self._slip
        counters = self._say("Quầy %(counters)s", counters=", ".join(slip.counters))
        places = [counters.replace(" ", TOGETHER, 1)] if slip.counters else []
        return [*places, slip.floor.replace(" ", TOGETHER)]

    def _ahead(self) -> str:
        ahead = self._slip.ahead
        if ahead is None:
            return ""
        if ahead == 0:
            return self._say("Ông/Bà là người tiếp theo")
        if ahead == 1:
            return self._say("1 người phía trước")
        return self._say("%(n)s người phía trước", n=ahead)

    def _wait(self) -> str:
        if self._slip.wait is None:
            return ""
        low, high = self._slip.wait
        minutes = str(high) if low == high else f"{low}–{high}"
        return self._say("Chờ khoảng %(minutes)s phút", minutes=minutes)

    def _papers(self) -> Iterator[Block]:
        papers, style = self._slip.papers, self._style
        if not papers or not self._prints("papers"):
            return
        yield self._rule()
        title = self._say("Chuẩn bị sẵn giấy tờ")
        yield from self._left(title, style.small_bold, above=style.space - style.gap)
        for paper in papers[:MOST_PAPERS]:
            yield from self._left(paper, style.small, bullet=True)
        if (more := len(papers) - MOST_PAPERS) > 0:
            yield from self._left(self._say("và %(n)s giấy tờ khác", n=more), style.small)

    def _follow(self) -> Iterator[Block]:
        if not self._prints("qr"):
            return
        style = self._style
        yield self._rule()
        yield code(self._slip.follow_url, style)
        yield from self._text(self._say("Quét mã để theo dõi"), style.small)

    def _foot(self) -> Iterator[Block]:
        slip, style = self._slip, self._style
        if self._prints("time"):
            day = format_date(slip.issued_at, DATES[self._language], locale=self._language)
            moment = f"{slip.issued_at:%H:%M} {day}"
            yield from self._side_by_side([moment, slip.kiosk], style.small, style.gap)
        if self._prints("motto"):
            yield from self._text(slip.motto, style.small, above=style.space)
        for text in slip.footer:
            yield from self._text(text, style.small, above=style.gap)
        if self._prints("keep"):
            yield from self._text(self._say("Xin giữ phiếu"), style.small, above=style.gap)

    def _prints(self, line: str) -> bool:
        return line in self._layout.lines

    def _say(self, msgid: str, **fields: object) -> str:
        return WORDS.gettext(self._language, msgid, **fields)

    def _rule(self) -> Rule:
        return Rule(self._style.inner, self._style.rule, above=self._style.space)

    def _text(self, text: str, face: Face, above: int = 0) -> Iterator[Block]:
        if shown := printable(text):
            yield Lines(wrap(shown, face.width, self._style.inner), face, above)

    def _left(self, text: str, face: Face, above: int = 0, bullet: bool = False) -> Iterator[Block]:
        indent = face.size if bullet else 0
        if shown := printable(text):
            lines = wrap(shown, face.width, self._style.inner - indent)
            yield Lines(lines, face, above, indent=indent)

    def _side_by_side(self, parts: list[str], face: Face, above: int = 0) -> Iterator[Block]:
        """Yield the parts on one line, or each on its own where one line is too short for them."""
        shown = [part for part in map(printable, parts) if part]
        joined = BESIDE.join(shown)
        texts = [joined] if face.width(joined) <= self._style.inner else shown
        for place, text in enumerate(texts):
            yield from self._text(text, face, above if place == 0 else 0)

    def _bar(self, text: str, width: int, above: int) -> Bar:
        face = self._style.mark
        shown = printable(text)
        return Bar(shown, face, max(width, face.width(shown) + face.size), above)


def _fitting(number: str, style: Style) -> Face:
    """Return the largest face in which the number fits between the margins."""
    sizes = (Face(size, bold=True) for size in range(style.number, 1, -1))
    return next(face for face in sizes if face.width(number) <= style.inner)


def code(text: str, style: Style) -> Code:
    """Return a text as a QR code, as large as the style wants it or as the paper allows."""
    plain = text.isascii()
    encoding = None if plain else "utf-8"  # and says so, or readers take it for another
    matrix = segno.make(text, error="m", micro=False, encoding=encoding, eci=not plain).matrix
    modules = tuple(tuple(bool(dot) for dot in row) for row in matrix)
    fitting = style.width // (len(modules) + 2 * QUIET)
    return Code(modules, max(1, min(style.module, fitting)), above=style.gap)


def _scaled(picture: Image.Image, style: Style) -> Image.Image:
    small = picture.copy()
    small.thumbnail((style.inner, style.logo), Image.Resampling.LANCZOS)
    return small.point(lambda grey: 255 if grey >= 128 else 0).convert("1")

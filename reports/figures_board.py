"""The board of public figures, `/display/figures`: how people were served on the last day.

A lobby board shows the same figures by turns, in short: `/api/board/figures`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response

from queueing.catalogue import Limits
from reports.figures import BY_KEY
from reports.language.formatting import NONE, Formatter, formatter_of
from reports.last_day import LastDay, LastDays
from reports.months.reader import FigureReader
from reports.pages.key_figures import LEAST_RATINGS
from reports.query import Figures
from web.answers import json_answer
from web.board_view_types import BoardFigure, BoardFigures
from web.callers import Caller
from web.front_links import WAITING_HALL, FrontLink
from web.languages import SOURCE
from web.public_pages import render_public_page
from web.roles import Right
from web.site import Site

ADDRESS, DATA = "/display/figures", "/api/board/figures"
SHOWN = {
    "issued": "Số phiếu cấp trong ngày.",
    "wait_p50_s": "Từ lúc lấy số đến lần gọi đầu tiên.",
    "wait_p90_s": "Chín phần mười số lượt gọi chờ ít hơn.",
    "wait_within_target": "Trong các lượt gọi và các lượt bỏ về sau khi chờ lâu hơn.",
    "promise_kept": "Gọi không muộn hơn giờ ghi trên phiếu, trong các phiếu có ghi giờ.",
    "satisfaction": "Số đánh giá rất hài lòng và hài lòng ÷ số đánh giá.",
}
"""Figure -> what it is in one line; to the letter it is in reports.figures."""
MOST_ROWS = 18
"""More departments than that cannot be read from afar: then they are left out."""
FEW_RATINGS = "dưới 10 đánh giá"
"""Why no satisfaction is told: see LEAST_RATINGS."""
SECOND = "en"
"""Stands below the Vietnamese on the same board, where the centre has it."""
FRONT_LINK = FrontLink(
    ADDRESS,
    {"vi": "Bảng kết quả phục vụ", "en": "Board of figures"},
    {
        "vi": "Ngày làm việc gần nhất: chờ bao lâu, đúng hẹn, hài lòng.",
        "en": "The last day: waits, promises kept, satisfaction.",
    },
    WAITING_HALL,
    "reports/front/figures.webp",
)


@dataclass(frozen=True, slots=True)
class Card:
    """One figure as it is drawn: of each language its name and its definition."""

    value: str
    unit: str
    names: Sequence[str]
    formulas: Sequence[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A department's row: its names in each language, and its values."""

    names: Sequence[str]
    values: Sequence[str]


def install_figures_board(site: Site, figures: FigureReader) -> None:
    """Serve the page of the board, and its figures, to those who may see boards."""
    days = LastDays(site.office, figures)

    @site.device_page(ADDRESS, Right.SEE_BOARD)
    def figures_board(_caller: Caller) -> Response:
        response = Response(_draw(site, days.find()), mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    @site.get(DATA, Right.SEE_BOARD)
    def board_figures(_caller: Caller) -> Response:
        return json_answer(_tell(site, days.find()))

    site.front_page_links.append(FRONT_LINK)


def _draw(site: Site, last: LastDay | None) -> bytes:
    catalogue = site.office.hall.catalogue
    spoken = [each for each in (SOURCE, SECOND) if each in site.words.languages]
    write = [formatter_of(site, language) for language in spoken]
    lines = _list_lines(last, write) if last else []
    return render_public_page(
        site,
        "figures_board.html",
        language=SOURCE,
        screen="reports",
        sheet="figures_board",
        write=write,
        day=last.day if last else None,
        cards=_list_cards(last.total, write, catalogue.limits) if last else [],
        lines=lines if len(lines) <= MOST_ROWS else [],
    )


def _tell(site: Site, last: LastDay | None) -> BoardFigures:
    write = formatter_of(site, site.language())
    cards = _list_cards(last.total, [write], site.office.hall.catalogue.limits) if last else []
    figures: list[BoardFigure] = [
        {"name": card.names[0], "value": card.value, "unit": card.unit}
        for card in cards
        if card.value != NONE
    ]
    return {"day": write.long_day(last.day) if last else None, "figures": figures}


def _list_cards(total: Figures, write: Sequence[Formatter], limits: Limits) -> list[Card]:
    return [_make_card(key, total, write, limits) for key in SHOWN]


def _make_card(key: str, total: Figures, write: Sequence[Formatter], limits: Limits) -> Card:
    figure, value, left_out = BY_KEY[key], total[key], BY_KEY[key].left_out
    if key == "satisfaction":
        value = value if (total["ratings"] or 0) >= LEAST_RATINGS else None
        left_out = FEW_RATINGS
    told = value is not None or not left_out
    return Card(
        NONE if value is None else write[0].figure(figure.kind, value),
        write[0].gettext("phút") if figure.kind == "seconds" and value is not None else "",
        [_say_name(each, key, total, limits) for each in write],
        [
            each.gettext(SHOWN[key]) if told
            else each.gettext("Không nêu: %(why)s.", why=each.gettext(left_out))
            for each in write
        ],
    )  # fmt: skip


def _say_name(write: Formatter, key: str, total: Figures, limits: Limits) -> str:
    match key:
        case "issued":
            return write.gettext(BY_KEY[key].title)
        case "wait_within_target":
            target = round(limits.target_wait_s / 60)
            return write.gettext("Chờ không quá %(target)s phút", target=target)
        case "satisfaction":
            ratings = write.count(total["ratings"] or 0)
            return write.gettext("Hài lòng, %(n)s đánh giá", n=ratings)
        case _:
            return write.gettext(BY_KEY[key].name)


def _list_lines(last: LastDay, write: Sequence[Formatter]) -> list[Line]:
    return [
        Line(
            [each.department(row.key) for each in write],
            [
                _say(write[0], key, row.figures)
                for key in ("issued", "wait_p50_s", "wait_within_target")
            ],
        )
        for row in last.rows
    ]


def _say(write: Formatter, key: str, figures: Figures) -> str:
    value = figures[key]
    return NONE if value is None else write.figure(BY_KEY[key].kind, value)

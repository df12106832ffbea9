"""`/reports/opinions`: a month's complaints and the reasons of its ratings, by department."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import Response
from pydantic import Field

from queueing.errors import InvalidField
from queueing.measures.complaints import ComplaintCounts, add_up, count_complaints, month_of
from reports.language.formatting import Formatter, formatter_of
from reports.months.reader import TRY_AGAIN_S, FigureReader, FiguresNotReady
from reports.query import Period, today
from reports.statistics.reasons import Reasons, count_reasons
from web.answers import json_answer
from web.callers import Caller
from web.errors import NotAllowed
from web.requests import Parameters, read_parameters
from web.roles import Right, Role
from web.site import Site

PATH = "/reports/opinions"
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("received", "Tiếp nhận", "Số phản ánh gửi trong tháng."),
    ("in_time", "Trả lời đúng hạn", "Trong số đó, đã trả lời chậm nhất vào ngày hạn."),
    ("late", "Trả lời trễ", "Trong số đó, đã trả lời sau ngày hạn."),
    ("overdue", "Quá hạn", "Trong số đó, chưa trả lời và đã qua ngày hạn."),
    ("running", "Còn hạn", "Trong số đó, chưa trả lời và chưa qua ngày hạn."),
    ("left_open", "Tồn cuối tháng",
     "Phản ánh gửi đến hết tháng, kể cả từ các tháng trước, chưa trả lời khi hết tháng; tháng này: "
     "đến bây giờ. Phản ánh được mở lại tính theo câu trả lời sau cùng."),
)  # fmt: skip
"""Count -> its name, and what it means: docs/metrics.md says the same."""


class MonthParameters(Parameters):
    """Which month is asked about."""

    month: str | None = Field(None, description="like 2026-11, left out: this month")


def install_opinions(site: Site, figures: FigureReader) -> None:
    """Serve `/reports/opinions` and `/api/reports/opinions`."""

    @site.get("/api/reports/opinions", Right.READ_REPORTS, MonthParameters)
    def opinions(caller: Caller, asked: MonthParameters) -> Response:
        first, last = _read_month(asked.month, _this_day(site))
        counted, reasons = _count(site, figures, caller, first, last)
        return json_answer(
            {
                "month": f"{first:%Y-%m}",
                "complaints": [
                    {"department": code, **_as_numbers(counts)} for code, counts in counted.items()
                ],
                "total": _as_numbers(add_up(counted.values())),
                "reasons": reasons,
            }
        )

    @site.staff_page(PATH, Right.READ_REPORTS)
    def opinions_page(caller: Caller) -> Response:
        return _page(site, figures, caller)


def _page(site: Site, figures: FigureReader, caller: Caller) -> Response:
    day, write, wrong = _this_day(site), formatter_of(site, site.language()), None
    try:
        first, last = _read_month(read_parameters(MonthParameters).month, day)
    except InvalidField:
        first, last = month_of(day)
        wrong = write.gettext("Không có tháng này. Hãy chọn lại tháng.")
    counted: Mapping[str, ComplaintCounts] = {}
    reasons: Reasons = {}
    preparing = False
    try:
        counted, reasons = _count(site, figures, caller, first, last)
    except FiguresNotReady as refused:
        preparing, wrong = True, site.words.say_refusal(write.language, refused.code, {})
    codes = site.office.hall.catalogue.rating_reasons
    response = site.render_page(
        "opinions.html",
        language=write.language,
        screen="reports",
        active="opinions",
        name=caller.name,
        role=caller.role,
        wrong=wrong,
        month=f"{first:%Y-%m}",
        before=f"{first - timedelta(days=1):%Y-%m}",
        after=f"{last + timedelta(days=1):%Y-%m}" if last < day else None,
        shown=f"{first:%m/%Y}",
        columns=[(key, write.gettext(name), write.gettext(what)) for key, name, what in COLUMNS],
        rows=[(_name(write, code), each) for code, each in counted.items()],
        total=add_up(counted.values()),
        share=lambda counts: "–" if counts.share_in_time is None
        else write.percent(counts.share_in_time),
        codes={code: site.words.pick_name(write.language, each) for code, each in codes.items()},
        reasons=[(_name(write, code), each) for code, each in reasons.items()],
    )  # fmt: skip
    response.status_code = 503 if preparing else 422 if wrong else 200
    if preparing:
        response.headers["Refresh"] = str(TRY_AGAIN_S)
    return response


def _count(
    site: Site, figures: FigureReader, caller: Caller, first: date, last: date
) -> tuple[dict[str, ComplaintCounts], Reasons]:
    """Return both by department; of a department's head only the own."""
    catalogue = site.office.hall.catalogue
    hall, reasons = figures.ask_for_request(
        partial(count_reasons, catalogue=catalogue, period=Period(first, last))
    )
    now = site.office.now()
    counted = count_complaints(hall.complaints.values(), catalogue, first, last, now)
    order = {code: n for n, code in enumerate(["", *catalogue.departments])}
    only = _find_only(caller)
    return (
        {
            code: counted[code]
            for code in sorted(counted, key=lambda code: order.get(code, len(order)))
            if only in (None, code)
        },
        {code: each for code, each in reasons.items() if only in (None, code)},
    )


def _find_only(caller: Caller) -> str | None:
    if caller.role is not Role.DEPARTMENT_HEAD:
        return None
    if caller.department is None:
        raise NotAllowed
    return caller.department


def _read_month(text: str | None, day: date) -> tuple[date, date]:
    if not text:
        return month_of(day)
    if not MONTH.fullmatch(text):
        raise InvalidField(field="month")
    return month_of(date.fromisoformat(f"{text}-01"))


def _this_day(site: Site) -> date:
    return today(site.office.hall, site.office.now()).first


def _name(write: Formatter, code: str) -> str:
    return write.department(code) if code else write.gettext("Trung tâm nói chung")


def _as_numbers(counts: ComplaintCounts) -> dict[str, Any]:
    numbers = {name: getattr(counts, name) for name in ComplaintCounts.__slots__}
    return {**numbers, "share_in_time": counts.share_in_time}

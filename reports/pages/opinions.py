"""`/reports/opinions`: a month's complaints and the reasons of its ratings, by department."""

import re
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask import Response
from pydantic import Field

from queueing.errors import InvalidField
from queueing.measures.complaints import ComplaintCounts, count_complaints, month_of
from reports.exports.files import FileKind, Headings, file_answer, locale_of
from reports.language.formatting import Formatter, formatter_of
from reports.months.reader import TRY_AGAIN_S, FigureReader, FiguresNotReady
from reports.pages.file_kinds import list_endings
from reports.query import Period, today
from reports.statistics.reasons import count_reasons
from reports.tables.opinions import (
    COLUMNS,
    SHARE,
    SHARE_MEANS,
    WHOLE_CENTRE,
    MonthOfOpinions,
    opinions_table,
)
from web.answers import json_answer
from web.callers import Caller
from web.requests import Parameters, read_parameters
from web.roles import Right
from web.site import Site

PATH, DATA = "/reports/opinions", "/api/reports/opinions"
MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])", re.ASCII)


class MonthParameters(Parameters):
    """Which month is asked about."""

    month: str | None = Field(None, description="like 2026-11, left out: this month")


class FileParameters(MonthParameters):
    """Which month a file is of, and for whom."""

    headings: Headings = None


def install_opinions(site: Site, figures: FigureReader) -> None:
    """Serve `/reports/opinions` and `/api/reports/opinions`, also as files."""

    @site.get(DATA, Right.READ_REPORTS, MonthParameters)
    def opinions(caller: Caller, asked: MonthParameters) -> Response:
        month = _count(site, figures, caller, _read_month(asked.month, _this_day(site)))
        return json_answer(
            {
                "month": f"{month.period.first:%Y-%m}",
                "complaints": [
                    {"department": code, **_as_numbers(counts)}
                    for code, counts in month.complaints.items()
                ],
                "total": _as_numbers(month.total),
                "reasons": month.reasons,
            }
        )

    @site.get(f"{DATA}.<any(csv, xlsx, pdf):kind>", Right.READ_REPORTS, FileParameters)
    def opinions_file(caller: Caller, asked: FileParameters, kind: FileKind) -> Response:
        month = _count(site, figures, caller, _read_month(asked.month, _this_day(site)))
        locale = locale_of(site, caller)
        table = opinions_table(month, site.office.hall.catalogue, locale)
        return file_answer(site, table, kind, locale, for_people=asked.headings == "1")

    @site.staff_page(PATH, Right.READ_REPORTS)
    def opinions_page(caller: Caller) -> Response:
        return _page(site, figures, caller)


def _page(site: Site, figures: FigureReader, caller: Caller) -> Response:
    day, write, wrong = _this_day(site), formatter_of(site, site.language()), None
    try:
        period = _read_month(read_parameters(MonthParameters).month, day)
    except InvalidField:
        period = Period(*month_of(day))
        wrong = write.gettext("Không có tháng này. Hãy chọn lại tháng.")
    month = MonthOfOpinions(period, {}, {}, site.office.hall.seq, site.office.now())
    preparing = False
    try:
        month = _count(site, figures, caller, period)
    except FiguresNotReady as refused:
        preparing, wrong = True, site.words.say_refusal(write.language, refused.code, {})
    codes, asked = site.office.hall.catalogue.rating_reasons, f"{period.first:%Y-%m}"
    response = site.render_page(
        "opinions.html",
        language=write.language,
        screen="reports",
        active="opinions",
        name=caller.name,
        role=caller.role,
        wrong=wrong,
        month=asked,
        before=f"{period.first - timedelta(days=1):%Y-%m}",
        after=f"{period.last + timedelta(days=1):%Y-%m}" if period.last < day else None,
        shown=f"{period.first:%m/%Y}",
        columns=[(key, write.gettext(name), write.gettext(what)) for key, name, what in COLUMNS],
        share_means=(write.gettext(SHARE), write.gettext(SHARE_MEANS)),
        rows=[(_name(write, code), each) for code, each in month.complaints.items()],
        total=month.total,
        share=lambda counts: "–" if counts.share_in_time is None
        else write.percent(counts.share_in_time),
        codes={code: site.words.pick_name(write.language, each) for code, each in codes.items()},
        reasons=[(_name(write, code), each) for code, each in month.reasons.items()],
        exports=[] if preparing else [
            (text, f"{DATA}.{ending}?month={asked}&headings=1&lang={write.language}")
            for ending, text in list_endings()
        ],
    )  # fmt: skip
    response.status_code = 503 if preparing else 422 if wrong else 200
    if preparing:
        response.headers["Refresh"] = str(TRY_AGAIN_S)
    return response


def _count(site: Site, figures: FigureReader, caller: Caller, period: Period) -> MonthOfOpinions:
    """Return both by department; of a department's head only the own."""
    catalogue, now, only = (
        site.office.hall.catalogue,
        site.office.now(),
        caller.find_only_department(),
    )
    hall, reasons = figures.ask_for_request(
        partial(count_reasons, catalogue=catalogue, period=period)
    )
    every = hall.complaints.values()
    counted = count_complaints(every, catalogue, period.first, period.last, now)
    order = {code: n for n, code in enumerate(["", *catalogue.departments])}
    return MonthOfOpinions(
        period,
        {
            code: counted[code]
            for code in sorted(counted, key=lambda code: order.get(code, len(order)))
            if only in (None, code)
        },
        {code: each for code, each in reasons.items() if only in (None, code)},
        hall.seq,
        now,
    )


def _read_month(text: str | None, day: date) -> Period:
    if not text:
        return Period(*month_of(day))
    if not MONTH.fullmatch(text):
        raise InvalidField(field="month")
    return Period(*month_of(date.fromisoformat(f"{text}-01")))


def _this_day(site: Site) -> date:
    return today(site.office.hall, site.office.now()).first


def _name(write: Formatter, code: str) -> str:
    return write.department(code) if code else write.gettext(WHOLE_CENTRE)


def _as_numbers(counts: ComplaintCounts) -> dict[str, Any]:
    numbers = {name: getattr(counts, name) for name in ComplaintCounts.__slots__}
    return {**numbers, "share_in_time": counts.share_in_time}

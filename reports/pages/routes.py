"""The reports of any span: `/reports/statistics`, and an officer's own figures: `/reports/mine`."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from queueing.errors import InvalidField
from queueing.numbering import service_day
from reports.checking import Checks
from reports.exports.pdf_file import pdf_possible
from reports.pages.columns import GROUPS, columns
from reports.pages.filters import Filters
from reports.pages.form import form
from reports.pages.key_figures import key_figures
from reports.pages.pictures import course, heat_map
from reports.pages.sheet import PATH, sheet
from reports.pages.ticket_routes import install_ticket_pages
from reports.questions import HEAD, OFFICER, READERS, Question, asked
from reports.statistics import answer
from reports.writing import Writer, writer_of
from storage.projector import Projector
from storage.reading import JournalReader
from web.sign_in import Caller
from web.site import Site

MINE = "/reports/mine"
EXPORTS = (("xlsx", "Excel"), ("csv", "CSV"))
PDF = ("pdf", "PDF")
WRONG = {
    "from": "Ngày bắt đầu không đúng hoặc sau ngày kết thúc. Hãy chọn lại hai ngày.",
    "to": "Ngày kết thúc không đúng, hoặc khoảng thời gian dài hơn năm năm. Hãy chọn lại hai ngày.",
    "by": "Không có cách chia này. Hãy chọn một cách trong danh sách.",
    "show": "Không có nhóm cột này. Hãy chọn một nhóm ở trên bảng.",
}


def install_statistics_pages(
    site: Site, projector: Projector, journal: JournalReader, checks: Checks
) -> None:
    """Serve the reports' pages to managers, auditors and, of their own work, officers."""

    def page(caller: Caller, path: str) -> Response:
        return _page(site, projector, checks, caller, path)

    @site.app.get(PATH)
    def statistics_page() -> Response:
        caller = site.signed_in(*READERS)
        return caller if isinstance(caller, Response) else page(caller, PATH)

    @site.app.get(MINE)
    def my_page() -> Response:
        caller = site.signed_in(OFFICER)
        return caller if isinstance(caller, Response) else page(caller, MINE)

    install_ticket_pages(site, projector, journal)


def _page(site: Site, projector: Projector, checks: Checks, caller: Caller, path: str) -> Response:
    """Return the report that the address asks for; a wrong question gets its reason."""
    now, catalogue = site.office.now(), site.office.hall.catalogue
    today, write = service_day(now, catalogue.zone_info), writer_of(site, site.language())
    wrong = None
    try:
        filters, show = _asked(request.args, caller, today)
    except InvalidField as fault:
        wrong = write.gettext(WRONG.get(str(fault.fields["field"]), WRONG["by"]))
        filters, show = _asked(MultiDict(), caller, today)
    shown = {} if wrong else _figures(projector, filters, show, write, now)
    response = site.page(
        "statistics.html",
        language=write.language,
        screen="reports",
        active="statistics",
        name=caller.name,
        role=caller.role,
        mine=caller.role == OFFICER,
        department=write.department(caller.department or "") if caller.role == HEAD else None,
        period=_said(filters.question, write),
        at=write.clock(now),
        wrong=wrong,
        form=form(path, caller, catalogue, filters, today, write),
        checked=None if caller.role == OFFICER else checks.line(site.words, write.language),
        exports=[
            (text, filters.link(f"/api{PATH}.{ending}", headings="1"))
            for ending, text in (*EXPORTS, *([PDF] if pdf_possible() else []))
        ],
        **shown,
    )
    response.status_code = 422 if wrong else 200
    return response


def _asked(parameters: Mapping[str, str], caller: Caller, today: date) -> tuple[Filters, str]:
    """Return the question and the group of columns; raise InvalidField for what is none."""
    usual = {"by": "day"} if caller.role == OFFICER else {}
    given = {**usual, **{name: text for name, text in parameters.items() if text}}
    show = given.get("show", next(iter(GROUPS)))
    if show not in GROUPS:
        raise InvalidField(field="show")
    return Filters(given, asked(given, caller, today)), show


def _figures(
    projector: Projector, filters: Filters, show: str, write: Writer, now: Any
) -> dict[str, Any]:
    question = filters.question
    told = answer(projector, question, now)
    one_day = question.period.first == question.period.last
    shape = replace(question, by="hour" if one_day else "day", before=None)
    by_time = answer(projector, shape, now)
    weekly = None if one_day else answer(projector, replace(shape, by="weekday_hour"), now)
    return {
        "empty": not any(told.now.total.values()),
        "keys": key_figures(told, filters, write),
        "course": course(by_time, write),
        "heat": weekly and heat_map(weekly, write),
        "sheet": sheet(told, show, filters, write),
        "groups": [
            (write.gettext(name), filters.link(request.path, show=group), group == show)
            for group, (name, _) in GROUPS.items()
            if columns(group)
        ],
        "pauses": [
            (write.names["pause_reasons"].get(reason) or write.gettext("Không ghi lý do"),
             write.minutes(seconds))
            for reason, seconds in sorted(told.now.pauses.items(), key=lambda each: -each[1])
        ],
    }  # fmt: skip


def _said(question: Question, write: Writer) -> dict[str, str | None]:
    """Return the span, and the span before where it is compared, in words."""
    period, before = question.period, question.before
    one = period.first == period.last
    return {
        "now": write.long_day(period.first) if one else write.days(period.first, period.last),
        "before": write.days(before.first, before.last) if before else None,
    }

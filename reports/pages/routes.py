"""The reports of any span: `/reports/statistics`, and an officer's own figures: `/reports/mine`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from queueing.errors import InvalidField
from reports.asking import parse_query, read_results
from reports.figure_groups import GROUPS, SAVED_GROUP
from reports.language.comparison import describe_comparison
from reports.language.formatting import Formatter, formatter_of
from reports.months.reader import TRY_AGAIN_S, FigureReader, FiguresNotReady
from reports.pages.day_checks import Checks
from reports.pages.file_kinds import list_endings
from reports.pages.filters import Filters
from reports.pages.form import form
from reports.pages.key_figures import KEYS, OWN_KEYS, key_figures
from reports.pages.pictures import draw_course, make_heat_map
from reports.pages.saved_routes import install_saved_list
from reports.pages.sheet import PATH, make_sheet
from reports.pages.ticket_routes import install_ticket_pages
from reports.query import OF_SAVED, Query, Result, today
from storage.reading import JournalReader
from web.callers import Caller
from web.roles import Right, Role
from web.site import Site
from web.typed_days import read_days

MINE = "/reports/mine"
WRONG = {
    "from": "Ngày bắt đầu không đúng hoặc sau ngày kết thúc. Hãy chọn lại hai ngày.",
    "to": "Ngày kết thúc không đúng, hoặc khoảng thời gian dài hơn năm năm. Hãy chọn lại hai ngày.",
    "by": "Không có cách chia này. Hãy chọn một cách trong danh sách.",
    "show": "Không có nhóm cột này. Hãy chọn một nhóm ở trên bảng.",
}


def install_statistics_pages(
    site: Site, figures: FigureReader, journal: JournalReader, checks: Checks
) -> None:
    """Serve the reports' pages to managers, auditors and, of their own work, officers."""

    def page(caller: Caller, path: str) -> Response:
        return _page(site, figures, checks, caller, path)

    @site.staff_page(PATH, Right.READ_FIGURES)
    def statistics_page(caller: Caller) -> Response:
        return page(caller, PATH)

    @site.staff_page(MINE, Right.READ_OWN_FIGURES)
    def my_page(caller: Caller) -> Response:
        return page(caller, MINE)

    install_ticket_pages(site, figures, journal)
    install_saved_list(site, figures)


def _page(site: Site, figures: FigureReader, checks: Checks, caller: Caller, path: str) -> Response:
    """Return the report that the address asks for; a wrong one gets its reason."""
    now, catalogue = site.office.now(), site.office.hall.catalogue
    day, write = today(site.office.hall, now).first, formatter_of(site, site.language())
    wrong = None
    try:
        filters, show = _asked(request.args, caller, day)
    except InvalidField as fault:
        wrong = write.gettext(WRONG.get(str(fault.fields["field"]), WRONG["by"]))
        filters, show = _asked(MultiDict(), caller, day)
    head = caller.role is Role.DEPARTMENT_HEAD
    own_department = write.department(caller.department or "") if head else None
    shown: dict[str, Any] = {}
    preparing = False
    officers: Sequence[str] = ()
    try:
        shown = {} if wrong else _figures(site, figures, caller, filters, show, write)
        officers = shown.pop("officers", ())
    except FiguresNotReady as refused:
        preparing = True
        wrong = site.words.say_refusal(write.language, refused.code, {})
    response = site.render_page(
        "statistics.html",
        language=write.language,
        screen="reports",
        active="statistics",
        name=caller.name,
        role=caller.role,
        mine=caller.role is Role.OFFICER,
        department=own_department,
        period=_name_period(filters.query, write),
        at=write.clock(now),
        wrong=wrong,
        form=form(path, caller, catalogue, filters, day, officers, write),
        checked=None if caller.role is Role.OFFICER else checks.line(site.words, write.language),
        exports=[
            (text, filters.link(f"/api{PATH}.{ending}", headings="1"))
            for ending, text in list_endings()
        ],
        **shown,
    )
    response.status_code = 503 if preparing else 422 if wrong else 200
    if preparing:
        response.headers["Refresh"] = str(TRY_AGAIN_S)
    return response


def _asked(parameters: Mapping[str, str], caller: Caller, day: date) -> tuple[Filters, str]:
    """Return the query and the group of columns; raise InvalidField for what is none."""
    usual = {"by": "day"} if caller.role is Role.OFFICER else {}
    given = {**usual, **{name: text for name, text in parameters.items() if text}}
    given = read_days(given, "from", "to")
    show = given.get("show", next(iter(GROUPS)))
    if show not in GROUPS:
        raise InvalidField(field="show")
    query = parse_query(given, caller, day)
    return Filters(given, query), SAVED_GROUP if query.by in OF_SAVED else show


def _figures(
    site: Site, figures: FigureReader, caller: Caller, filters: Filters, show: str,
    write: Formatter,
) -> dict[str, Any]:  # fmt: skip
    """Return what the template shows of the figures, and the `officers` there are to choose."""
    query = filters.query
    one_day = query.period.first == query.period.last
    by_time = replace(query, by="hour" if one_day else "day", compare=False)
    queries = {"table": query, "course": by_time}
    if not one_day:
        queries["heat"] = replace(by_time, by="weekday_hour")
    if caller.role is not Role.OFFICER:
        anybody = replace(query.filter, officer=None)
        queries["officers"] = replace(by_time, by="officer", filter=anybody)
    found = read_results(figures, site, *queries.values())
    results = dict(zip(queries, found, strict=True))
    if query.by == "procedure":
        write = write.knowing([row.key for row in results["table"].now.rows])
    # The days of five years take a third of a second to write
    return site.runtime.offload_slow(_write_out, results, request.path, filters, show, write)


def _write_out(
    results: Mapping[str, Result], path: str, filters: Filters, show: str, write: Formatter
) -> dict[str, Any]:
    result, officers = results["table"], results.get("officers")
    return {
        "officers": [row.key for row in officers.now.rows if row.key] if officers else [],
        "empty": not any(result.now.total.values()),
        "comparison": None if result.compared is None
        else describe_comparison(result.compared.comparison, write),
        "keys": key_figures(result, filters, write, OWN_KEYS if path == MINE else KEYS),
        "course": draw_course(results["course"], write),
        "heat": make_heat_map(results["heat"], write) if "heat" in results else None,
        "sheet": make_sheet(result, show, filters, write, path),
        "groups": [
            (write.gettext(name), filters.link(path, show=group, order=None), group == show)
            for group, (name, _) in GROUPS.items()
            if result.query.by not in OF_SAVED or group == SAVED_GROUP
        ],
        "pauses": [
            (write.names["pause_reasons"].get(reason) or write.gettext("Không ghi lý do"),
             write.minutes(seconds))
            for reason, seconds in sorted(result.now.pauses.items(), key=lambda each: -each[1])
        ],
    }  # fmt: skip


def _name_period(query: Query, write: Formatter) -> str:
    period = query.period
    one = period.first == period.last
    return write.long_day(period.first) if one else write.days(period.first, period.last)

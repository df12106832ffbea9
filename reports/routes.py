"""The reports' front door: the figures of a period, today's live page, its live view."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, request

from queueing.hall import Hall
from queueing.help_calls import find_help_calls
from reports.asking import (
    PeriodParameters,
    QueryParameters,
    parse_period,
    parse_query,
    read_results,
)
from reports.exports.files import FileKind, Headings, file_answer, locale_of
from reports.exports.routes import install_exports
from reports.exports.statistics_files import install_statistics_files
from reports.figures_board import install_figures_board
from reports.live.reading import POLL_S, Live
from reports.live.targets import targets
from reports.months.reader import FigureReader
from reports.pages.day_checks import Checks
from reports.pages.hand_over import install_hand_over
from reports.pages.opinions import install_opinions
from reports.pages.routes import install_statistics_pages
from reports.query import Compared, Period, PeriodFigures, Query, Result, today
from reports.refusals import REFUSALS
from reports.tables.departments import departments_table
from reports.tables.report import Report
from reports.view_types import DayView, LiveView, ReportsExtra
from storage.reading import JournalReader
from web.answers import json_answer
from web.callers import Caller
from web.front_links import MANAGERS, FrontLink
from web.help_calls import write_help_calls
from web.live.screen import Screen
from web.roles import Right, Role, roles_with
from web.site import Site
from web.tickets import utc

CSV = "text/csv"


class ReportParameters(PeriodParameters):
    """What the report by department may be asked for."""

    headings: Headings = None


def install(site: Site, figures: FigureReader, journal: JournalReader) -> None:
    """Serve `/reports`, its namespace, and `/api/reports/departments` as JSON and as files.

    From here on today's figures are renewed while somebody looks at them, and each day is checked
    when it is over.
    """
    live = Live(site.office, figures)

    def query(_parameters: Mapping[str, str], caller: Caller) -> str | None:
        return caller.find_only_department()

    def view(_hall: Hall, only: str | None, _now: datetime) -> LiveView:
        return _add_present(site, live.view(only))

    screen = Screen(
        site, "/reports", right=Right.READ_REPORTS, query=query, view=view, again_s=POLL_S
    )
    live.follow(site.background, screen.mark_changed)
    checks = Checks(site.office, figures)
    checks.follow(site.background)
    _install_page(site, live)
    _install_report(site, figures)
    _install_statistics(site, figures)
    install_statistics_files(site, figures)
    install_statistics_pages(site, figures, journal, checks)
    install_opinions(site, figures)
    install_hand_over(site)
    install_exports(site, figures)
    install_figures_board(site, figures)
    site.words.add_refusals("reports", REFUSALS)
    site.homes |= dict.fromkeys((Role.DEPARTMENT_HEAD, Role.DIRECTOR, Role.AUDITOR), "/reports")
    site.front_page_links.append(
        FrontLink(
            "/reports",
            {"vi": "Báo cáo", "en": "Reports"},
            {"vi": "Lãnh đạo theo dõi và thống kê.", "en": "Managers follow the day."},
            MANAGERS,
            "reports/front/reports.webp",
        )
    )


def _add_present(site: Site, view: DayView) -> LiveView:
    """Return the day with what managers are told whatever its figures are."""
    calls = find_help_calls(site.office.hall)
    return {**view, "troubles": site.list_troubles(), "help": write_help_calls(calls)}


def _install_page(site: Site, live: Live) -> None:
    @site.staff_page("/reports", Right.READ_REPORTS)
    def reports_page(caller: Caller) -> Response:
        wall = request.args.get("tv") == "1"
        extra: ReportsExtra = {
            **targets(site.office.hall.catalogue.limits),
            "wall": wall,
            "acts": caller.role in roles_with(Right.MIND_ALARMS),
            "complaints": caller.role in roles_with(Right.READ_COMPLAINTS),
        }
        return site.render_page(
            "reports.html",
            language=site.language(),
            screen="reports",
            active="live",
            name=caller.name,
            role=caller.role,
            wall=wall,
            view=_add_present(site, live.fresh_view(caller.find_only_department())),
            extra=extra,
        )


def _install_report(site: Site, figures: FigureReader) -> None:
    def read(caller: Caller, asked: ReportParameters) -> tuple[Period, Report, str | None]:
        only = caller.find_only_department()
        period = parse_period(asked.given, today(site.office.hall, site.office.now()).first)
        (result,) = read_results(figures, site, Query(period, "department"))
        return period, Report(result.hall, result.at, result.now), only

    @site.get("/api/reports/departments", Right.READ_REPORTS, ReportParameters)
    def departments(caller: Caller, asked: ReportParameters) -> Response:
        wanted = request.accept_mimetypes.best_match(["application/json", CSV])
        if wanted == CSV:
            return departments_file(caller, asked, "csv")
        period, report, only = read(caller, asked)
        return json_answer(
            {**_dates(period), "rows": report.rows(only), "total": report.total(only)}
        )

    address = "/api/reports/departments.<any(csv, xlsx, pdf):kind>"

    @site.get(address, Right.READ_REPORTS, ReportParameters)
    def departments_file(caller: Caller, asked: ReportParameters, kind: FileKind) -> Response:
        period, report, only = read(caller, asked)
        locale = locale_of(site, caller)
        table = departments_table(report, period, only, locale)
        return file_answer(site, table, kind, locale, for_people=asked.headings == "1")


def _install_statistics(site: Site, figures: FigureReader) -> None:
    """Serve `/api/reports/statistics`; what can be asked is said in reports.asking."""

    @site.get("/api/reports/statistics", Right.READ_FIGURES, QueryParameters)
    def statistics(caller: Caller, asked: QueryParameters) -> Response:
        day = today(site.office.hall, site.office.now()).first
        query = parse_query(asked.given, caller, day)
        (result,) = read_results(figures, site, query)
        return json_answer(_content(result))


def _content(result: Result) -> dict[str, Any]:
    query, before = result.query, None
    if result.compared is not None:
        before = _compared(result.compared)
    return {
        **_dates(query.period),
        "by": query.by,
        "part": query.filter.given,
        "seq": result.hall.seq,
        "at": utc(result.at),
        **_figures(result.now),
        "before": before,
    }


def _compared(compared: Compared) -> dict[str, Any]:
    """Return the days before and their figures; `now`: those of the days beside them alone."""
    comparison = compared.comparison
    return {
        **_dates(comparison.earlier),
        "weeks": comparison.weeks,
        "until": utc(comparison.earlier_until),
        "days": [day.isoformat() for day in comparison.days],
        "left_out": [day.isoformat() for day in comparison.left_out],
        **_figures(compared.before),
        "now": _figures(compared.now),
    }


def _figures(found: PeriodFigures) -> dict[str, Any]:
    return {
        "rows": [{"key": row.key, **row.figures} for row in found.rows],
        "total": found.total,
        "pauses": found.pauses,
    }


def _dates(period: Period) -> dict[str, Any]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}

"""The reports' front door: the figures of a period, today's live page, its live view."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import Response, request

from queueing.hall import Hall
from reports.checking import Checks
from reports.departments import Report, read_report, today
from reports.departments_table import departments_table
from reports.exports.files import FileKind, file_answer, reader_of, wants_headings
from reports.exports.routes import install_exports
from reports.exports.statistics_files import install_statistics_files
from reports.following import follow_journal
from reports.learning import keep_learning
from reports.live import LOOK_S, Live, View
from reports.pages.routes import install_statistics_pages
from reports.periods import Period, asked_period
from reports.statistics import answer, install_statistics
from reports.targets import targets
from storage.projector import Projector
from storage.reading import JournalReader
from web.answers import json_answer
from web.errors import NotAllowed
from web.push import Screen
from web.sign_in import Caller
from web.site import Site

HEAD = "department-head"
READERS = ("director", "auditor", "admin", HEAD)
CSV = "text/csv"


def install(site: Site, projector: Projector, journal: JournalReader) -> None:
    """Serve `/reports`, its namespace, and `/api/reports/departments` as JSON and as files.

    From here on the rows follow the journal, and today's figures while somebody looks at them; each
    day is checked when it is over.
    """
    live = Live(site.office, projector)

    def query(_parameters: Mapping[str, str], caller: Caller) -> str | None:
        return scope(caller)

    def view(_hall: Hall, only: str | None, _now: datetime) -> View:
        return live.view(only)

    screen = Screen(site, "/reports", roles=READERS, query=query, view=view, again_s=LOOK_S)
    live.follow(site.runtime, screen.changed)
    follow_journal(projector, site.runtime, lambda: site.office.hall.seq)
    keep_learning(site.office, projector, site.runtime)
    checks = Checks(site.office, projector)
    checks.follow(site.runtime)
    _install_page(site, live)
    _install_report(site, projector)
    install_statistics(site, projector)
    install_statistics_files(site, lambda asked: answer(projector, asked, site.office.now()))
    install_statistics_pages(site, projector, journal, checks)
    install_exports(site, projector)


def scope(caller: Caller) -> str | None:
    """Return the one department a caller may see, None for all of them."""
    if caller.role != HEAD:
        return None
    if caller.department is None:
        raise NotAllowed
    return caller.department


def _install_page(site: Site, live: Live) -> None:
    @site.app.get("/reports")
    def reports_page() -> Response:
        caller = site.signed_in(*READERS)
        if isinstance(caller, Response):
            return caller
        wall = request.args.get("tv") == "1"
        return site.page(
            "reports.html",
            language=site.language(),
            screen="reports",
            active="live",
            name=caller.name,
            wall=wall,
            view=live.fresh_view(scope(caller)),
            extra={**targets(site.office.hall.catalogue.limits), "wall": wall},
        )


def _install_report(site: Site, projector: Projector) -> None:
    def asked() -> tuple[Period, Report, str | None]:
        only = scope(site.guard.caller(*READERS))
        now = site.office.now()
        period = asked_period(request.args, today(site.office.hall, now).first)
        return period, read_report(projector, period, now), only

    @site.app.get("/api/reports/departments")
    def departments() -> Response:
        wanted = request.accept_mimetypes.best_match(["application/json", CSV])
        if wanted == CSV:
            return departments_file("csv")
        period, report, only = asked()
        return json_answer(
            {**_dates(period), "rows": report.rows(only), "total": report.total(only)}
        )

    @site.app.get("/api/reports/departments.<any(csv, xlsx, pdf):kind>")
    def departments_file(kind: FileKind) -> Response:
        period, report, only = asked()
        reader = reader_of(site)
        table = departments_table(report, period, only, reader)
        return file_answer(site, table, kind, reader, for_people=wants_headings())


def _dates(period: Period) -> dict[str, Any]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}

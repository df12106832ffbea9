"""Long files of the reports: asked for, watched, fetched; each person's own."""

from functools import partial
from typing import Literal

from flask import Response
from pydantic import ConfigDict, Field

from queueing.errors import Refusal
from reports.asking import parse_query
from reports.exports.files import locale_of, saved_as
from reports.exports.jobs import FOLDER, Exports, Job, describe_job
from reports.exports.plan import LongKind, Plan
from reports.exports.workbook import LARGEST_SHEET
from reports.months.reader import FigureReader
from reports.query import today
from reports.statistics.listing import count_legs
from reports.tables.legs import FILE, names_by_code
from reports.tables.parts import describe_filter, describe_query, file_name, sign
from web.answers import json_answer
from web.callers import Caller
from web.requests import Body, read_idempotency_key
from web.roles import Right
from web.sight import list_kept_back
from web.site import Site


class ExportTooLarge(Refusal):
    """More rows than a sheet can hold; a CSV has no such end."""

    code = "export_too_large"


class ExportRequest(Body):
    """A file and the fields of a query, as pages have them in their addresses."""

    model_config = ConfigDict(populate_by_name=True)

    kind: LongKind
    first: str | None = Field(None, alias="from")
    last: str | None = Field(None, alias="to")
    by: str | None = None
    compare: Literal["0", "1"] | None = None
    department: str | None = None
    service: str | None = None
    counter: str | None = None
    officer: str | None = None
    priority: str | None = None
    channel: str | None = None
    call_reason: str | None = None

    @property
    def parameters(self) -> dict[str, str]:
        """The fields of the query that are given."""
        return self.model_dump(by_alias=True, exclude_none=True, exclude={"kind"})


def install_exports(site: Site, figures: FigureReader) -> None:
    """Serve `/api/reports/exports`: POST begins a file, GET tells of it, `/file` is the file."""
    exports = Exports(figures.data / FOLDER, site.runtime, site.processes.shared)
    exports.keep(site.background, figures.data)
    site.office.subscribe(exports.note)

    @site.post("/api/reports/exports", Right.READ_FIGURES, ExportRequest)
    def begin_export(caller: Caller, asked: ExportRequest) -> Response:
        return json_answer(describe_job(_begin_job(site, figures, exports, caller, asked)), 202)

    @site.get("/api/reports/exports/<export_id>", Right.READ_FIGURES)
    def export(caller: Caller, export_id: str) -> Response:
        return json_answer(describe_job(exports.job(caller.id, export_id)))

    @site.get("/api/reports/exports/<export_id>/file", Right.READ_FIGURES)
    def export_file(caller: Caller, export_id: str) -> Response:
        job = exports.job(caller.id, export_id)
        response = Response(job.pieces(), direct_passthrough=True)
        response.content_length = job.whole.stat().st_size
        return saved_as(response, f"{job.name}.{job.kind}", job.kind)


def _begin_job(
    site: Site, figures: FigureReader, exports: Exports, caller: Caller, asked: ExportRequest
) -> Job:
    hall, now, locale = site.office.hall, site.office.now(), locale_of(site, caller)
    query = parse_query(asked.parameters, caller, today(hall, now).first)
    span = query.period.span(locale.zone)
    without = list_kept_back(hall, caller)
    hall, count = figures.ask_for_request(
        partial(count_legs, span=span, filter=query.filter, without=without)
    )
    if asked.kind == "xlsx" and count >= LARGEST_SHEET:
        raise ExportTooLarge(rows=count)
    names = names_by_code(hall.catalogue, locale)
    plan = Plan(
        data=str(figures.data.absolute()),
        until=hall.seq,
        file="",
        kind=asked.kind,
        language=locale.language,
        zone=str(locale.zone),
        centre=locale.centre,
        made=sign(locale, now),
        first=query.period.first.isoformat(),
        last=query.period.last.isoformat(),
        only=query.filter.given,
        names=names,
        filters=[
            *describe_query(locale, query.period, now, hall.seq),
            *describe_filter(query.filter, names, locale),
        ],
        count=count,
        without=without,
        unsure_after_s=hall.catalogue.limits.unsure_after_s,
        service_unsure_after_s=dict(hall.catalogue.limits.service_unsure_after_s),
    )
    name = file_name(locale.say(FILE), query.period)
    return exports.begin(caller.id, name, plan, read_idempotency_key())

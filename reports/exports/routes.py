"""Long files of the reports: asked for, watched, fetched; each person's own."""

from dataclasses import asdict
from typing import Literal

from flask import Response
from pydantic import ConfigDict, Field

from queueing.errors import Refusal
from reports.departments import today
from reports.exports.files import reader_of, saved_as
from reports.exports.jobs import Exports, Job, told
from reports.exports.plan import LongKind, Plan
from reports.exports.workbook import LARGEST_SHEET
from reports.legs_table import FILE, names_by_code
from reports.questions import READERS, Part, asked
from reports.table_parts import asked_for, file_name, parts_asked
from storage.leg_rows import count_legs
from storage.projector import Projector
from web.answers import json_answer
from web.requests import Body, body, idempotency_key
from web.sign_in import Caller
from web.site import Site

FOLDER = "exports"


class ExportTooLarge(Refusal):
    """More rows than a sheet can hold; a CSV has no such end."""

    code = "export_too_large"


class Wish(Body):
    """A file and the fields of a question, as pages have them in their addresses."""

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

    @property
    def parameters(self) -> dict[str, str]:
        """The fields of the question that are given."""
        return self.model_dump(by_alias=True, exclude_none=True, exclude={"kind"})


def install_exports(site: Site, projector: Projector) -> None:
    """Serve `/api/reports/exports`: POST begins a file, GET tells of it, `/file` is the file."""
    exports = Exports(projector.path.parent / FOLDER, site.runtime)
    exports.keep_tidy()

    @site.app.post("/api/reports/exports")
    def begin_export() -> Response:
        caller = site.guard.caller(*READERS)
        wish = body(Wish)
        return json_answer(told(_begun(site, projector, exports, caller, wish)), 202)

    @site.app.get("/api/reports/exports/<export_id>")
    def export(export_id: str) -> Response:
        return json_answer(told(exports.job(site.guard.caller(*READERS).id, export_id)))

    @site.app.get("/api/reports/exports/<export_id>/file")
    def export_file(export_id: str) -> Response:
        job = exports.job(site.guard.caller(*READERS).id, export_id)
        response = Response(job.pieces(), direct_passthrough=True)
        response.content_length = job.file.stat().st_size
        return saved_as(response, f"{job.name}.{job.kind}", job.kind)


def _begun(site: Site, projector: Projector, exports: Exports, caller: Caller, wish: Wish) -> Job:
    hall, now, reader = site.office.hall, site.office.now(), reader_of(site)
    question = asked(wish.parameters, caller, today(hall, now).first)
    span, only = question.period.span(reader.zone), _only(question.part)
    hall, count = projector.read(lambda connection: count_legs(connection, span, only))
    if wish.kind == "xlsx" and count >= LARGEST_SHEET:
        raise ExportTooLarge(rows=count)
    names = names_by_code(hall.catalogue, reader)
    plan = Plan(
        database=str(projector.path),
        file="",
        kind=wish.kind,
        language=reader.language,
        zone=str(reader.zone),
        centre=reader.centre,
        first=question.period.first.isoformat(),
        last=question.period.last.isoformat(),
        only=only,
        names=names,
        filters=[
            *asked_for(reader, question.period, now, hall.seq),
            *parts_asked(question.part, names, reader),
        ],
        count=count,
    )
    name = file_name(reader.say(FILE), question.period)
    return exports.begin(caller.id, name, plan, idempotency_key())


def _only(part: Part) -> dict[str, str]:
    """Return the fields of a part that are given."""
    return {name: value for name, value in asdict(part).items() if value is not None}

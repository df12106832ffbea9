"""`/api/reports/statistics` as files: the figures of any question, with the filter of its page."""

from collections.abc import Callable

from flask import Response, request

from reports.answers import Answer
from reports.departments import today
from reports.exports.files import FileKind, file_answer, reader_of, wants_headings
from reports.questions import READERS, Question, asked
from reports.statistics_table import table_of
from reports.writing import writer_of
from web.site import Site


def install_statistics_files(site: Site, answer: Callable[[Question], Answer]) -> None:
    """Serve `/api/reports/statistics.csv`, `.xlsx`, `.pdf`; `answer` answers a question now."""

    @site.app.get("/api/reports/statistics.<any(csv, xlsx, pdf):kind>")
    def statistics_file(kind: FileKind) -> Response:
        caller = site.guard.caller(*READERS)
        day = today(site.office.hall, site.office.now()).first
        found = answer(asked(request.args, caller, day))
        reader = reader_of(site)
        table = table_of(found, reader, writer_of(site, reader.language))
        return file_answer(site, table, kind, reader, for_people=wants_headings())

"""`/api/reports/statistics` as files: the figures of any query, with the filter of its page."""

from flask import Response, request

from reports.asking import parse_query, read_results
from reports.exports.files import FileKind, file_answer, locale_of, wants_headings
from reports.language.formatting import formatter_of
from reports.months.reader import FigureReader
from reports.query import today
from reports.tables.statistics import table_of
from web.callers import Caller
from web.roles import Right
from web.site import Site


def install_statistics_files(site: Site, figures: FigureReader) -> None:
    """Serve `/api/reports/statistics.csv`, `.xlsx`, `.pdf`."""

    @site.get("/api/reports/statistics.<any(csv, xlsx, pdf):kind>", Right.READ_FIGURES)
    def statistics_file(caller: Caller, kind: FileKind) -> Response:
        day = today(site.office.hall, site.office.now()).first
        (result,) = read_results(figures, site, parse_query(request.args, caller, day))
        locale = locale_of(site)
        table = table_of(result, locale, formatter_of(site, locale.language))
        return file_answer(site, table, kind, locale, for_people=wants_headings())

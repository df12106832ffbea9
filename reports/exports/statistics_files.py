"""`/api/reports/statistics` as files: the figures of any query, with the filter of its page."""

from flask import Response

from reports.asking import QueryParameters, parse_query, read_results
from reports.exports.files import FileKind, Headings, file_answer, locale_of
from reports.language.formatting import formatter_of
from reports.months.reader import FigureReader
from reports.query import today
from reports.tables.statistics import table_of
from web.callers import Caller
from web.roles import Right
from web.site import Site


class FileParameters(QueryParameters):
    """What a file of the statistics may be asked for."""

    headings: Headings = None


def install_statistics_files(site: Site, figures: FigureReader) -> None:
    """Serve `/api/reports/statistics.csv`, `.xlsx`, `.pdf`."""

    address = "/api/reports/statistics.<any(csv, xlsx, pdf):kind>"

    @site.get(address, Right.READ_FIGURES, FileParameters)
    def statistics_file(caller: Caller, asked: FileParameters, kind: FileKind) -> Response:
        day = today(site.office.hall, site.office.now()).first
        (result,) = read_results(figures, site, parse_query(asked.given, caller, day))
        locale = locale_of(site, caller)
        table = table_of(result, locale, formatter_of(site, locale.language))
        return file_answer(site, table, kind, locale, for_people=asked.headings == "1")

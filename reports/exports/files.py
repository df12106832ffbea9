"""A table as one file, made at once: what it is called, what it holds, and as an answer."""

from io import BytesIO
from typing import Annotated, Literal

from flask import Response
from pydantic import Field

from reports.exports.csv_file import csv_pieces
from reports.exports.pdf_file import pdf_bytes
from reports.exports.workbook import write_workbook
from reports.language.locale import Locale
from reports.tables.table import Table
from web.callers import Caller
from web.site import Site

FileKind = Literal["csv", "xlsx", "pdf"]
Headings = Annotated[str | None, Field(description="1: a CSV as people read it, else for programs")]
TYPES: dict[FileKind, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def file_bytes(table: Table, kind: FileKind, locale: Locale, *, for_people: bool = True) -> bytes:
    """Return the whole file, or raise NoPdf. Slow: servers call it by `Runtime.offload_slow`.

    A later nightly e-mail or webhook calls this from a timer that server.py starts, with a table
    of yesterday's period and a Locale of the centre's own language: nothing here needs a request.
    """
    if kind == "csv":
        return b"".join(csv_pieces(table, locale, for_people=for_people))
    if kind == "pdf":
        return pdf_bytes(table, locale)
    file = BytesIO()
    write_workbook(table, locale, file)
    return file.getvalue()


def file_answer(
    site: Site, table: Table, kind: FileKind, locale: Locale, *, for_people: bool = True
) -> Response:
    """Return a file of the table, to be saved under the table's name."""
    content = site.runtime.offload_slow(
        lambda: file_bytes(table, kind, locale, for_people=for_people)
    )
    return saved_as(Response(content), f"{table.name}.{kind}", kind)


def saved_as(response: Response, name: str, kind: FileKind) -> Response:
    """Return the response as a file of that name, kept by no cache."""
    response.content_type = TYPES[kind]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def locale_of(site: Site, caller: Caller) -> Locale:
    """Return for whom the present request asks."""
    language = site.language()
    centre = site.words.pick_name(language, site.centre.names.names())
    zone = site.office.hall.catalogue.zone_info
    return Locale(site.words, language, zone, centre, caller.name)

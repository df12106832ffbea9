"""A field of a column that holds a JSON object, in the SQL of either engine."""

from typing import Any

from sqlalchemy import Column, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

POSTGRES = """substring({column} from '"{name}":"?([^",}}]*)')"""
"""PostgreSQL reads no JSON in which some other text has a NUL, and people may send one. Within such
a text every quotation mark has a backslash before it, so this finds fields alone."""


class JsonField(FunctionElement[str]):
    """The field as text."""

    name = "json_field"
    inherit_cache = True
    type = Text()


def json_field(column: Column[Any], name: str) -> JsonField:
    """Return a field that holds a number, or a text without quotation marks and commas.

    `name` is one of ours, never what somebody has typed: it stands in the SQL.
    """
    return JsonField(column, literal_column(name))


@compiles(JsonField)
def _on_sqlite(element: JsonField, compiler: SQLCompiler, **options: Any) -> str:
    column, name = (compiler.process(clause, **options) for clause in element.clauses)
    return f"json_extract({column}, '$.{name}')"


@compiles(JsonField, "postgresql")
def _on_postgres(element: JsonField, compiler: SQLCompiler, **options: Any) -> str:
    column, name = (compiler.process(clause, **options) for clause in element.clauses)
    return POSTGRES.format(column=column, name=name)

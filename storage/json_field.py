"""A field of a column that holds a JSON object, in the SQL of either engine."""

from typing import Any

from sqlalchemy import Column, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class JsonField(FunctionElement[str]):
    """The field as text."""

    name = "json_field"
    inherit_cache = True
    type = Text()


def json_field(column: Column[Any], name: str) -> JsonField:
    """Return a field of ours, never a name that somebody has typed: it stands in the SQL."""
    return JsonField(column, literal_column(f"'{name}'"))


@compiles(JsonField)
def _on_sqlite(element: JsonField, compiler: SQLCompiler, **options: Any) -> str:
    column, name = (compiler.process(clause, **options) for clause in element.clauses)
    return f"json_extract({column}, '$.' || {name})"


@compiles(JsonField, "postgresql")
def _on_postgres(element: JsonField, compiler: SQLCompiler, **options: Any) -> str:
    column, name = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({column}::json ->> {name})"

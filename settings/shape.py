"""Checks the shape of the file against its models and says each fault in plain words."""

from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from settings.document import Document
from settings.faults import KeyPath, did_you_mean
from settings.models import Configuration

LONGEST_SHOWN = 60
KINDS = {
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "string_type": "text; write it in quotes",
    "dict_type": "a list of `key: value` lines",
    "model_type": "a list of `key: value` lines",
    "list_type": "a list, like [A, B]",
}


def check_shape(document: Document) -> Configuration | None:
    """Return the typed configuration, or None after noting every fault of shape."""
    try:
        return Configuration.model_validate(document.tree)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            path = tuple(step for step in details["loc"] if step != "[key]")
            document.fault(path, _describe(details, path))
        return None


def _describe(details: ErrorDetails, path: KeyPath) -> str:
    if details["type"] == "extra_forbidden":
        model, _ = _find_expected(path[:-1])
        known = model.model_fields if model else {}
        return f"this key is unknown{did_you_mean(str(path[-1]), known)}"
    _, right = _find_expected(path)
    what = _describe_problem(details)
    complete = details["type"] in ("value_error", "literal_error") or not right
    return what if complete else f"{what}; right would be: {right}"


def _describe_problem(details: ErrorDetails) -> str:
    kind, value, ctx = details["type"], details["input"], details.get("ctx", {})
    shown = _shorten(value)
    if kind == "missing":
        return "is missing"
    if value is None:
        return "is empty"
    if kind in KINDS:
        return f"{shown} is not {KINDS[kind]}"
    if kind == "literal_error":
        choices = [part.strip(" '") for part in ctx["expected"].replace(" or ", ", ").split(",")]
        return f"{shown} is not known{did_you_mean(str(value), choices)}"
    return _describe_bounds(kind, shown, ctx, details["msg"])


def _describe_bounds(kind: str, shown: str, ctx: dict[str, Any], message: str) -> str:
    match kind:
        case "value_error":
            return str(ctx["error"])
        case "greater_than" | "greater_than_equal":
            return f"{shown} is too small"
        case "less_than" | "less_than_equal":
            return f"{shown} is too large"
        case "string_too_short" | "too_short":
            return "is empty"
        case "string_too_long" | "too_long":
            return f"{shown} is too long"
        case "string_pattern_mismatch":
            return f"{shown} cannot be used here"
        case _:
            return f"{shown}: {message}"


def _shorten(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value).replace("True", "true")
    if isinstance(value, dict | list):
        text = "a list of `key: value` lines" if isinstance(value, dict) else "a list"
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _find_expected(path: KeyPath) -> tuple[type[BaseModel] | None, str]:
    """Return the model that stands at a key path, if one does, and what would be right there."""
    kind: object = Configuration
    right = ""
    for step in path:
        model = _find_model(kind)
        if model is None:  # inside a list or a mapping; what is right for a list goes for its items
            kind, right = next(reversed(get_args(kind)), None), right if step == path[-1] else ""
        elif field := model.model_fields.get(str(step)):
            kind, right = field.annotation, field.description or ""
        else:
            return None, ""
        kind = _unwrap(kind)
    return _find_model(kind), right


def _find_model(kind: object) -> type[BaseModel] | None:
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _unwrap(kind: object) -> object:
    """Return a kind without Optional and Annotated around it."""
    if get_origin(kind) is Annotated or get_origin(kind) in (Union, UnionType):
        return _unwrap(next(part for part in get_args(kind) if part is not type(None)))
    return kind

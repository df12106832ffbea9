"""Checks the shape of the file against its models and says each fault in plain words."""

import re
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from admin.sheets.sentences import Sentence, say
from settings.document import Document
from settings.faults import KeyPath, did_you_mean
from settings.models import Configuration
from web.spans import WrongText

LONGEST_SHOWN = 60
_NUMBER = re.compile(r"(?<![\w'-])\d+(?:\.\d+)?(?![\w'-])")
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


def _describe(details: ErrorDetails, path: KeyPath) -> Sentence:
    if details["type"] == "extra_forbidden":
        model, _ = _find_expected(path[:-1])
        known = _list_fields(model) if model else {}
        return say("this key is unknown{hint}", hint=did_you_mean(str(path[-1]), known))
    _, right = _find_expected(path)
    what = _describe_problem(details)
    complete = details["type"] in ("value_error", "literal_error") or not right
    if complete:
        return what
    return say("{what}; right would be: {right}", what=what, right=_as_sentence(right))


def _as_sentence(right: str) -> Sentence:
    """Return what would be right with its numbers as fields: "seconds, {n0} to {n1}"."""
    plain = right.replace("{", "{{").replace("}", "}}")
    numbers = {f"n{place}": number for place, number in enumerate(_NUMBER.findall(plain))}
    places = iter(numbers)
    return say(_NUMBER.sub(lambda _: f"{{{next(places)}}}", plain), **numbers)


def _describe_problem(details: ErrorDetails) -> Sentence:
    kind, value, ctx = details["type"], details["input"], details.get("ctx", {})
    shown = _shorten(value)
    if kind == "missing":
        return say("is missing")
    if value is None:
        return say("is empty")
    if kind in KINDS:
        return say(f"{{shown}} is not {KINDS[kind]}", shown=shown)
    if kind == "literal_error":
        choices = [part.strip(" '") for part in ctx["expected"].replace(" or ", ", ").split(",")]
        hint = did_you_mean(str(value), choices)
        return say("{shown} is not known{hint}", shown=shown, hint=hint)
    return _describe_bounds(kind, shown, ctx, details["msg"])


def _describe_bounds(kind: str, shown: str, ctx: dict[str, Any], message: str) -> Sentence:
    match kind:
        case "value_error":
            error = ctx["error"]
            if isinstance(error, WrongText):
                return say(error.template, **error.fields)
            return say("{what}", what=str(error))
        case "greater_than" | "greater_than_equal":
            return say("{shown} is too small", shown=shown)
        case "less_than" | "less_than_equal":
            return say("{shown} is too large", shown=shown)
        case "string_too_short" | "too_short":
            return say("is empty")
        case "string_too_long" | "too_long":
            return say("{shown} is too long", shown=shown)
        case "string_pattern_mismatch":
            return say("{shown} cannot be used here", shown=shown)
        case _:
            return say("{shown}: {message}", shown=shown, message=message)


def _shorten(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value).replace("True", "true")
    if isinstance(value, dict | list):
        return say("a list of `key: value` lines" if isinstance(value, dict) else "a list")
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _find_expected(path: KeyPath) -> tuple[type[BaseModel] | None, str]:
    """Return the model that stands at a key path, if one does, and what would be right there."""
    kind: object = Configuration
    right = ""
    for step in path:
        model = _find_model(kind)
        if model is None:  # inside a list or a mapping; what is right for a list goes for its items
            kind, right = next(reversed(get_args(kind)), None), right if step == path[-1] else ""
        elif field := _list_fields(model).get(str(step)):
            kind, right = field.annotation, field.description or ""
        else:
            return None, ""
        kind = _unwrap(kind)
    return _find_model(kind), right


def _list_fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model as the file calls them."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _find_model(kind: object) -> type[BaseModel] | None:
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def _unwrap(kind: object) -> object:
    """Return a kind without Optional and Annotated around it."""
    if get_origin(kind) is Annotated or get_origin(kind) in (Union, UnionType):
        return _unwrap(next(part for part in get_args(kind) if part is not type(None)))
    return kind

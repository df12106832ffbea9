"""What a form shows of the configuration, and what it makes of the words that were typed in."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from unicodedata import normalize

from werkzeug.datastructures import MultiDict

from admin.pages.door import NOT_THERE, KeyPath
from admin.pages.notices import make_notices, read_rows, show_rows
from web.spans import WrongText, span, write_span

Kind = Literal["text", "long", "number", "flag", "choice", "several", "spans", "notices"]
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.\s]\d{3})*[.\s]\d\d0", re.ASCII)
"""1.500: no number with decimals is shown with a zero at its end."""
_SPANS = re.compile(r"\s*(?:[,;/]|\bvà\b)\s*", re.IGNORECASE)
CLOSED = {"nghỉ", "closed"}
"""What may be typed where a day has no hours, as the page itself says it."""


@dataclass(frozen=True)
class Field:
    """One key of the configuration on a form.

    `path`: from the top, or from the item that is edited. `of`: the section whose codes are to be
    chosen from. `default`: what counts while the key is left out. `empty`: the value of an empty
    field. Kinds: spans are "07:00-10:30, 13:00-16:30", or "7h-10h30; 13h-16h30" as some type it,
    which is kept in the first form; notices are rows. `unset`: of a flag, what it means that it is
    not set, with a button `set_it` beside it. `options`: values and their words, in place of `of`.
    """

    path: KeyPath
    label: str
    kind: Kind = "text"
    of: str = ""
    hint: str = ""
    default: Any = None
    empty: Any = NOT_THERE
    required: bool = False
    unset: str = ""
    set_it: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The field's name in the form."""
        return "f-" + "-".join(map(str, self.path))

    def show(self, item: Any) -> Any:
        """Return what the form shows: a text, a truth value, the chosen codes, or rows."""
        value = find_value(item, self.path)
        value = self.default if value is NOT_THERE else value
        match self.kind:
            case "flag":
                return bool(value)
            case "several":
                return list(value or [])
            case "spans":
                return ", ".join(value or [])
            case "notices":
                return show_rows(value)
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    def read(self, form: MultiDict[str, str]) -> Any:
        """Return the value that was typed in, NOT_THERE for none.

        What is no number stays a text: the check of the configuration names the fault.
        """
        typed = form.get(self.name, "").strip()
        match self.kind:
            case "flag":
                return self.name in form
            case "several":
                return form.getlist(self.name) or self.empty
            case "spans":
                spans = [] if typed.casefold() in CLOSED else _SPANS.split(typed)
                return [_tidy_span(each) for each in spans if each] or self.empty
            case "notices":
                return make_notices(read_rows(self.name, form))
            case "number" if typed:
                return _as_number(typed)
        return typed or self.empty


def find_value(item: Any, path: KeyPath) -> Any:
    """Return what stands at a key path: NOT_THERE where nothing does, None below what is null."""
    for step in path:
        if item is None:
            return None
        item = item.get(step, NOT_THERE) if isinstance(item, dict) else NOT_THERE
    return item


def list_names(path: KeyPath, label: str, *, required: bool = True) -> tuple[Field, ...]:
    """Return the fields of a text that is given in each language."""
    return (
        Field((*path, "vi"), f"{label} (tiếng Việt)", required=required),
        Field((*path, "en"), f"{label} (tiếng Anh)"),
    )


def find_changes(
    fields: Sequence[Field], top: KeyPath, tree: Any, values: Mapping[str, Any]
) -> dict[KeyPath, Any]:
    """Return what differs between what was typed in and what stands below `top` of the tree.

    What equals its default and is left out stays left out; of a part that is null as a whole, all
    fields are written, else those that are left out would have their defaults. `values`: a field's
    name -> its value.
    """
    item = find_value(tree, top)
    if item is NOT_THERE:
        return {top: _make_item(fields, values)} if top else {}
    changes: dict[KeyPath, Any] = {}
    for field in fields:
        before, after = find_value(item, field.path), values[field.name]
        unsaid = before is NOT_THERE and after == field.default
        if before is not after and not unsaid and (before != after or _differs(before, after)):
            changes[(*top, *field.path)] = after
    return _fill_null_parts(fields, top, tree, values, changes)


def _fill_null_parts(
    fields: Sequence[Field],
    top: KeyPath,
    tree: Any,
    values: Mapping[str, Any],
    changes: dict[KeyPath, Any],
) -> dict[KeyPath, Any]:
    filled: dict[KeyPath, Any] = {}
    for path, value in changes.items():
        part = path[:-1]
        if not part or find_value(tree, part) is not None:
            filled[path] = value
            continue
        filled[part] = {
            field.path[-1]: values[field.name]
            for field in fields
            if (*top, *field.path[:-1]) == part
        }
    return filled


def _make_item(fields: Sequence[Field], values: Mapping[str, Any]) -> Any:
    made: Any = {}
    for field in fields:
        value = values[field.name]
        if not field.path:
            return value
        if value is NOT_THERE or value == field.default:
            continue
        part = made
        for step in field.path[:-1]:
            part = part.setdefault(step, {})
        part[field.path[-1]] = value
    return made


def _differs(before: Any, after: Any) -> bool:
    return isinstance(before, bool) is not isinstance(after, bool)


def _tidy_span(typed: str) -> str:
    try:
        return write_span(span(typed))
    except WrongText:
        return typed


def _as_number(typed: str) -> Any:
    """Return the number that was typed as people here write it, 1.500 or 0,5; else the text."""
    plain = normalize("NFKC", typed)
    if _THOUSANDS.fullmatch(plain):
        return int(re.sub(r"\D", "", plain))
    try:
        number = json.loads(plain.replace(",", "."))
    except ValueError:
        return typed
    return number if isinstance(number, int | float) and not isinstance(number, bool) else typed

"""What pages call the keys of the configuration."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from admin.pages.door import NOT_THERE, Difference, KeyPath
from admin.pages.fields import find_value
from admin.pages.forms import Collection, Form, SettingsPage
from admin.pages.frame import Frame
from admin.pages.sections import PAGES


def describe(frame: Frame, page: SettingsPage, path: KeyPath) -> str:
    """Return in words what a key path of a page is."""
    say = frame.translator()
    named = (_describe_in(part, path, say) for part in page.parts)
    return next(filter(None, named), ".".join(map(str, path)))


def _describe_in(part: Form | Collection, path: KeyPath, say: Callable[[str], str]) -> str:
    """Return what a part of a page calls a key path; an empty text where it is of another part."""
    top: KeyPath = ()
    if isinstance(part, Collection):
        if path == part.top:
            return say(part.title)
        top = path[: len(part.top) + 1]
        if top[:-1] != part.top:
            return ""
    thing = f"{say(part.one)} {top[-1]}: " if isinstance(part, Collection) else ""
    if path == top:
        return thing.rstrip(": ")
    for field in part.fields:
        if (*top, *field.path) == path:
            return f"{thing}{say(field.label)}"
    if all((*top, *field.path)[: len(path)] == path for field in part.fields):
        return f"{thing}{say(part.title)}"
    return ""


def split_difference(page: SettingsPage, difference: Difference) -> Iterator[Difference]:
    """Yield a difference as those of the page's fields, where it is of several of them.

    A thing that is new or gone as a whole stays one difference.
    """
    path, old, new = difference
    inner = [each[len(path) :] for each in _list_paths(page, path) if each[: len(path)] == path]
    is_thing = any(isinstance(part, Collection) and path[:-1] == part.top for part in page.parts)
    if is_thing or () in inner or not inner:
        yield difference
        return
    for rest in inner:
        before, after = (
            find_value(json.loads(value), rest) if value else NOT_THERE for value in (old, new)
        )
        if before != after:
            yield (*path, *rest), _as_json(before), _as_json(after)


def _list_paths(page: SettingsPage, path: KeyPath) -> Iterator[KeyPath]:
    """Yield the paths of all fields of a page; those of a thing, of the one `path` is about."""
    for part in page.parts:
        top = (*part.top, *path[len(part.top) :][:1]) if isinstance(part, Collection) else ()
        yield from ((*top, *field.path) for field in part.fields)


def _as_json(value: Any) -> str:
    return "" if value is NOT_THERE else json.dumps(value, ensure_ascii=False)


def find_label(frame: Frame, path: KeyPath) -> str:
    """Return what any page calls a key path, the path itself where none shows it."""
    plain = ".".join(map(str, path))
    named = (describe(frame, page, path) for page in PAGES)
    return next((name for name in named if name != plain), plain)

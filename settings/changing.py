"""Changes keys of config.yaml with its comments kept: the same checks, all of it or nothing."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.representer import RoundTripRepresenter

from admin.pages.door import NOT_THERE, Changes
from admin.pages.fields import find_value
from admin.sheets.sentences import say
from settings.document import read_text
from settings.faults import Fault, KeyPath, SettingsFaults
from settings.lines import with_items, with_key, without_key
from settings.loading import Settings, load


def compare(
    before: object, after: object, path: KeyPath = ()
) -> Iterator[tuple[KeyPath, Any, Any]]:
    """Yield (key path, old, new) of each key that differs; lists are compared as a whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys([*before, *after]):
            yield from compare(before.get(key, NOT_THERE), after.get(key, NOT_THERE), (*path, key))
    elif before != after or type(before) is not type(after):
        yield path, before, after


def as_json(value: object) -> str:
    """Return a value as JSON, "" where there is none."""
    return "" if value is NOT_THERE else json.dumps(value, ensure_ascii=False)


def find_mark(file: Path) -> str:
    """Return a mark of the file as it is now; whoever changes it gives it another."""
    try:
        return sha256(file.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def is_changeable(file: Path) -> bool:
    """Say whether this process may put a changed file in place of this one."""
    return os.access(file.resolve().parent, os.W_OK)


@dataclass(frozen=True)
class Draft:
    """A changed file that was checked and waits beside the one in force."""

    file: Path
    fresh: Path
    settings: Settings

    def put_in_place(self, accept: Callable[[Settings], None]) -> None:
        """Give it the name of the file, then call `accept`; if that fails the old file is back."""
        before = self.file.with_name(f"{self.file.name}.before")
        before.unlink(missing_ok=True)
        try:
            os.link(self.file, before)
            self.fresh.replace(self.file)
            try:
                accept(self.settings)
            except BaseException:
                before.replace(self.file)
                raise
        finally:
            before.unlink(missing_ok=True)
            self.drop()

    def drop(self) -> None:
        """Take it away."""
        self.fresh.unlink(missing_ok=True)


def draft(file: Path, changes: Changes) -> Draft:
    """Return the changed file, checked like any; raise SettingsFaults or OSError, nothing changed.

    A fault of the changed file names the key; lines are those of the changed file.
    """
    file = file.resolve()
    before = wanted = load(file).tree
    for path, value in changes.items():
        wanted = _with_value(wanted, path, value)
    fresh = file.with_name(f"{file.name}.new")
    try:
        text = _rewrite(read_text(file), before, changes)
        _write(fresh, text, file.stat().st_mode)
        settings = replace(load(fresh), file=file)
        if any(compare(wanted, settings.tree)):
            what = "the file is written in a way that cannot be changed here; change it by hand"
            raise SettingsFaults(file, [Fault(1, "", say(what))])
    except SettingsFaults as faults:
        fresh.unlink(missing_ok=True)
        raise SettingsFaults(file, faults.faults) from None
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return Draft(file, fresh, settings)


def _with_value(tree: Any, path: KeyPath, value: Any) -> Any:
    """Return the plain values with one of them changed."""
    key, *rest = path
    inside = tree if isinstance(tree, dict) else {}
    if rest:
        return {**inside, key: _with_value(inside.get(key), tuple(rest), value)}
    if value is NOT_THERE:
        return {name: each for name, each in inside.items() if name != key}
    return {**inside, key: value}


def _rewrite(text: str, before: Any, changes: Changes) -> str:
    """Return the text of the file with these keys changed, comments and order kept.

    A key that has its value already is left as it is: each look at the text reads all of it.
    """
    left = {
        path: value
        for path, value in changes.items()
        if any(compare(find_value(before, path), value))
    }
    for path, value in list(left.items()):
        old = find_value(before, path)
        if value is NOT_THERE:
            text = without_key(text, path)
            continue
        rewritten = with_key(text, path, _as_yaml(value)) if old is NOT_THERE else text
        if isinstance(value, list) and old is not NOT_THERE:
            rewritten = with_items(text, path, old, value)
        if rewritten != text:
            text = rewritten
            del left[path]
    yaml = YAML()
    yaml.preserve_quotes, yaml.width = True, 10_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.Representer = _Representer
    root = yaml.load(text)
    for path, value in left.items():
        _set(root, path, value)
    out = StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _set(part: Any, path: KeyPath, value: Any) -> None:
    *above, last = path
    for step in above:
        key = _find_key(part, step)
        if not isinstance(part.get(key), dict):
            part[key] = CommentedMap()
        part = part[key]
    key = _find_key(part, last)
    if value is NOT_THERE:
        part.pop(key, None)
    else:
        part[key] = _as_yaml(value)


def _find_key(part: Any, step: str | int) -> Any:
    """Return the key as the file has it: 2027-02-05 is a date there, 1 a number."""
    return next((key for key in part if str(key) == step), step)


def _as_yaml(value: Any) -> Any:
    """Return a value that is written on one line, as those of the shipped file are."""
    if isinstance(value, dict):
        found: Any = CommentedMap({key: _as_yaml(each) for key, each in value.items()})
    elif isinstance(value, list):
        found = CommentedSeq([_as_yaml(each) for each in value])
    else:
        return value
    found.fa.set_flow_style()
    return found


class _Representer(RoundTripRepresenter):
    """Writes null as null; an empty value looks forgotten."""


_Representer.add_representer(
    type(None), lambda self, _: self.represent_scalar("tag:yaml.org,2002:null", "null")
)


def _write(file: Path, text: str, mode: int) -> None:
    """Write a whole file to disk, with these permissions from its first byte on."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode & 0o777)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
        os.chmod(file, mode & 0o777)
        out.write(text)
        out.flush()
        os.fsync(handle)

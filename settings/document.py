"""A YAML file as plain values that remember their lines, with every fault of its writing."""

import unicodedata
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from admin.sheets.font_codes import find_font_code, read_western
from admin.sheets.signs import find_unicode
from settings.faults import Fault, KeyPath, SettingsFaults, dotted
from settings.syntax import explain
from settings.writing import repair_line

MARK = "tag:yaml.org,2002:"
LARGEST_FILE = 300_000
"""Bytes: ten times what is shipped, and some three seconds of reading."""
MOST_VALUES = 20_000
"""Of a file in all: a part that stands in many places by `&` and `*` counts at each."""
TOO_DEEP = "its parts are nested too deeply; write it like the config.yaml that is shipped"


@dataclass
class Document:
    """The values of a file. Keys are always text, as written; all text is NFC.

    `lines`: key path -> line of its key, from 1. `faults`: what is wrong with the writing itself.
    """

    tree: dict[str, Any]
    lines: dict[KeyPath, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, path: KeyPath, what: str) -> None:
        """Note that something is wrong at a key path."""
        self.faults.append(Fault(line_of(self.lines, path), dotted(path), what))


def line_of(lines: Mapping[KeyPath, int], path: KeyPath) -> int:
    """Return the line of a key path, or of the nearest part of it that the file has."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def read(file: Path) -> Document:
    """Read a file; raise SettingsFaults when there is nothing to go on with."""
    document = Document({})
    text = _text(file, document)
    try:
        root = _compose(text)
    except YAMLError as error:
        # A repaired tab can leave the indentation wrong: the tab is then the fault to name.
        faults = document.faults or [explain(error, text.split("\n"))]
        raise SettingsFaults(file, faults) from None
    except RecursionError:
        raise SettingsFaults(file, [Fault(1, "", TOO_DEEP)]) from None
    if isinstance(root, MappingNode):
        try:
            document.tree = _Plain(document).mapping(root, ())
        except _TooMany as fault:
            raise SettingsFaults(file, [Fault(fault.line, "", str(fault))]) from None
        return document
    what = "the file is empty" if root is None else "the file is not a list of `key: value` lines"
    document.faults.append(Fault(1, "", f"{what}; begin with the config.yaml that is shipped"))
    raise SettingsFaults(file, document.faults)


def read_text(file: Path) -> str:
    """Return the text of a file that has no faults, whatever it is written in, as it is read."""
    return _text(file, Document({}))


@lru_cache(maxsize=4)  # a start asks twice; a page shows a change, then makes it: two files each
def _compose(text: str) -> Node | None:
    root: Node | None = YAML(typ="rt", pure=True).compose(text)
    return root


def _text(file: Path, document: Document) -> str:
    """Return the text of the file, repaired as far as it takes to find the faults behind."""
    try:
        with file.open("rb") as opened:
            raw = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror}); is the name right?"
        raise SettingsFaults(file, [Fault(1, "", what)]) from None
    if len(raw) > LARGEST_FILE:
        what = f"the file is larger than {LARGEST_FILE // 1000} kB: no configuration is"
        raise SettingsFaults(file, [Fault(1, "", what)])
    encoding = find_unicode(raw)
    if encoding not in ("utf-8", "utf-8-sig"):
        try:
            raw = raw.decode(encoding).encode()
        except UnicodeDecodeError:
            what = f"the file is written in {encoding.upper()} and breaks off; save it as UTF-8"
            raise SettingsFaults(file, [Fault(1, "", what)]) from None
    raw = raw.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lines = raw.split(b"\n")
    return "\n".join(_line(number, line, document) for number, line in enumerate(lines, 1))


def _line(number: int, raw: bytes, document: Document) -> str:
    faults = []
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", errors="replace")
        byte = f"byte {error.start + 1} of the line (0x{raw[error.start]:02x})"
        code = find_font_code(read_western(raw))
        why = f"; it looks like {code[0]}" if code else ""
        faults.append(f"{byte} is not UTF-8{why}; save the file as UTF-8")
    text, slips = repair_line(text)
    document.faults.extend(Fault(number, "", what) for what in faults or slips)
    return text


class _TooMany(Exception):
    """The file unfolds to more values than a configuration has; `line` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"the file unfolds to more than {MOST_VALUES} values; write them out")
        self.line = line


class _Plain:
    """Turns YAML nodes into plain values and notes the line of each key."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.inside: list[Node] = []
        self.count = 0

    def value(self, node: Node, path: KeyPath) -> object:
        self.count += 1
        if self.count > MOST_VALUES:
            raise _TooMany(node.start_mark.line + 1)
        self.document.lines.setdefault(path, node.start_mark.line + 1)
        if any(node is outer for outer in self.inside):
            self.document.fault(path, "this part contains itself; write it out")
            return None
        self.inside.append(node)
        try:
            match node:
                case MappingNode():
                    return self.mapping(node, path)
                case SequenceNode():
                    return [self.value(v, (*path, n)) for n, v in enumerate(node.value)]
                case _:
                    return _scalar(node)
        finally:
            self.inside.pop()

    def mapping(self, node: MappingNode, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, line, child in self.entries(node, path):
            here = (*path, key)
            if key in values:
                first = self.document.lines[here]
                what = f"the key was already given on line {first}; keep one of them"
                self.document.faults.append(Fault(line, dotted(here), what))
                continue
            self.document.lines[here] = line
            values[key] = self.value(child, here)
        return values

    def entries(self, node: MappingNode, path: KeyPath) -> Iterator[tuple[str, int, Node]]:
        for key, child in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, ScalarNode):
                yield unicodedata.normalize("NFC", key.value), line, child
            else:
                self.document.faults.append(Fault(line, dotted(path), "a key must be plain text"))


def _whole(text: str) -> int:
    return int(text, 16 if text.lower().startswith("0x") else 10)


def _scalar(node: Node) -> object:
    """Return null, true and false, numbers as such; everything else, dates too, as text."""
    text = unicodedata.normalize("NFC", node.value)
    kind = (node.tag or "").removeprefix(MARK)
    if kind in ("null", "bool"):
        return None if kind == "null" else text.casefold() == "true"
    readers: dict[str, Callable[[str], object]] = {"int": _whole, "float": float}
    try:
        return readers.get(kind, str)(text)
    except ValueError:
        return text

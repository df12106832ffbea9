"""A YAML file as plain values that remember their lines, with every fault of its writing."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from settings.faults import Fault, KeyPath, SettingsFaults, dotted

MARK = "tag:yaml.org,2002:"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")


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
        root = YAML(typ="rt", pure=True).compose(text)
    except YAMLError as error:
        # A repaired tab can leave the indentation wrong: the tab is then the fault to name.
        raise SettingsFaults(file, document.faults or [_syntax(error)]) from None
    if isinstance(root, MappingNode):
        document.tree = _Plain(document).mapping(root, ())
        return document
    what = "the file is empty" if root is None else "the file is not a list of `key: value` lines"
    document.faults.append(Fault(1, "", f"{what}; begin with the config.yaml that is shipped"))
    raise SettingsFaults(file, document.faults)


def _text(file: Path, document: Document) -> str:
    """Return the text of the file, repaired as far as it takes to find the faults behind."""
    try:
        raw = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        what = f"the file cannot be read ({error.strerror}); is the name right?"
        raise SettingsFaults(file, [Fault(1, "", what)]) from None
    lines = raw.replace(b"\r\n", b"\n").split(b"\n")
    return "\n".join(_line(number, line, document) for number, line in enumerate(lines, 1))


def _line(number: int, raw: bytes, document: Document) -> str:
    faults, text = [], raw.decode("utf-8", errors="replace")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"byte {error.start + 1} of the line (0x{raw[error.start]:02x})"
        faults.append(f"{byte} is not UTF-8; save the file as UTF-8")
    if UNPRINTABLE.search(text):
        text = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
        faults = faults or ["the line holds a sign that cannot be printed; delete it"]
    indent = text[: len(text) - len(text.lstrip(" \t"))]
    if "\t" in indent:
        text = indent.replace("\t", "  ") + text.lstrip(" \t")
        faults.append("the line is indented with a tab; use two spaces for each step")
    document.faults.extend(Fault(number, "", what) for what in faults)
    return text


def _syntax(error: YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "context", None) or "cannot be read"
    return Fault(mark.line + 1 if mark else 1, "", f"this is not YAML: {what}")


class _Plain:
    """Turns YAML nodes into plain values and notes the line of each key."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.inside: list[Node] = []

    def value(self, node: Node, path: KeyPath) -> object:
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

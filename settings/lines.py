"""Changes lines of the text of config.yaml where the library would take comments away."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from queueing.name_order import make_name_key
from settings.faults import KeyPath


def without_key(text: str, path: KeyPath) -> str:
    """Return the text without the lines of a key that has lines of its own.

    The library would take away what is said below the key too, and that is about the next one. A
    part that has no key any more is written as {}.
    """
    found = _find(text, path)
    if found is None or found[0].flow_style:
        return text
    part, key, value = found
    lines = text.splitlines(keepends=True)
    first = key.start_mark.line
    rest = lines[_find_end(lines, first, value) :]
    if len(part.value) > 1:
        return "".join(lines[:first] + rest)
    above = _find(text, path[:-1])
    if above is None:
        return text
    head = above[1].start_mark.line
    opened = lines[head].rstrip()
    return "".join([*lines[:head], f"{opened} {{}}\n", *rest]) if opened.endswith(":") else text


def with_key(text: str, path: KeyPath, value: Any) -> str:
    """Return the text with a new key where the keys beside it put it: counter 17 behind 16.

    The text as it is where those are not in the order of names, or the new one is their last.
    """
    found = _find(text, path[:-1])
    part = found[2] if found else None
    if not isinstance(part, MappingNode) or part.flow_style:
        return text
    names = [make_name_key(f"{key.value}") for key, _ in part.value]
    at = bisect(names, make_name_key(f"{path[-1]}"))
    if names != sorted(names) or not 0 < at < len(names):
        return text
    key, before = part.value[at - 1]
    lines = text.splitlines(keepends=True)
    end = _find_end(lines, key.start_mark.line, before)
    written = _write({path[-1]: value}, " " * key.start_mark.column)
    return "".join([*lines[:end], *written, *lines[end:]])


def with_items(text: str, path: KeyPath, before: Any, after: Sequence[Any]) -> str:
    """Return the text with other items in a list that has, or now needs, a line for each.

    An item that stays keeps its lines and what is said above it, also at another place. The library
    would take away all that is said in the list and below it.
    """
    part, key, node = _find(text, path) or (None, None, None)
    if part is None or key is None or part.flow_style or not isinstance(node, SequenceNode):
        return text
    lines = text.splitlines(keepends=True)
    first = key.start_mark.line
    head, end = lines[first], _find_end(lines, first, node)
    if not node.flow_style:
        kept = list(zip(before, _cut_items(lines, first + 1, node), strict=True))
        margin = " " * node.start_mark.column
    elif end == first + 1 and any(isinstance(item, dict) for item in after):
        kept, margin = [], " " * (key.start_mark.column + 2)
        head = head[: node.start_mark.column].rstrip() + head[node.end_mark.column :]
    else:
        return text
    colon = head.index(":", key.end_mark.column) + 1
    written = [*lines[:first], head if after else f"{head[:colon]} []{head[colon:]}"]
    for item in after:
        known = next((place for place, (old, _) in enumerate(kept) if old == item), None)
        written += _write([item], margin) if known is None else kept.pop(known)[1]
    return "".join(written + lines[end:])


def _find(text: str, path: KeyPath) -> tuple[MappingNode, Node, Node] | None:
    """Return the part that holds a key, the key, and its value."""
    node = YAML(typ="rt", pure=True).compose(text)
    found = None
    for step in path:
        entries = node.value if isinstance(node, MappingNode) else []
        entry = next((each for each in entries if each[0].value == str(step)), None)
        if entry is None:
            return None
        found, node = (node, *entry), entry[1]
    return found


def _find_end(lines: Sequence[str], first: int, node: Node) -> int:
    """Return the line behind the last one of a value; what is said below it is the next one's."""
    end: int = max(node.end_mark.line, first + 1)
    while end > first + 1 and lines[end - 1].lstrip()[:1] in ("", "#"):
        end -= 1
    return end


def _cut_items(lines: Sequence[str], first: int, node: SequenceNode) -> Iterator[Sequence[str]]:
    """Yield the lines of each item, with what is said above it."""
    for item in node.value:
        end = _find_end(lines, item.start_mark.line, item)
        yield lines[first:end]
        first = end


def _write(part: Any, margin: str) -> list[str]:
    yaml = YAML()
    yaml.width = 10_000
    out = StringIO()
    yaml.dump(part, out)
    return [margin + line for line in out.getvalue().splitlines(keepends=True)]

"""Checks what the parts of the file say of each other: references, letters, labels.

It reads the plain values, so that it finds its faults even where the shape of other parts is wrong.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from admin.sheets.sentences import say
from queueing.catalogue import NORMAL
from settings.document import Document
from settings.faults import KeyPath, did_you_mean

REFERENCES = (
    (("zones", "*", "floors", "*"), "floors"),
    (("departments", "*", "floor"), "floors"),
    (("services", "*", "department"), "departments"),
    (("counters", "*", "department"), "departments"),
    (("counters", "*", "floor"), "floors"),
    (("counters", "*", "serves", "*"), "services"),
    (("counters", "*", "lends_a_hand_to", "*"), "services"),
    (("kiosks", "*", "printer"), "printers"),
    (("printers", "*", "beside"), "kiosks"),
    (("printers", "*", "spare"), "printers"),
    (("screens", "kiosk", "guidance"), "services"),
    (("screens", "kiosk", "results"), "services"),
    (("screens", "kiosk", "slip", "staff_printer"), "printers"),
    (("screens", "kiosk", "card", "priority_from", "*", "group"), "priorities"),
    (("results", "agencies", "*"), "departments"),
    (("voice", "loudspeakers", "*", "lobbies", "*"), "zones"),
)
"""Where a code stands -> the section that must have it."""

UNIQUE = (
    (("departments", "*", "letter"), "no two departments may share a letter"),
    (("counters", "*", "label"), "no two counters may share a label"),
    (("voice", "loudspeakers", "*", "lobbies", "*"), "a zone hears one group of loudspeakers"),
)

PAGES = {"guide": "the guide's tablet", "practice": "practice"}
"""Ids that no counter may have: `/counters/ID` is somebody else's page there."""


def check_references(document: Document) -> None:
    """Note every fault between parts."""
    for pattern, section in REFERENCES:
        for path, value in find_matches(document.tree, pattern):
            _require_known(document, path, value, section)
    for path in (p for p, _ in find_matches(document.tree, ("screens", "display", "zones", "*"))):
        _require_known(document, path, path[-1], "zones")
    for pattern, why in UNIQUE:
        _require_different(document, find_matches(document.tree, pattern), why)
    for counter in _get_section(document.tree, "counters"):
        if counter in PAGES:
            what = f"'/counters/{{counter}}' is the page of {PAGES[counter]}; take another id"
            document.fault(("counters", counter), say(what, counter=counter))
        profile = [
            place
            for key in ("serves", "lends_a_hand_to")
            for place in find_matches(document.tree, ("counters", counter, key, "*"))
        ]
        _require_different(document, profile, "name a service once for a counter")
    _check_spares(document)
    _check_normal_class(document)
    _check_engine_files(document)
    _check_openid(document)


def _check_spares(document: Document) -> None:
    """Note a spare that another computer prints on: the one in trouble could not hand over."""
    printers = _get_section(document.tree, "printers")
    for path, spare in find_matches(document.tree, ("printers", "*", "spare")):
        own, other = printers[str(path[1])], printers.get(str(spare))
        if spare == path[1]:
            document.fault(path, "a printer cannot stand in for itself; name another one")
        elif isinstance(other, dict) and other.get("beside") != own.get("beside"):
            document.fault(path, f"'{spare}' must be beside the same kiosk as '{path[1]}'")


def _require_known(document: Document, path: KeyPath, value: object, section: str) -> None:
    known = _get_section(document.tree, section)
    if isinstance(value, str) and known and value not in known:
        what = f"'{{value}}' is not in the section {section}{{hint}}"
        document.fault(path, say(what, value=value, hint=did_you_mean(value, known)))


def _require_different(
    document: Document, places: Iterable[tuple[KeyPath, object]], why: str
) -> None:
    first: dict[str, KeyPath] = {}
    for path, value in places:
        if not isinstance(value, str):
            continue
        if value in first:
            what = f"'{{value}}' is already used on line {{line}}; {why}"
            line = document.lines[first[value]]
            document.fault(path, say(what, value=value, line=f"{line}"))
        first.setdefault(value, path)


def _check_normal_class(document: Document) -> None:
    priorities = _get_section(document.tree, "priorities")
    if not priorities:
        return
    normal = priorities.get(NORMAL)
    if normal is None:
        what = "the class '{normal}' is missing; add it with credit_min: 0"
        document.fault(("priorities",), say(what, normal=NORMAL))
    elif isinstance(normal, dict) and normal.get("credit_min", 0) not in (0, 0.0):
        what = "{credit} gives everybody a credit; right would be: 0"
        document.fault(
            ("priorities", NORMAL, "credit_min"), say(what, credit=str(normal["credit_min"]))
        )


def _check_engine_files(document: Document) -> None:
    voice = _get_section(document.tree, "voice")
    for engine, files in (("clips", "clips"), ("piper", "models")):
        if voice.get("engine") == engine and not _get_section(voice, files).get("vi"):
            what = f"{engine} cannot speak without the key {files}; add {files}: {{vi: …}}"
            document.fault(("voice", "engine"), what)


def _check_openid(document: Document) -> None:
    """A provider sends browsers back to an address that no request may choose."""
    wanted = _get_section(document.tree, "sign_in").get("openid")
    if wanted is not None and not _get_section(document.tree, "server").get("public_url"):
        what = "needs server.public_url: the provider sends browsers back there"
        document.fault(("sign_in", "openid"), what)


def _get_section(tree: dict[str, Any], name: str) -> dict[str, Any]:
    section = tree.get(name)
    return section if isinstance(section, dict) else {}


def find_matches(
    value: object, pattern: KeyPath, path: KeyPath = ()
) -> Iterator[tuple[KeyPath, object]]:
    """Yield the key paths, with their values, that fit a pattern; `*` stands for any key."""
    if not pattern:
        yield path, value
        return
    for step, child in _list_children(value):
        if pattern[0] in ("*", step):
            yield from find_matches(child, pattern[1:], (*path, step))


def _list_children(value: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, list) else ()

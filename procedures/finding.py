"""Finds procedures by words without scripts: every typed word begins a word of the procedure. Pure.

Browsers that run scripts search better, by `web/static/search.js`; this finds the same for whoever
types the words of the name, with or without their marks.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import combining, normalize

from queueing.procedures import Procedure

WORD = re.compile(r"[a-z0-9]+")
Y_FOR_I = re.compile(r"(?<=qu)y|(?<=[bcdghklmnpqrstvx])y|(?<![a-z0-9])y(?![a-z])")
"""After a consonant y and i are one sound, and written either way: công ty, công ti."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A procedure with the words by which it is found, those of its names first."""

    procedure: Procedure
    names: frozenset[str]
    others: frozenset[str]


def fold(text: str) -> str:
    """Return a text in small letters without marks: `Đổi giấy` becomes `doi giay`."""
    plain = text.lower().replace("đ", "d").replace("ð", "d")
    return Y_FOR_I.sub("i", "".join(s for s in normalize("NFD", plain) if not combining(s)))


def split(text: str) -> list[str]:
    """Return the words of a text, folded."""
    return WORD.findall(fold(text))


def index(procedures: Iterable[Procedure]) -> list[Findable]:
    """Return the procedures in their order, with what each is found by."""
    return [
        Findable(
            each,
            frozenset(split(" ".join(each.names.values()))),
            frozenset(split(f"{each.keywords} {each.field} {each.code}")),
        )
        for each in procedures
    ]


def find(
    findable: Sequence[Findable], typed: str, synonyms: Mapping[str, str], most: int
) -> list[Procedure]:
    """Return the procedures in which every typed word begins a word; by name before others.

    `synonyms`: words people type -> words of the catalogue. At most `most` are returned.
    """
    wordings = _list_wordings(typed, synonyms)
    ranked = sorted(
        (min(ranks), place)
        for place, each in enumerate(findable)
        if (ranks := [r for words in wordings if (r := _rank(each, words)) is not None])
    )
    return [findable[place].procedure for _, place in ranked[:most]]


def _list_wordings(typed: str, synonyms: Mapping[str, str]) -> list[list[str]]:
    """Return the typed words, and the same with each synonym in its place."""
    plain = " ".join(split(typed))
    wordings = [plain]
    for said, meant in synonyms.items():
        folded = " ".join(split(said))
        if folded and re.search(rf"\b{folded}\b", plain):
            wordings.append(re.sub(rf"\b{folded}\b", " ".join(split(meant)), plain))
    return [words for wording in wordings if (words := wording.split())]


def _rank(each: Findable, words: Sequence[str]) -> int | None:
    """Return how many of the words are not in the names, None where one is nowhere."""
    elsewhere = 0
    for word in words:
        if any(own.startswith(word) for own in each.names):
            continue
        if not any(own.startswith(word) for own in each.others):
            return None
        elsewhere += 1
    return elsewhere

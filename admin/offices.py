"""The departments and services of the configuration, by whatever a file calls them."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from admin.sheets.sentences import Sentence, say
from queueing.catalogue import Catalogue
from queueing.name_order import make_name_key

SMALL_WORDS = ("và", "–", "-")
"""What the initials of a department leave out."""


class Offices:
    """What files may call departments and services, and how they are called to people."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Know their codes and names; departments by their short names and initials too."""
        self.services = {
            code: [s.code for s in catalogue.services.values() if s.department == code]
            for code in catalogue.departments
        }
        self.departments = _by_spelling(
            (
                code,
                [
                    code,
                    *found.names.values(),
                    *found.short_names.values(),
                    _initials(found.names["vi"]),
                ],
            )
            for code, found in catalogue.departments.items()
        )
        self.every_service = _by_spelling(
            (code, [code, *found.names.values()]) for code, found in catalogue.services.items()
        )
        self._names = {
            "department": {code: each.names["vi"] for code, each in catalogue.departments.items()},
            "service": {code: each.names["vi"] for code, each in catalogue.services.items()},
        }

    def find(self, column: str, text: str) -> str | None:
        """Return the code of what a cell of the column `department` or `service` says."""
        known = self.departments if column == "department" else self.every_service
        return known.get(_spell(text))

    def name(self, column: str, code: str) -> str:
        """Return "Sở Xây dựng (XD)"."""
        return f"{self._names[column][code]} ({code})"

    def list_names(self, column: str, codes: Iterable[str]) -> tuple[str, ...]:
        """Return "Sở Xây dựng (XD)" of each."""
        return tuple(self.name(column, code) for code in codes)

    def suggest(self, column: str, text: str) -> Sentence:
        """Say what may have been meant: what is nearest, else all there are."""
        near = self.find_near(column, text)
        return suggest([near] if near else [], self.list_names(column, self._names[column]))

    def find_near(self, column: str, text: str) -> str:
        """Return what is called nearly so, like "Sở Xây dựng (XD)"; empty where nothing is."""
        names = self._names[column]
        near = difflib.get_close_matches(text, names, n=1)
        called = {name.casefold(): code for code, name in names.items()}
        near += [called[each] for each in difflib.get_close_matches(text.casefold(), called, n=1)]
        return self.name(column, near[0]) if near else ""


def say_elsewhere(elsewhere: Mapping[str, Sequence[int]], catalogue: Catalogue) -> Sentence:
    """Say of which departments that are not configured a file has procedures, and where.

    `elsewhere`: department as the file calls it -> the lines of its procedures.
    """
    offices = Offices(catalogue)
    named = []
    for name, lines in elsewhere.items():
        near = offices.find_near("department", name)
        meant = say("; did you mean '{near}'?", near=near) if near else ""
        what = "{name} ({n:,}, from line {line}{meant})"
        named.append(say(what, name=name[:60], n=len(lines), line=f"{lines[0]}", meant=meant))
    what = "departments that are not configured here, {n:,} procedures: {named}"
    return say(what, n=sum(map(len, elsewhere.values())), named=tuple(named))


def suggest(near: Sequence[str], known: Sequence[str]) -> Sentence:
    """Say what may have been meant; `near`: empty where nothing is."""
    if near:
        return say("did you mean '{near}'?", near=near[0])
    return say("known: {known}", known=tuple(known))


def _by_spelling(things: Iterable[tuple[str, Sequence[str]]]) -> Mapping[object, str]:
    """Return spelling -> code, without those that are of two things; a code is always its own."""
    found: dict[object, set[str]] = {}
    codes = {}
    for code, spellings in things:
        codes[_spell(code)] = code
        for spelling in spellings:
            found.setdefault(_spell(spelling), set()).add(code)
    return {spelling: min(each) for spelling, each in found.items() if len(each) == 1} | codes


def _spell(text: str) -> object:
    return make_name_key(" ".join(text.split()))[:2]


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word.casefold() not in SMALL_WORDS)

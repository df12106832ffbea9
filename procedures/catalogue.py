"""The catalogue as the public pages know it: read anew when it has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

import orjson

from procedures.finding import Findable, index
from procedures.view import make_list
from queueing.procedures import Offer, Procedure, StoredProcedure


class Directory(Protocol):
    """The stored procedures; a new import changes the version."""

    def version(self) -> str:
        """Name the present state of the catalogue, and the day."""

    def procedures(self) -> Sequence[Procedure]:
        """Return the procedures offered today, by name."""

    def every(self) -> Sequence[StoredProcedure]:
        """Return all that were ever imported."""


@dataclass(frozen=True)
class Known:
    """All procedures of one version.

    `offered`: those of today, the most asked for first; `every`: by code; `encoded`: the list that
    browsers search in.
    """

    version: str
    offered: Sequence[Procedure]
    findable: Sequence[Findable]
    every: Mapping[str, StoredProcedure]
    encoded: bytes

    def offer_of(self, code: str, day: date) -> tuple[Procedure, Offer] | None:
        """Return a procedure, and whether it is offered on a day; None: there never was one."""
        stored = self.every.get(code)
        return None if stored is None else (stored.procedure, stored.offer_on(day))

    def in_department(self, department: str) -> list[Procedure]:
        """Return the offered procedures of a department, by name."""
        return [each for each in self.offered if each.department == department]


class Catalogue:
    """Gives the procedures as they are now."""

    def __init__(
        self,
        directory: Directory,
        synonyms: Callable[[], Mapping[str, str]],
        asked: Callable[[], Sequence[str]],
    ) -> None:
        """`synonyms`: words people type -> words of the catalogue; `asked`: codes, most first."""
        self._directory, self.synonyms, self.asked = directory, synonyms, asked
        self._read = lru_cache(maxsize=1)(self._read_anew)

    def look(self) -> Known:
        """Return all procedures, read once for each version."""
        words = orjson.dumps([dict(self.synonyms()), list(self.asked())])
        return self._read(f"{self._directory.version()}-{sha256(words).hexdigest()[:8]}")

    def _read_anew(self, version: str) -> Known:
        place = {code: at for at, code in enumerate(self.asked())}
        offered = sorted(
            self._directory.procedures(), key=lambda each: place.get(each.code, len(place))
        )
        return Known(
            version,
            offered,
            index(offered),
            {each.procedure.code: each for each in self._directory.every()},
            orjson.dumps(make_list(offered, dict(self.synonyms()))),
        )

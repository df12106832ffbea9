"""The catalogue as the public pages know it: read anew when it has changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

import orjson

from procedures.elsewhere import fold_line
from procedures.finding import Findable, index
from procedures.view import make_list
from queueing.catalogue import Catalogue as HallCatalogue
from queueing.procedures import Offer, Procedure, StoredProcedure
from web.procedure_view_types import ElsewhereJson


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
    browsers search in. `elsewhere`: what is not done here; `here`: what this centre calls its own,
    as `fold_line` makes it.
    """

    version: str
    offered: Sequence[Procedure]
    findable: Sequence[Findable]
    every: Mapping[str, StoredProcedure]
    encoded: bytes
    elsewhere: Sequence[ElsewhereJson]
    here: Sequence[str]

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
        elsewhere: Callable[[], Sequence[ElsewhereJson]],
        units: Callable[[], Sequence[str]],
    ) -> None:
        """`synonyms`: words people type -> words of the catalogue; `asked`: codes, most first.

        `elsewhere`: what is not done here; `units`: what the centre calls its units and services.
        """
        self._directory, self.synonyms, self.asked = directory, synonyms, asked
        self._elsewhere, self._units = elsewhere, units
        self._read = lru_cache(maxsize=1)(self._read_anew)

    def look(self) -> Known:
        """Return all procedures, read once for each version."""
        words = orjson.dumps(
            [dict(self.synonyms()), list(self.asked()), self._elsewhere(), self._units()]
        )
        return self._read(f"{self._directory.version()}-{sha256(words).hexdigest()[:8]}")

    def _read_anew(self, version: str) -> Known:
        place = {code: at for at, code in enumerate(self.asked())}
        offered = sorted(
            self._directory.procedures(), key=lambda each: place.get(each.code, len(place))
        )
        elsewhere, units = self._elsewhere(), self._units()
        named = [f"{' '.join(each.names.values())} {each.keywords}" for each in offered]
        return Known(
            version,
            offered,
            index(offered),
            {each.procedure.code: each for each in self._directory.every()},
            orjson.dumps(make_list(offered, dict(self.synonyms()), elsewhere, units)),
            elsewhere,
            [fold_line(text) for text in (*units, *named)],
        )


def name_units(catalogue: HallCatalogue) -> list[str]:
    """Return what a centre calls its departments and services, each text in every language."""
    texts = (
        *(names for each in catalogue.departments.values() for names in (each.names, each.about)),
        *(each.names for each in catalogue.services.values()),
    )
    return [" ".join(names.values()) for names in texts]

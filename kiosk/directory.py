"""What the kiosk knows of procedures: where they come from, and their shape for the browser."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from kiosk.settings import KioskScreen
from kiosk.view_types import DirectoryJson, ProcedureRow
from queueing.procedures import Procedure
from web.procedure_facts import make_facts


class Directory(Protocol):
    """The catalogue of procedures; a new import changes the version."""

    def version(self) -> str:
        """Name the present state of the catalogue."""

    def procedures(self) -> Sequence[Procedure]:
        """Return the procedures offered today, by name."""


MOST_SHOWN = 5
"""So many of the most asked for are shown before anything is typed."""


class Listing:
    """The directory as the browser gets it, encoded once for each version."""

    def __init__(
        self,
        directory: Directory,
        screen: Callable[[], KioskScreen],
        asked: Callable[[], Sequence[str]],
    ) -> None:
        """Keep the sources; `screen`: the kiosks' section of the configuration, as it is now.

        `asked`: codes of procedures, the most asked for first; none where that is not known.
        """
        self._directory, self._screen, self._asked = directory, screen, asked
        self._encoded = lru_cache(maxsize=1)(self._encode)

    def version(self) -> str:
        """Return the version that the kiosk's view names."""
        asked = list(self._list_asked()[: 4 * MOST_SHOWN])
        words = json.dumps([self._get_synonyms(), self._screen().list_elsewhere(), asked])
        return f"{self._directory.version()}-{sha256(words.encode()).hexdigest()[:8]}"

    def count(self) -> int:
        """Return how many procedures it has."""
        return self._encoded(self.version())[0]

    def list_online(self) -> frozenset[str]:
        """Return the services of which something can be done online, at a known address."""
        return self._encoded(self.version())[2]

    def read_json(self) -> tuple[str, bytes]:
        """Return the version and its JSON."""
        version = self.version()
        return version, self._encoded(version)[1]

    def _encode(self, version: str) -> tuple[int, bytes, frozenset[str]]:
        asked = self._list_asked()
        place = {code: at for at, code in enumerate(asked)}
        offered = self._directory.procedures()
        offered = sorted(offered, key=lambda each: place.get(each.code, len(place)))
        rows = [_make_row(procedure) for procedure in offered]
        listing: DirectoryJson = {
            "version": version,
            "synonyms": self._get_synonyms(),
            "elsewhere": self._screen().list_elsewhere(),
            "most_asked": [each.code for each in offered[:MOST_SHOWN] if each.code in place],
            "procedures": rows,
        }
        encoded = json.dumps(listing, ensure_ascii=False, separators=(",", ":")).encode()
        return len(rows), encoded, frozenset(row["service"] for row in rows if "online_at" in row)

    def _list_asked(self) -> Sequence[str]:
        return self._asked() or self._screen().most_asked

    def _get_synonyms(self) -> dict[str, str]:
        return dict(self._screen().synonyms)


def _make_row(procedure: Procedure) -> ProcedureRow:
    row: ProcedureRow = {
        **make_facts(procedure),
        "service": procedure.service,
        "keywords": procedure.keywords,
    }
    if not procedure.keywords:
        del row["keywords"]
    return row

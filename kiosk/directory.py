"""What the kiosk knows of procedures: where they come from, and their shape for the browser."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from kiosk.view_types import DirectoryJson, ProcedureRow
from queueing.procedures import Procedure


class Directory(Protocol):
    """The catalogue of procedures; a new import changes the version."""

    def version(self) -> str:
        """Name the present state of the catalogue."""

    def procedures(self) -> Sequence[Procedure]:
        """Return the procedures offered today, the most asked for first where that is known."""


class Listing:
    """The directory as the browser gets it, encoded once for each version."""

    def __init__(self, directory: Directory, synonyms: Callable[[], Mapping[str, str]]) -> None:
        """Keep the sources; `synonyms` maps words people type to the words of the catalogue."""
        self._directory, self._synonyms = directory, synonyms
        self._encoded = lru_cache(maxsize=1)(self._encode)

    def version(self) -> str:
        """Return the version that the kiosk's view names."""
        synonyms = sha256(json.dumps(self._get_synonyms()).encode()).hexdigest()
        return f"{self._directory.version()}-{synonyms[:8]}"

    def count(self) -> int:
        """Return how many procedures it has."""
        return self._encoded(self.version())[0]

    def read_json(self) -> tuple[str, bytes]:
        """Return the version and its JSON."""
        version = self.version()
        return version, self._encoded(version)[1]

    def _encode(self, version: str) -> tuple[int, bytes]:
        rows = [_make_row(procedure) for procedure in self._directory.procedures()]
        listing: DirectoryJson = {
            "version": version,
            "synonyms": self._get_synonyms(),
            "procedures": rows,
        }
        return len(rows), json.dumps(listing, ensure_ascii=False, separators=(",", ":")).encode()

    def _get_synonyms(self) -> dict[str, str]:
        return dict(self._synonyms())


def _make_row(procedure: Procedure) -> ProcedureRow:
    row: ProcedureRow = {
        "code": procedure.code,
        "service": procedure.service,
        "names": dict(procedure.names),
    }
    if procedure.keywords:
        row["keywords"] = procedure.keywords
    if procedure.documents:
        row["documents"] = list(procedure.documents)
    if procedure.fee:
        row["fee"] = procedure.fee
    if procedure.time_limit:
        row["time_limit"] = procedure.time_limit
    return row

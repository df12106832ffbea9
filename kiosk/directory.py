"""What the kiosk knows of procedures: where they come from, and their shape for the browser."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from queueing.catalogue import Names


class Procedure(Protocol):
    """One entry of the centre's catalogue of procedures; `service` is the queue it leads to."""

    @property
    def code(self) -> str:
        """Its official code."""

    @property
    def service(self) -> str:
        """The service one queues for."""

    @property
    def names(self) -> Names:
        """Its name by language; Vietnamese always."""

    @property
    def keywords(self) -> str:
        """Other words people use for it."""

    @property
    def documents(self) -> Sequence[str]:
        """The papers to bring, one a line."""

    @property
    def fee(self) -> str | None:
        """The fee in words."""

    @property
    def time_limit(self) -> str | None:
        """How long the answer takes, in words."""


class Directory(Protocol):
    """The catalogue of procedures; a new import changes the version."""

    def version(self) -> str:
        """Name the present state of the catalogue."""

    def procedures(self) -> Sequence[Procedure]:
        """Return the procedures offered today, the most asked for first where that is known."""


@dataclass(frozen=True)
class NoDirectory:
    """No catalogue has been imported: the search then knows units and services alone."""

    def version(self) -> str:
        """Return the version of the empty catalogue."""
        return "none"

    def procedures(self) -> Sequence[Procedure]:
        """Return nothing."""
        return ()


class Listing:
    """The directory as the browser gets it, encoded once for each version."""

    def __init__(self, directory: Directory, synonyms: Callable[[], Mapping[str, str]]) -> None:
        """Keep the sources; `synonyms` maps words people type to the words of the catalogue."""
        self._directory, self._synonyms = directory, synonyms
        self._encoded = lru_cache(maxsize=1)(self._encode)

    def version(self) -> str:
        """Return the version that the kiosk's view names."""
        synonyms = sha256(json.dumps(self._synonyms_now()).encode()).hexdigest()
        return f"{self._directory.version()}-{synonyms[:8]}"

    def count(self) -> int:
        """Return how many procedures it has."""
        return self._encoded(self.version())[0]

    def body(self) -> tuple[str, bytes]:
        """Return the version and its JSON."""
        version = self.version()
        return version, self._encoded(version)[1]

    def _encode(self, version: str) -> tuple[int, bytes]:
        rows = [_row(procedure) for procedure in self._directory.procedures()]
        listing = {"version": version, "synonyms": self._synonyms_now(), "procedures": rows}
        return len(rows), json.dumps(listing, ensure_ascii=False, separators=(",", ":")).encode()

    def _synonyms_now(self) -> dict[str, str]:
        return dict(self._synonyms())


def _row(procedure: Procedure) -> dict[str, object]:
    row = {
        "code": procedure.code,
        "service": procedure.service,
        "names": dict(procedure.names),
        "keywords": procedure.keywords,
        "documents": list(procedure.documents),
        "fee": procedure.fee,
        "time_limit": procedure.time_limit,
    }
    return {key: value for key, value in row.items() if value}

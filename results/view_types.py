"""What pages get of a dossier as JSON. Days are texts like 2026-11-25."""

from collections.abc import Sequence
from typing import TypedDict

from results.status import Standing


class DossierJson(TypedDict):
    """The answer of `POST /api/results`; it never says the code again.

    `day`: see `DossierAnswer`, null where that is not said;
    `papers`: what is missing; `department`, `service`: codes of what has the dossier, null where
    that is not known here.
    """

    standing: Standing
    day: str | None
    papers: Sequence[str]
    department: str | None
    service: str | None

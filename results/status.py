"""What became of a dossier: the answer, and what every source of answers promises."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """How far a dossier is.

    `ready`: its result, or a refusal, is there to be collected. `returned`: it was collected.
    `unknown`: the source has no such code. `unavailable`: nobody can tell now. `no_code`: what was
    typed is no code.
    """

    READY = "ready"
    NOT_YET = "not_yet"
    PAPER_MISSING = "paper_missing"
    RETURNED = "returned"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True)
class DossierAnswer:
    """What a source says of one dossier.

    `day`: since when it is ready or returned, until when it is not; None where that is not said.
    `papers`: what is missing. `department`: what the source calls the office that has it,
    `procedure`: the code of what was asked for; empty where the source does not say. `odd`: it is
    unavailable because of this code alone.
    """

    standing: Standing
    day: date | None = None
    papers: tuple[str, ...] = ()
    department: str = ""
    procedure: str = ""
    odd: bool = False


UNKNOWN = DossierAnswer(Standing.UNKNOWN)
UNAVAILABLE = DossierAnswer(Standing.UNAVAILABLE)
ODD = DossierAnswer(Standing.UNAVAILABLE, odd=True)


class DossierStatus(Protocol):
    """A source of answers: a table that an office saves, or its one-stop system."""

    def find(self, code: str) -> DossierAnswer:
        """Return what became of a dossier; UNKNOWN and UNAVAILABLE are answers too.

        It holds nobody else up, and ends within some seconds.
        """
        ...

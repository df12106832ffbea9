"""What became of a dossier: the answer, and what every source of answers promises."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """How far a dossier is.

    `ready`: its result, or a refusal, is there to be collected. `returned`: it was collected.
    `late`: not yet, though it was promised for a day that is over; no source says so, see
    `see_late`. `unknown`: the source has no such code. `unavailable`: nobody can tell now.
    `no_code`: what was typed is no code.
    """

    READY = "ready"
    NOT_YET = "not_yet"
    LATE = "late"
    PAPER_MISSING = "paper_missing"
    RETURNED = "returned"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    NO_CODE = "no_code"


@dataclass(frozen=True, slots=True)
class DossierAnswer:
    """What a source says of one dossier.

    `day`: since when it is ready, for when it is promised, by when the papers are to come, or when
    it was handed out; None where the source has no such day of its own.
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


def see_late(answer: DossierAnswer, today: date) -> DossierAnswer:
    """Return what is to be told today: on its promised day a result is not late, after it is."""
    over = answer.day is not None and answer.day < today
    late = answer.standing is Standing.NOT_YET and over
    return replace(answer, standing=Standing.LATE) if late else answer


class DossierStatus(Protocol):
    """A source of answers: a table that an office saves, or its one-stop system."""

    def find(self, code: str) -> DossierAnswer:
        """Return what became of a dossier; UNKNOWN and UNAVAILABLE are answers too.

        It holds nobody else up, and ends within some seconds.
        """
        ...

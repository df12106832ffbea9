"""What is said of slips and of the paper they are printed on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportPrintJob:
    """An agent says what became of a slip; `printer`: None for the one it was meant for."""

    job: str
    state: str
    printer: str | None = None
    cause: str | None = None
    near_end: bool | None = None
    length_mm: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class ChangeRoll:
    """Somebody has put a new roll of paper into a printer."""

    printer: str


PrintCommand = ReportPrintJob | ChangeRoll

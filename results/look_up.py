"""From what somebody types to what became of a dossier, and where that is to be collected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from queueing.catalogue import Catalogue
from queueing.procedures import Procedure
from results.codes import compile_patterns, fold_code, read_codes
from results.settings import Results
from results.status import (
    ODD,
    UNAVAILABLE,
    UNKNOWN,
    DossierAnswer,
    DossierStatus,
    Standing,
    see_late,
)
from results.words import fold_words

ProcedureOf = Callable[[str], Procedure | None]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer, and the department and service of this centre that it leads to, where known.

    `code`: letters and digits of the code that was found, never shown; empty where none was.
    """

    answer: DossierAnswer
    department: str | None = None
    service: str | None = None
    code: str = field(default="", repr=False)


NO_CODE = Found(DossierAnswer(Standing.NO_CODE))


class DossierLookUp:
    """Answers what is typed or scanned, by the configured source."""

    def __init__(
        self,
        options: Callable[[], Results],
        source: Callable[[], DossierStatus],
        catalogue: Callable[[], Catalogue],
        procedure_of: ProcedureOf,
        today: Callable[[], date],
    ) -> None:
        """Ask all five as they are now: a changed configuration may be taken at any time."""
        self._options, self._source = options, source
        self._catalogue, self._procedure_of = catalogue, procedure_of
        self._today = today

    @property
    def options(self) -> Results:
        """The section as it is now."""
        return self._options()

    def look_up(self, text: str) -> Found:
        """Return what became of the dossier whose code a text holds."""
        codes = read_codes(text, compile_patterns(self.options.patterns))
        answer, used = UNKNOWN, ""
        for code in codes:
            answer, used = self._source().find(code), code
            if answer not in (UNKNOWN, UNAVAILABLE, ODD):
                break
        if not codes:
            return NO_CODE
        return self._find_place(see_late(answer, self._today()), used)

    def _find_place(self, answer: DossierAnswer, code: str) -> Found:
        """Return where it leads: by the procedure, else by the office's name, else by the code."""
        catalogue, folded = self._catalogue(), fold_code(code)
        procedure = self._procedure_of(answer.procedure) if answer.procedure else None
        service = catalogue.services.get(procedure.service) if procedure else None
        if service is not None:
            return Found(answer, service.department, service.code, folded)
        named = _find_department(catalogue, answer.department)
        return Found(answer, named or _find_agency(self.options.agencies, code), None, folded)


def _find_department(catalogue: Catalogue, called: str) -> str | None:
    """Return the department of that code or name."""
    sought = fold_words(called)
    for code, each in catalogue.departments.items():
        names = (code, *each.names.values(), *each.short_names.values())
        if sought and sought in map(fold_words, names):
            return code
    return None


def _find_agency(agencies: Mapping[str, str], code: str) -> str | None:
    """Return the department of the longest beginning that a code has."""
    folded = fold_code(code)
    fitting = [each for each in agencies if folded.startswith(fold_code(each))]
    return agencies[max(fitting, key=len)] if fitting else None

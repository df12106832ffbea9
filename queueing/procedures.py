"""What citizens come for: an administrative procedure as the centre's catalogue has it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from queueing.errors import Refusal, UnknownThing


class ProceduresChanged(Refusal):
    """The catalogue is no longer what the caller has seen."""

    code = "procedures_changed"


class UnknownProcedure(UnknownThing):
    """The catalogue has never had a procedure of this code."""

    code = "unknown_procedure"


class Offer(StrEnum):
    """Whether the kiosk offers a procedure on a day, and why not."""

    OFFERED = "offered"
    OFF = "off"
    AHEAD = "ahead"
    OVER = "over"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Procedure:
    """One administrative procedure; `service` is the queue it leads to.

    `documents`: the papers to bring. `online`: none, part or full. `keywords`: other words people
    use. Offered from `valid_from` to `valid_to`, both included.
    """

    code: str
    name_vi: str
    department: str
    field: str
    service: str
    valid_from: date
    valid_to: date | None = None
    name_en: str | None = None
    name_km: str | None = None
    time_limit: str | None = None
    fee: str | None = None
    documents: tuple[str, ...] = ()
    online: str = "none"
    anywhere: bool = False
    same_day: bool = False
    url: str | None = None
    keywords: str = ""
    decision: str | None = None

    @property
    def names(self) -> Mapping[str, str]:
        """Its name by language; Vietnamese always."""
        names = {"vi": self.name_vi, "en": self.name_en, "km": self.name_km}
        return {language: name for language, name in names.items() if name}


COLLECTING = Procedure(
    code="nhan-ket-qua",
    name_vi="Nhận kết quả",
    name_en="Collecting a result",
    department="",
    field="",
    service="",
    valid_from=date.min,
)
"""What people come for who handed their papers in before: no centre's file has it, tickets may."""


@dataclass(frozen=True, slots=True)
class StoredProcedure:
    """A procedure with what became of it.

    `closed_at`: since when the imported files have it no more; `off_at`: since when somebody has
    switched it off. Both are times as texts.
    """

    procedure: Procedure
    closed_at: str | None = None
    off_at: str | None = None

    def offer_on(self, day: date) -> Offer:
        """Return whether it is offered on a day."""
        last = self.procedure.valid_to
        if self.closed_at is not None:
            return Offer.CLOSED
        if last is not None and last < day:
            return Offer.OVER
        if self.off_at is not None:
            return Offer.OFF
        return Offer.AHEAD if self.procedure.valid_from > day else Offer.OFFERED


@dataclass(frozen=True, slots=True)
class Differences:
    """What becomes of the stored procedures.

    `changed`: (as it is stored, as it will be); `reopened`: they were closed until now; `unchanged`
    only counts.
    """

    added: tuple[Procedure, ...] = ()
    changed: tuple[tuple[Procedure, Procedure], ...] = ()
    reopened: tuple[Procedure, ...] = ()
    closed: tuple[Procedure, ...] = ()
    unchanged: int = 0

    @property
    def moved(self) -> tuple[tuple[Procedure, Procedure], ...]:
        """The changed ones that lead to another queue."""
        return tuple(each for each in self.changed if each[0].service != each[1].service)


@dataclass(frozen=True, slots=True)
class ProcedureChange:
    """One change of the catalogue: an import, its taking back, or one procedure off or on.

    `may_take_back`: it is the last import and changed something.
    """

    id: int
    at: str
    actor: str
    what: str
    procedure: str | None
    file: str
    added: int
    changed: int
    closed: int
    may_take_back: bool = False

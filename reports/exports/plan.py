"""What a process is told that makes a file of many rows: one line of JSON."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Self

from queueing.catalogue import Limits
from reports.query import Period

LongKind = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Plan:
    """`data`, `file`: paths; `until`: the journal number at which the legs are read.

    `only`: the fields of the filter. `names`: see tables.parts.NamesByCode; `filters`: what the
    file says of itself; `made`: see Table; `count`: rows. `…unsure_after_s`: see Limits.
    `without`: ids of tickets that are kept from whoever asked.
    """

    data: str
    until: int
    file: str
    kind: LongKind
    language: str
    zone: str
    centre: str
    made: str
    first: str
    last: str
    only: dict[str, str]
    names: dict[str, dict[str, str]]
    filters: list[tuple[str, str]]
    count: int
    unsure_after_s: float
    service_unsure_after_s: dict[str, float]
    without: tuple[str, ...] = ()

    @property
    def limits(self) -> Limits:
        """The limits that say which times are unsure."""
        return Limits(
            unsure_after_s=self.unsure_after_s, service_unsure_after_s=self.service_unsure_after_s
        )

    @property
    def period(self) -> Period:
        """The days whose legs are in the file."""
        return Period(date.fromisoformat(self.first), date.fromisoformat(self.last))

    def line(self) -> bytes:
        """Return the plan as it is sent."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Self:
        """Return the plan that was sent."""
        return cls(**json.loads(line))


def progress_file(file: Path) -> Path:
    """Return where it stands how many rows of `file` are written."""
    return file.with_name(file.name + ".progress")

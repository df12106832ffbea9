"""What a process is told that makes a file of many rows: one line of JSON."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, Self

from reports.periods import Period

LongKind = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Plan:
    """`database`, `file`: paths; `only`: column of a leg -> the one value that counts.

    `names`: see legs_table.NamesByCode; `filters`: what the file says of itself; `count`: rows.
    """

    database: str
    file: str
    kind: LongKind
    language: str
    zone: str
    centre: str
    first: str
    last: str
    only: dict[str, str]
    names: dict[str, dict[str, str]]
    filters: list[tuple[str, str]]
    count: int

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

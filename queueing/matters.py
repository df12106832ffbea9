"""What somebody comes for: one of the matters of a visit. A number is for one, or for several."""

from dataclasses import dataclass

MOST_MATTERS = 5
"""So many one number may be for. Who comes for more is better served by a second visit."""

MatterRecord = tuple[str, str | None]
"""A matter in the journal: service and procedure."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A service that is wanted; `procedure`: for which procedure, None where nobody said so."""

    service: str
    procedure: str | None = None


def write_matters(matters: tuple[Matter, ...]) -> tuple[MatterRecord, ...]:
    """Return matters as an event holds them."""
    return tuple((matter.service, matter.procedure) for matter in matters)


def read_matters(records: tuple[MatterRecord, ...]) -> tuple[Matter, ...]:
    """Return the matters of an event."""
    return tuple(Matter(service, procedure) for service, procedure in records)

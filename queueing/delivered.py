"""What was really done at a counter: dossiers by procedure, which a number says nothing of."""

from collections.abc import Iterable
from dataclasses import dataclass

from queueing.errors import InvalidField

MOST_ENTRIES, MOST_DOSSIERS = 20, 99
DeliveredRecord = tuple[str, int, str | None]
"""Of an event: procedure, how many dossiers, and what stands for the code of the only one."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """So many dossiers of a procedure were dealt with.

    `dossier`: what stands for the code of the only one, None: nobody said it. The code itself is in
    no command and no event.
    """

    procedure: str
    count: int = 1
    dossier: str | None = None


def write_delivered(delivered: Iterable[Delivered]) -> tuple[DeliveredRecord, ...]:
    """Return what was done as an event holds it; raise InvalidField for what cannot be."""
    entries = tuple(delivered)
    named = [(entry.procedure, entry.dossier) for entry in entries]
    good = all(
        1 <= entry.count <= MOST_DOSSIERS and (entry.dossier is None or entry.count == 1)
        for entry in entries
    )
    if not good or len(entries) > MOST_ENTRIES or len(set(named)) < len(named):
        raise InvalidField(field="delivered")
    return tuple((entry.procedure, entry.count, entry.dossier) for entry in entries)


def count_dossiers(records: Iterable[DeliveredRecord]) -> int:
    """Return how many dossiers a finish was about: as asked is one."""
    return sum(count for _, count, _ in records) or 1


def is_another(records: Iterable[DeliveredRecord], asked: str | None) -> bool:
    """Say whether something else was done than what the number was taken for.

    As asked is nothing else; where only a service was asked for nobody can tell.
    """
    done = {procedure for procedure, _, _ in records}
    return asked is not None and bool(done) and done != {asked}

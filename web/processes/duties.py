"""Duties: work that one process of a centre does for all of them."""

from typing import Protocol


class Duties(Protocol):
    """Says which duties this process has; another takes over soon after its holder has gone."""

    def has(self, duty: str) -> bool:
        """Say whether this process does it now; asked for, it has it soon where nobody has it."""
        ...


class EveryDuty:
    """The Duties of a process that serves a centre alone."""

    def has(self, _duty: str) -> bool:
        """See Duties."""
        return True

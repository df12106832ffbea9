"""What pages ask of the configuration; the program that joins the parts answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol

from queueing.catalogue import Catalogue
from queueing.decisions.adopting import Effect
from queueing.errors import Refusal, UnknownThing

KeyPath = tuple[str | int, ...]
NOT_THERE: Final = object()
"""In place of a value: the key is not there."""
Changes = Mapping[KeyPath, Any]
"""Key path -> new value; NOT_THERE takes the key away."""
Difference = tuple[KeyPath, str, str]
"""A key path with its old and new value as JSON, "" where there was or is none."""


class ChangedMeanwhile(Refusal):
    """The configuration is no longer what the caller has seen; `what` of it was changed."""

    code = "settings_changed"


class UnknownChange(UnknownThing):
    """The journal has no such change of the configuration."""

    code = "unknown_change"


class NotAccepted(Exception):
    """The configuration would be faulty; `faults` are (key path as text, what is wrong)."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        """Keep the faults."""
        super().__init__("; ".join(f"{path}: {what}" for path, what in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Snapshot:
    """The configuration file as it is now: its plain values, and a mark that changes with it.

    `unread`: what was changed in the file and is not in force yet.
    """

    mark: str
    tree: Mapping[str, Any]
    unread: Sequence[Difference] = ()


@dataclass(frozen=True)
class Foreseen:
    """What changes would do: to the configuration, to people who are here, and its rules then."""

    differences: Sequence[Difference]
    effects: Sequence[Effect]
    catalogue: Catalogue


@dataclass(frozen=True)
class Record:
    """A change of the configuration: the journal's number of it, when, by whom, what."""

    seq: int
    at: datetime
    actor: str
    changes: Sequence[Difference]


class SettingsDoor(Protocol):
    """The one way to the configuration for pages."""

    def read(self) -> Snapshot:
        """Return the file as it is; raise NotAccepted while it is faulty."""
        ...

    def foresee(self, changes: Changes) -> Foreseen:
        """Return what the changes would do; change nothing.

        Raises NotAccepted, and WouldOrphanTickets for people who would have no place.
        """
        ...

    def change(self, changes: Changes, mark: str, actor: str) -> None:
        """Write the changes into the file and let them be in force, or raise with nothing changed.

        Raises ChangedMeanwhile unless `mark` is that of the file, NotAccepted, WouldOrphanTickets,
        CannotStore.
        """
        ...

    def records(self) -> list[Record]:
        """Return the newest changes, the newest first."""
        ...

    def list_sample_values(self) -> list[str]:
        """Return what of the configuration in force is still the shipped sample's, by key."""
        ...

    def take_back(self, seq: int) -> Changes:
        """Return what takes a change back; raise ChangedMeanwhile where a later one is in the way.

        Raises UnknownChange for a number that is no change of the configuration.
        """
        ...

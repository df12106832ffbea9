"""What these pages ask of other rooms; the program that joins the parts hands it in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from admin.pages.media_folders import MediaFolders
from queueing.hall import Hall
from storage.procedures import Procedures
from web.administrator_views import (
    DossiersForAdministrators,
    PrinterForAdministrators,
    TableFault,
    VoiceForAdministrators,
)
from web.view_types import PrinterForGuides


class Printers(Protocol):
    """The printers of slips."""

    def make_guide_view(self, hall: Hall) -> Sequence[PrinterForGuides]:
        """Return what guides see of every printer."""
        ...

    def make_administrator_view(self, hall: Hall) -> Sequence[PrinterForAdministrators]:
        """Return what administrators see of every printer that there is."""
        ...

    def request_test_print(self, printer: str) -> str:
        """Ask for a test sheet; return the trial's id. Raises UnknownPrinter."""
        ...


class Voice(Protocol):
    """The voice of the hall."""

    def make_administrator_view(self) -> VoiceForAdministrators:
        """Return what administrators see: who speaks, all loudspeakers, test calls."""
        ...

    def request_trial(self, code: str) -> None:
        """Say a test call over loudspeakers, after all calls; raise UnknownLoudspeakers."""
        ...


class Dossiers(Protocol):
    """What citizens are told of their dossiers."""

    def make_administrator_view(self) -> DossiersForAdministrators:
        """Return what administrators see: the source, the table in force, what is wrong."""
        ...

    def take_file(self, name: str, content: bytes) -> TableFault | None:
        """Put a table in force; return why it is not taken, and the one before stays."""
        ...


@dataclass(frozen=True)
class HallParts:
    """What stands in the hall, and what citizens come for.

    `synonyms`: words that people type -> words of the procedures' names, for the search.
    """

    printers: Printers
    media: MediaFolders
    voice: Voice
    procedures: Procedures
    synonyms: Callable[[], Mapping[str, str]]
    dossiers: Dossiers

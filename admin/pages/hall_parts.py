"""What these pages ask of other rooms; the program that joins the parts hands it in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from admin.pages.media_folders import MediaFolders
from queueing.hall import Hall
from web.view_types import PrinterForGuides


class Printers(Protocol):
    """The printers of slips."""

    def make_guide_view(self, hall: Hall) -> Sequence[PrinterForGuides]:
        """Return what guides see of every printer."""
        ...


@dataclass(frozen=True)
class HallParts:
    """What stands in the hall."""

    printers: Printers
    media: MediaFolders

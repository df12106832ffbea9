"""What the page of pictures and videos asks of the boards' folders; the program joins the two."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, Protocol

from web.days import Days

Step = Literal[-1, 1]


class Medium(Protocol):
    """A picture or video. `mark` changes with the file."""

    @property
    def name(self) -> str:
        """The file's name."""
        ...

    @property
    def mark(self) -> str:
        """What tells the file from an earlier one of its name."""
        ...

    @property
    def kind(self) -> Literal["picture", "video"]:
        """What it is."""
        ...

    @property
    def size(self) -> int:
        """Its bytes."""
        ...

    @property
    def days(self) -> Days:
        """When it is shown."""
        ...


class MediaFolders(Protocol):
    """The folders of the zones. What changes them raises a Refusal or CannotStore."""

    def has_folder(self, zone: str) -> bool:
        """Say whether the zone's board shows pictures and videos."""
        ...

    def list_files(self, zone: str) -> Sequence[Medium]:
        """Return what is shown, in its order."""
        ...

    def list_removed(self, zone: str) -> Sequence[Medium]:
        """Return what was taken away and not erased."""
        ...

    def move(self, zone: str, mark: str, name: str, step: Step) -> None:
        """Show a file one place earlier (-1) or later (1)."""
        ...

    def set_days(
        self, zone: str, mark: str, name: str, first: date | None, last: date | None
    ) -> None:
        """Show a file from its first day to its last."""
        ...

    def remove(self, zone: str, mark: str, name: str) -> None:
        """Show a file no more."""
        ...

    def restore(self, zone: str, mark: str, name: str) -> None:
        """Show a file again."""
        ...

    def erase(self, zone: str, mark: str, name: str) -> None:
        """Erase a file that was taken away."""
        ...

"""The pictures and videos of the zones as administrators keep them: added, ordered, taken away.

What is taken away lies in a folder below, until it is put back or erased for good. Only the
disk's own work is done by native threads: locks belong to the runtime's.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from secrets import token_hex
from threading import Lock
from time import time
from typing import Any, Literal

from display.media import MOST_FILES, ORDER, Media, Medium, read_medium
from display.media_coming import ComingFile, Offload, make_safe_stem
from display.media_days import read_days, write_days
from display.media_types import NotShowable, find_ending
from queueing.errors import CannotStore, Refusal, UnknownThing
from queueing.name_order import make_name_key
from web.days import Days
from web.processes.shared_state import OwnState, SharedState, Value

REMOVED, PART = "removed", ".part"
LEFT_AFTER_S = 600.0
"""Of a file that is coming something more has come by then."""
KEPT_FREE_BYTES = 2**30
"""So much of the disk stays free: the centre's own data may lie on the same."""
ROOM, KEPT_S = "pictures and videos", 30 * 24 * 3600.0
Step = Literal[-1, 1]


def _count_one(before: Value | None, _now_s: float) -> Value:
    return {"changes": 1 if before is None else before["changes"] + 1}


class UnknownMedium(UnknownThing):
    """The zone has no such file, or it was changed meanwhile."""

    code = "unknown_medium"


class NoMediaFolder(Refusal):
    """The zone's board shows no pictures and videos."""

    code = "no_media_folder"


class AnotherFileComes(Refusal):
    """One file at a time is taken."""

    code = "medium_under_way"


class TooManyMedia(Refusal):
    """A zone shows no more files than it has."""

    code = "too_many_media"


class NoRoomForMedium(Refusal):
    """The disk would be nearly full."""

    code = "no_room_for_medium"


class DaysBackwards(Refusal):
    """The last day on which a file is shown comes before the first."""

    code = "days_backwards"


class MediaFolders(Media):
    """The folders of the zones, and all that changes them, at whichever process.

    What changes raises UnknownMedium, NoMediaFolder or CannotStore.
    """

    def __init__(
        self,
        folder_of: Callable[[str], Path | None],
        offload: Offload,
        shared: SharedState | None = None,
    ) -> None:
        """`folder_of`: a zone's folder, if any; `offload`: runs what waits for the disk."""
        super().__init__(folder_of)
        self._offload = offload
        self._coming, self._changing = Lock(), Lock()
        self._shared = shared or OwnState()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each change; it must return at once."""
        self._shared.subscribe(ROOM, listener)

    def has_folder(self, zone: str) -> bool:
        """Say whether the zone's board shows pictures and videos."""
        return self._folder_of(zone) is not None

    def count_changes(self, zone: str) -> int:
        """Return a number that changes with the zone's files."""
        return int(self._shared.look(ROOM).get(zone, {}).get("changes", 0))

    def receive(self, zone: str, name: str, size: int) -> ComingFile:
        """Begin to take a file of so many bytes.

        Raises also AnotherFileComes, TooManyMedia or NoRoomForMedium.
        """
        folder = self._require_folder(zone)
        if not self._coming.acquire(blocking=False):
            raise AnotherFileComes
        part = folder / f".{token_hex(8)}{PART}"
        try:
            self._offload(self._make_room, folder, zone, size)
            accept = partial(self._accept, zone, part, name)
            return ComingFile(part, self._offload, accept, self._coming.release)
        except OSError as fault:
            self._coming.release()
            raise CannotStore(f"a picture or video cannot be written: {fault}")
        except BaseException:
            self._coming.release()
            raise

    def move(self, zone: str, mark: str, name: str, step: Step) -> None:
        """Show a file one place earlier (-1) or later (1)."""
        self._change(zone, self._move, zone, mark, name, step)

    def set_days(
        self, zone: str, mark: str, name: str, first: date | None, last: date | None
    ) -> None:
        """Show a file from its first day to its last; None: from now on, for ever.

        Raises also DaysBackwards.
        """
        if first is not None and last is not None and last < first:
            raise DaysBackwards
        self._change(zone, self._set_days, zone, mark, name, Days(first, last))

    def remove(self, zone: str, mark: str, name: str) -> None:
        """Show a file no more."""
        self._change(zone, self._remove, zone, mark, name)

    def restore(self, zone: str, mark: str, name: str) -> None:
        """Show a file again that was taken away."""
        self._change(zone, self._restore, zone, mark, name)

    def erase(self, zone: str, mark: str, name: str) -> None:
        """Erase a file for good that was taken away."""
        self._change(zone, self._erase, zone, mark, name)

    def list_removed(self, zone: str) -> list[Medium]:
        """Return what was taken away and not erased, by name."""
        folder = self._folder_of(zone)
        try:
            paths = [] if folder is None else list((folder / REMOVED).iterdir())
        except OSError:
            return []
        paths.sort(key=lambda path: make_name_key(path.name))
        return [each for each in map(read_medium, paths) if each is not None]

    def _change(self, zone: str, work: Callable[..., Any], *given: Any) -> Any:
        """Do what changes a zone's files, one change at a time, and tell of it."""
        with self._changing:
            try:
                found = self._offload(work, *given)
            except OSError as fault:
                raise CannotStore(f"the pictures and videos of {zone} cannot be changed: {fault}")
        with suppress(CannotStore):  # it is done, and boards look again now and then
            self._shared.change(ROOM, zone, _count_one, KEPT_S)
        return found

    def _accept(self, zone: str, part: Path, name: str) -> Medium:
        """Give a file that is whole its name, or raise a Refusal that says why it gets none."""
        try:
            ending = self._offload(find_ending, part)
            medium: Medium = self._change(
                zone, self._name_file, zone, part, make_safe_stem(name), ending
            )
        except Refusal as refusal:
            raise type(refusal)(name=name)
        return medium

    def _make_room(self, folder: Path, zone: str, size: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for part in folder.glob(f".*{PART}"):
            with suppress(FileNotFoundError):  # another process takes a file just now
                if time() - part.stat().st_mtime > LEFT_AFTER_S:
                    part.unlink()
        if len(self.list_files(zone)) >= MOST_FILES:
            raise TooManyMedia(most=MOST_FILES)
        if shutil.disk_usage(folder).free - size < KEPT_FREE_BYTES:
            raise NoRoomForMedium

    def _move(self, zone: str, mark: str, name: str, step: Step) -> None:
        folder = self._require(zone, mark, name).path.parent
        names = [medium.name for medium in self.list_files(zone)]
        place = names.index(name)
        other = min(max(place + step, 0), len(names) - 1)
        names[place], names[other] = names[other], names[place]
        _write_order(folder, names)

    def _name_file(self, zone: str, part: Path, stem: str, ending: str) -> Medium:
        medium = _give_name(part, stem, ending)
        self._write_days(zone, medium.name, Days())  # those of an earlier file of its name
        return medium

    def _set_days(self, zone: str, mark: str, name: str, days: Days) -> None:
        self._write_days(zone, self._require(zone, mark, name).name, days)

    def _write_days(self, zone: str, name: str, days: Days) -> None:
        folder = self._require_folder(zone)
        before = read_days(folder)
        after = {**before, name: days}
        if before.get(name, Days()) != days:
            names = {each.name for each in (*self.list_files(zone), *self.list_removed(zone))}
            write_days(folder, after, names)

    def _remove(self, zone: str, mark: str, name: str) -> None:
        path = self._require(zone, mark, name).path
        _move_file(path, path.parent / REMOVED)

    def _restore(self, zone: str, mark: str, name: str) -> None:
        path = self._require_removed(zone, mark, name).path
        _move_file(path, path.parent.parent)

    def _erase(self, zone: str, mark: str, name: str) -> None:
        self._require_removed(zone, mark, name).path.unlink()

    def _require_folder(self, zone: str) -> Path:
        folder = self._folder_of(zone)
        if folder is None:
            raise NoMediaFolder
        return folder

    def _require(self, zone: str, mark: str, name: str) -> Medium:
        found = self.find(zone, mark, name)
        if found is None:
            raise UnknownMedium
        return found

    def _require_removed(self, zone: str, mark: str, name: str) -> Medium:
        for medium in self.list_removed(zone):
            if (medium.mark, medium.name) == (mark, name):
                return medium
        raise UnknownMedium


def _give_name(part: Path, stem: str, ending: str) -> Medium:
    path = _find_free_name(part.parent, stem, ending)
    part.rename(path)
    medium = read_medium(path)
    if medium is None:
        raise NotShowable
    return medium


def _find_free_name(folder: Path, stem: str, ending: str) -> Path:
    path, number = folder / f"{stem}{ending}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem} ({number}){ending}"
    return path


def _move_file(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    path.rename(_find_free_name(folder, path.stem, path.suffix))


def _write_order(folder: Path, names: Sequence[str]) -> None:
    fresh = folder / f".{ORDER}.new"
    text = "".join(f"{name}\n" for name in names)
    fresh.write_text(text, encoding="utf-8", errors="surrogateescape")
    fresh.replace(folder / ORDER)

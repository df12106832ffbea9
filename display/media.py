"""The pictures and videos of a waiting zone: what its folder holds, and pieces of each file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG

from display.media_days import read_days
from display.view_types import MediumKind
from queueing.name_order import make_name_key
from web.days import EVERY_DAY, Days

KINDS: dict[str, tuple[MediumKind, str]] = {
    ".jpg": ("picture", "image/jpeg"),
    ".jpeg": ("picture", "image/jpeg"),
    ".png": ("picture", "image/png"),
    ".webp": ("picture", "image/webp"),
    ".mp4": ("video", "video/mp4"),
    ".webm": ("video", "video/webm"),
}
"""What every browser of the floor shows; ending -> kind and type. No SVG: it can carry scripts."""
LARGEST_WHOLE = 10 * 1024 * 1024
"""A larger picture is passed over, of a larger video only pieces are given."""
MOST_FILES = 200
ORDER = "order.txt"
"""A file of the folder that names files, one a line, in the order in which they are shown."""
CHUNK_BYTES = 512 * 1024
"""An answer holds at most so many bytes of a video: the browser asks for the next piece itself."""


@dataclass(frozen=True)
class Medium:
    """One file that may be shown, on these days.

    `mark` changes with its size or its time of change.
    """

    path: Path
    kind: MediumKind
    mime: str
    size: int
    mark: str
    days: Days = EVERY_DAY

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def read_chunk(self, start: int, stop: int) -> bytes:
        """Return the bytes from `start` up to `stop`; raise OSError when they cannot be read."""
        with self.path.open("rb") as file:
            file.seek(start)
            return file.read(stop - start)


class Media:
    """The folders of the zones; they are read each time, so that a new file needs no restart."""

    def __init__(self, folder_of: Callable[[str], Path | None]) -> None:
        """`folder_of`: a zone's folder, if any; one that is missing has nothing to show."""
        self._folder_of = folder_of

    def list_files(self, zone: str) -> list[Medium]:
        """Return what the zone's folder holds; unfit files are left out.

        First the files that ORDER names, the others behind them by name, 2 before 10.
        """
        folder = self._folder_of(zone)
        if folder is None:
            return []
        order, days = _read_order(folder), read_days(folder)
        try:
            paths = list(folder.iterdir())
        except OSError:
            return []
        paths.sort(key=lambda path: (order.get(path.name, len(order)), make_name_key(path.name)))
        found = (read_medium(path) for path in paths if not path.name.startswith("."))
        fit = [each for each in found if each is not None][:MOST_FILES]
        return [replace(each, days=days.get(each.name, EVERY_DAY)) for each in fit]

    def list_shown(self, zone: str, day: date) -> list[Medium]:
        """Return those of `list_files` that are shown on this day."""
        return [each for each in self.list_files(zone) if each.days.stand_on(day) == "now"]

    def find(self, zone: str, mark: str, name: str) -> Medium | None:
        """Return the file of that name and mark, if `list_files` lists it."""
        return next((m for m in self.list_files(zone) if (m.mark, m.name) == (mark, name)), None)


def _read_order(folder: Path) -> dict[str, int]:
    """Return name -> place of the files that ORDER names, if it can be read."""
    try:
        text = (folder / ORDER).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return {}
    return {name: place for place, name in enumerate(text.splitlines())}


def read_medium(path: Path) -> Medium | None:
    """Return a file as it can be shown, or None: another type, a link, empty or too large."""
    if path.suffix.lower() not in KINDS:
        return None
    kind, mime = KINDS[path.suffix.lower()]
    try:
        status = path.lstat()
    except OSError:
        return None
    too_large = kind == "picture" and status.st_size > LARGEST_WHOLE
    # A link could lead out of the folder: only what lies in it is shown.
    if not S_ISREG(status.st_mode) or status.st_size == 0 or too_large:
        return None
    state = f"{path.name}\0{status.st_size}\0{status.st_mtime_ns}"
    mark = sha256(state.encode(errors="surrogateescape")).hexdigest()[:16]
    return Medium(path, kind, mime, status.st_size, mark)

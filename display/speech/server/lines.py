"""Lines by their ids: whose they are, and how the address of a sound names them."""

import re
from collections.abc import Callable, Container, Iterable

from display.view_types import AnnouncementJson

KEPT = 500
SHAPE = re.compile(r"(.+)\.(?:\d+|\d{4}-\d\d-\d\d|test-[0-9a-f]+)\.[a-z]+")
"""See `Announcement.make_line_id`."""


class LineIds:
    """Remembers which lines there were, and of which loudspeakers."""

    def __init__(self, are_several: Callable[[], bool]) -> None:
        """`are_several`: whether other processes have lines of which this one may hear later."""
        self._are_several = are_several
        self._groups: dict[str, str] = {}

    def remember(self, group: str, lines: Iterable[str]) -> None:
        """Remember the lines of loudspeakers; those that were first are forgotten first."""
        self._groups.update((line, group) for line in lines)
        while len(self._groups) > KEPT:
            del self._groups[next(iter(self._groups))]

    def find_group(self, line: str, groups: Container[str]) -> str | None:
        """Return the loudspeakers of a line, one of `groups`; None for a line that cannot be."""
        known = self._groups.get(line)
        said = SHAPE.fullmatch(line) if known is None and self._are_several() else None
        return said[1] if said and said[1] in groups else known


def name_line(line: AnnouncementJson) -> AnnouncementJson:
    """Let a sound's address name its line: from that any process can make the sound."""
    audio = line["audio"]
    return line if audio is None else {**line, "audio": f"{audio}?line={line['id']}"}

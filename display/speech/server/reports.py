"""What players report of lines: all processes of a centre hear it, and find the same queue."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from display.speech.schedule.announcements import Report, Result
from web.processes import SharedState

ROOM = "voice reports"
KEPT_S = 600.0
"""For longer no line of which somebody reports is in any process's queue: see Progress."""


class Reports:
    """The reports of the last minutes; the first of a line counts."""

    def __init__(self, shared: SharedState) -> None:
        """Begin with what the processes know already."""
        self._shared = shared
        self._known: dict[str, Report] = {}
        self._own: dict[str, Report] = {}

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Call `listener` when there may be new ones; it must return at once."""
        self._shared.subscribe(ROOM, listener)

    def record(self, report: Report) -> None:
        """Let every process know; once this returns none loses it. Raises CannotStore."""
        said = {"result": str(report.result), "at": report.at.isoformat()}
        counts = self._shared.change(ROOM, report.id, lambda first, _: first or said, KEPT_S)
        if counts is not None:
            self._own[report.id] = _read(report.id, counts)

    def catch_up(self) -> None:
        """Ask for all that is known now; raise CannotStore."""
        found = self._shared.read(ROOM)
        self._own.update((line, _read(line, each)) for line, each in found.items())

    def list_known(self) -> Mapping[str, Report]:
        """Return line -> its report; what was recorded here, or asked for, is in it at once."""
        found = self._shared.look(ROOM)
        before = self._known
        self._known = {line: before.get(line) or _read(line, each) for line, each in found.items()}
        for line in self._known.keys() & self._own.keys():
            del self._own[line]
        return {**self._known, **self._own}


def _read(line: str, value: Mapping[str, Any]) -> Report:
    return Report(line, Result(value["result"]), datetime.fromisoformat(value["at"]))

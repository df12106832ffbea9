"""How far loudspeakers have come, for a process that joins: nothing is said again or left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from display.speech.schedule.announcements import Alarm, AudioZone, Loudspeakers, Result
from display.speech.schedule.loudspeakers import start_loudspeakers
from queueing.hall import Hall
from web.processes import SharedState

ROOM = "voice progress"
KEPT_S = 30.0
"""After all processes were away for so long it is a start like any other."""
AGAIN_S = 10.0


class Progress:
    """Written by the process that gives up lines, read by each that meets loudspeakers first."""

    def __init__(self, shared: SharedState) -> None:
        """Begin with what the processes know already."""
        self._shared = shared
        self._written: dict[str, tuple[Mapping[str, Any], float]] = {}

    def record(self, group: str, speakers: Loudspeakers) -> None:
        """Store how far a group has come, when that has changed and every few seconds."""
        value, now = _write(speakers), self._shared.now_s()
        written, at = self._written.get(group, (None, 0.0))
        if value != written or now - at >= AGAIN_S:
            self._shared.change(ROOM, group, lambda _before, _now: value, KEPT_S)
            self._written[group] = value, now

    def resume(self, zone: AudioZone, hall: Hall, now: datetime) -> Loudspeakers:
        """Return loudspeakers as they are to begin: `follow` adds what they have still to say."""
        value = self._shared.read(ROOM).get(zone.code)
        if value is None:
            return replace(start_loudspeakers(hall, now), closed=zone.closed)
        return _read(value)


def _write(speakers: Loudspeakers) -> Mapping[str, Any]:
    """Return the state before all that still waits was taken."""
    waiting, alarm = speakers.waiting, speakers.alarm
    calls = [each.call_seq for each in waiting if each.of_journal]
    closes = any(each.closing for each in waiting)
    tries = any(each.trial for each in waiting)
    closed = None if closes or speakers.closed is None else speakers.closed.isoformat()
    return {
        "taken_to": min(calls) - 1 if calls else speakers.taken_to,
        "closed": closed,
        "alarm": None if alarm is None else [alarm.cause, alarm.number, alarm.at.isoformat()],
        "trial": "" if tries else speakers.trial,
        "trial_result": None if tries else speakers.trial_result,
    }


def _read(value: Mapping[str, Any]) -> Loudspeakers:
    closed, alarm, result = value["closed"], value["alarm"], value["trial_result"]
    return Loudspeakers(
        taken_to=value["taken_to"],
        closed=date.fromisoformat(closed) if closed else None,
        alarm=_read_alarm(*alarm) if alarm else None,
        trial=value["trial"],
        trial_result=Result(result) if result else None,
    )


def _read_alarm(cause: str, number: str, at: str) -> Alarm:
    return Alarm(Result(cause), number, datetime.fromisoformat(at))

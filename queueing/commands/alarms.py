"""What guides and managers do about an alarm."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOnAlarm:
    """Somebody sees to it. `subject`: what the alarms are about, see queueing.assistance."""

    subject: str
    by: str


@dataclass(frozen=True, slots=True)
class AskCounter:
    """The officer of a counter is asked to open it, come back or call: people wait for it."""

    counter: str
    by: str


AlarmCommand = TakeOnAlarm | AskCounter

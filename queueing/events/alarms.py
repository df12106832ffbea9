"""What guides and managers did about an alarm."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AlarmTakenOn:
    """Somebody sees to what the alarms about `subject` tell; `by`: their name."""

    at: datetime
    subject: str
    by: str


@dataclass(frozen=True, slots=True)
class CounterAsked:
    """The officer of a counter was asked to serve those who wait; `by`: whose name it bears."""

    at: datetime
    counter: str
    by: str


AlarmRecord = AlarmTakenOn | CounterAsked

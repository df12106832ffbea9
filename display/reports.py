"""What is known of a sentence after its turn, and when a person should look at it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Result(StrEnum):
    """How a turn ended. Players report the first three, the others are found out by the clock."""

    PLAYED = "played"
    FAILED = "failed"
    BLOCKED = "blocked"
    UNREPORTED = "unreported"
    NO_SOUND = "no_sound"


@dataclass(frozen=True, slots=True)
class Alarm:
    """A call that was shown and not heard; it lasts until a later one was heard."""

    cause: Result
    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What a player says of one sentence, by the id of its line in the board view."""

    id: str
    result: Result
    at: datetime

    def alarm(self, number: str) -> Alarm | None:
        """Return the alarm that this report is of a number, or None where it was heard."""
        return None if self.result is Result.PLAYED else Alarm(self.result, number, self.at)

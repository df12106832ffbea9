"""Days from one to another on which something of the centre's own is shown."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Standing = Literal["coming", "now", "over"]


@dataclass(frozen=True)
class Days:
    """The first and the last day on which something is shown; None: there is no such end."""

    first: date | None = None
    last: date | None = None

    def stand_on(self, day: date) -> Standing:
        """Say how things stand on a day: what is `now` is shown."""
        if self.last is not None and self.last < day:
            return "over"
        return "coming" if self.first is not None and day < self.first else "now"


EVERY_DAY = Days()

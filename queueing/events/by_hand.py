"""What happened to tickets while nothing could be recorded."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ServedByHand:
    """Its holder was served: where, when and how long, nobody knows. `at`: when that was said."""

    at: datetime
    ticket: str

"""What the rating tablet and the display of a counter get as JSON.

Times are texts, ISO 8601 in UTC.
"""

from typing import Literal, TypedDict

Standing = Literal["closed", "paused", "free", "calling", "serving"]


class RatedCounter(TypedDict):
    """The counter of the tablet."""

    id: str
    label: str


class RatedTicket(TypedDict):
    """The ticket whose service is to be rated."""

    id: str
    number: str


class RatingView(TypedDict):
    """What is asked: the ticket, and until when; null while nothing is."""

    seq: int
    counter: RatedCounter
    ticket: RatedTicket | None
    until: str | None


class CounterDisplayView(RatingView):
    """What the display on a counter shows; beside it, who is asked to rate.

    `priority`: the number at the counter has priority, never why. `language`: of its holder, null
    without a number. `back_at`: when a pause is to end, null: nobody has said.
    """

    standing: Standing
    number: str | None
    times_called: int
    priority: bool
    language: str | None
    back_at: str | None


class CounterDisplayExtra(TypedDict):
    """The block `extra` of that page. `rates`: this device may ask for ratings.

    `english`: the sentence for numbers taken in English.
    """

    counter: str
    rates: bool
    english: str


class RatingExtra(TypedDict):
    """The block `extra` of the tablet's page: its counter's id."""

    counter: str

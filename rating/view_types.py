"""What the rating tablet of a counter gets as JSON. Times are texts, ISO 8601 in UTC."""

from typing import TypedDict


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


class RatingExtra(TypedDict):
    """The block `extra` of the tablet's page: its counter's id."""

    counter: str

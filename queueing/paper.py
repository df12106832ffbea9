"""Slips that were printed in advance: which numbers they have, where their holders stand. Pure.

A letter's slips have a series of their own (`D9001` to `D9999`), which no kiosk gives. Nobody knows
when their holders came: they are taken to have come one after the other between the beginning and
the end of the time without numbers, in the order of their numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from queueing.numbering import MOST_ON_PAPER, find_paper_serial, paper_series, ticket_number
from queueing.paper_errors import NotHandedOut, NotOnPaper, OutsideRoll, PaperOrder


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The slips from serial `first` to `last` of a letter; up to `served_to` served by hand."""

    letter: str
    first: int
    last: int
    served_to: int = 0

    def __iter__(self) -> Iterator[int]:
        """Yield the serials in order."""
        return iter(range(self.first, self.last + 1))

    def number(self, serial: int) -> str:
        """Return the number on a slip: `D9018`."""
        return ticket_number(paper_series(self.letter), serial)


def find_handed_out(
    letter: str,
    first: str,
    last: str,
    roll: tuple[str, str] | None = None,
    served_to: str | None = None,
) -> HandedOut:
    """Return which slips are meant by numbers as they are typed; raise a Refusal for what is none.

    `roll`: its first and last number, None: nobody knows.
    """
    begin, end = _read(letter, first), _read(letter, last)
    if begin > end:
        raise PaperOrder(first=first, last=last)
    if roll is not None and not (_read(letter, roll[0]) <= begin and end <= _read(letter, roll[1])):
        raise OutsideRoll(first=roll[0], last=roll[1])
    served = 0 if served_to is None else _read(letter, served_to)
    if served and not begin <= served <= end:
        raise NotHandedOut(number=served_to or "", first=first, last=last)
    return HandedOut(letter, begin, end, served)


def _read(letter: str, typed: str) -> int:
    serial = find_paper_serial(letter, typed)
    if serial is None:
        series = paper_series(letter)
        raise NotOnPaper(
            number=typed, first=ticket_number(series, 1), last=ticket_number(series, MOST_ON_PAPER)
        )
    return serial


def spread_dues(
    new: Sequence[int], entered: Mapping[int, datetime], outage: tuple[datetime, datetime]
) -> dict[int, datetime]:
    """Return the due time of each new serial: evenly within the outage, in their order.

    `entered`: serial -> due time of those that were entered before. Where such a one is within the
    outage, too, new ones stand behind all that are lower and before all that are higher.
    """
    began, ended = outage
    known = {serial: due for serial, due in entered.items() if began <= due <= ended}
    for serials in _group(new):
        low = max((due for each, due in known.items() if each < serials[0]), default=began)
        high = min((due for each, due in known.items() if each > serials[-1]), default=ended)
        step = (max(low, high) - low) / (len(serials) + 1)
        known |= {serial: low + step * place for place, serial in enumerate(serials, start=1)}
    return {serial: known[serial] for serial in new}


def _group(serials: Sequence[int]) -> list[list[int]]:
    """Return serials, in order, as stretches without gaps."""
    groups: list[list[int]] = []
    for serial in serials:
        if groups and groups[-1][-1] == serial - 1:
            groups[-1].append(serial)
        else:
            groups.append([serial])
    return groups

"""Slips that are printed before a day of need: what their codes say, and how such a code is proved.

A code is the address of a ticket's page before there is a ticket. It names the number and its roll
and ends with digits that nobody can guess. It is digits and few letters, because hand scanners
type, and Vietnamese keyboards change what they type.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from hmac import compare_digest, digest

from queueing.numbering import MOST_ON_PAPER, paper_series, ticket_number

DIGITS = 20
CODE = re.compile(r"([A-Z]{1,2}\d{4})-(\d{3})-(\d{3})-(\d{6})-(\d{20})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Roll:
    """The slips of a letter from serial `first` to `last`, printed on a day."""

    letter: str
    first: int
    last: int
    printed: date

    def number(self, serial: int) -> str:
        """Return the number on a slip: `D9018`."""
        return ticket_number(paper_series(self.letter), serial)

    @property
    def ends(self) -> tuple[str, str]:
        """Its first and its last number."""
        return self.number(self.first), self.number(self.last)


@dataclass(frozen=True, slots=True)
class RollSlip:
    """One slip: the number on it, and the roll it is of."""

    number: str
    roll: Roll


class PaperCodes:
    """Makes and reads the codes of a centre's slips."""

    def __init__(self, secret: bytes) -> None:
        """`secret`: the installation's key."""
        self._key = digest(secret, b"codes of slips printed in advance", "sha256")

    def make(self, roll: Roll, serial: int) -> str:
        """Return the code of a slip of a roll."""
        plain = f"{roll.number(serial)}-{roll.first:03d}-{roll.last:03d}-{roll.printed:%y%m%d}"
        return f"{plain}-{self._prove(plain)}"

    def read(self, code: str) -> RollSlip | None:
        """Return what a code says, None for what this centre has not made."""
        found = CODE.fullmatch(code)
        if found is None:
            return None
        number, first, last, printed, proof = found.groups()
        if not compare_digest(proof, self._prove(code.rpartition("-")[0])):
            return None
        day = datetime.strptime(printed, "%y%m%d").date()  # noqa: DTZ007 - a day, no moment
        return RollSlip(number, Roll(number.rstrip("0123456789"), int(first), int(last), day))

    def _prove(self, plain: str) -> str:
        proof = int.from_bytes(digest(self._key, plain.encode(), "sha256"))
        return str(proof % 10**DIGITS).zfill(DIGITS)


def make_roll(letter: str, first: int, last: int, printed: date) -> Roll:
    """Return a roll; raise ValueError where its numbers are not from 1 to 999, in order."""
    if not 1 <= first <= last <= MOST_ON_PAPER:
        raise ValueError(f"the numbers of a roll go from 1 to {MOST_ON_PAPER}, the smaller first")
    return Roll(letter, first, last, printed)

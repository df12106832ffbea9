"""What lobby boards get as JSON from another room than their own."""

from collections.abc import Sequence
from typing import TypedDict


class BoardFigure(TypedDict):
    """A public figure: its name, and its value as people read it; `unit`: "" for none."""

    name: str
    value: str
    unit: str


class BoardFigures(TypedDict):
    """The answer of `GET /api/board/figures`: the last day on which people came.

    `day`: as people read it, null before there was one; a figure that has no value is left out.
    """

    day: str | None
    figures: Sequence[BoardFigure]

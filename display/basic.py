"""What the plain page for old televisions shows of bulletins: no script draws it there."""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import TypedDict

from queueing.bulletins import BulletinReason
from web.bulletin_view_types import BulletinJson
from web.bulletins import find_words_to_ask, name_concerned
from web.languages import SOURCE
from web.view_types import CatalogueBlock

MOST_ROWS = 6
"""Rows of last calls that stand below a call where nobody is told anything."""
READY_ROWS = 1
"""The room of so many that the line of who should get ready takes."""
SIGNS_A_LINE = 64
"""Of a bulletin at least, on a page of 16 to 9."""
LINE, AROUND, ROW, LEFT_OVER = 0.432, 0.2, 0.523, 0.4
"""Heights in tenths of the page's, as basic.css has them: a bulletin's line, what is around it, a
row of the table, what is free below six rows."""


class Told(TypedDict):
    """A bulletin on the page. `whom` it concerns, nobody: everybody; `texts`: (language, words).

    `asked`: Vietnamese own words that the first of them lack.
    """

    reason: str
    whom: Sequence[str]
    texts: Sequence[tuple[str, str]]
    asked: str


def pick_told(
    bulletins: Sequence[BulletinJson],
    names: CatalogueBlock,
    language: str,
    now: datetime,
    seconds: float,
) -> Told | None:
    """Return the bulletin whose turn it is, each for `seconds`, the newest first; none: None.

    That the house is to be left stands in English, too.
    """
    if not bulletins:
        return None
    shown = bulletins[int(now.timestamp() / seconds) % len(bulletins)]
    wanted = [language if language in shown["texts"] else SOURCE]
    if shown["reason"] == BulletinReason.EVACUATION:
        wanted += [each for each in ("en",) if each in shown["texts"] and each not in wanted]
    return {
        "reason": shown["reason"],
        "whom": name_concerned(shown["departments"], shown["services"], names),
        "texts": [(each, shown["texts"][each]) for each in wanted],
        "asked": find_words_to_ask(shown, language),
    }


def count_rows(told: Told | None, *, ready: bool) -> int:
    """Return how many of the last calls stand on the page beside what people are told.

    `ready`: whether somebody is told to get ready.
    """
    most = MOST_ROWS - READY_ROWS * ready
    if told is None:
        return most
    lengths = [len(text) for _, text in told["texts"]]
    lengths[0] += len(", ".join(told["whom"]))
    lengths.append(len(told["asked"]))
    lines = sum(ceil(each / SIGNS_A_LINE) for each in lengths)
    return max(0, most - ceil((AROUND + lines * LINE - LEFT_OVER) / ROW))

"""What may be a mistake in a new catalogue, although each of its rows is right. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from queueing.name_order import make_name_key

MOST_CLOSED = 0.1
"""An import that ends more than this share of the catalogue is asked about."""
MOST_NAMED = 5
LONG_CODE = re.compile(r"\d\.\d{6}")
SHORT_CODE = re.compile(r"\d(\.\d{1,5})?|[1-9]\d{6}")
MOST_RENAMED = 0.2


def find_doubts(stored: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """Return what to ask before procedures take the place of those that are stored.

    Both: code -> Vietnamese name. One sentence for each doubt.
    """
    closed = [code for code in stored if code not in set(given)]
    doubts = list(_find_shortened(closed, [code for code in given if code not in set(stored)]))
    if not doubts:
        doubts = list(_find_short(given))
    if len(closed) > len(stored) * MOST_CLOSED:
        doubts.append(
            f"{len(closed):,} of {len(stored):,} procedures would be closed ({_list(closed)}): "
            "is the file complete?"
        )
    return [*doubts, *_find_renamed(stored, given)]


def find_hidden(lines: Collection[int]) -> list[str]:
    """Return what to ask about procedures that nobody sees in the workbook."""
    if not lines:
        return []
    rows = _list([f"{line:,}" for line in lines])
    what = f"{len(lines):,} hidden row{'s' * (len(lines) > 1)}, by a filter or by hand ({rows})"
    return [f"{what}: meant too? show them, or delete them"]


def _find_renamed(stored: Mapping[str, str], given: Mapping[str, str]) -> Iterator[str]:
    """Say when many codes come with the name that another one had: a column was sorted alone."""
    had = {make_name_key(name)[0] for name in stored.values()}
    kept = [code for code in stored if code in given]
    moved = [
        code
        for code in kept
        if (now := make_name_key(given[code])[0]) != make_name_key(stored[code])[0] and now in had
    ]
    if len(moved) > max(1, len(kept) * MOST_RENAMED):
        yield (
            f"{len(moved):,} of {len(kept):,} codes ({_list(moved)}) would get the name of another "
            "one: was one column sorted without the others?"
        )


def _find_shortened(closed: Collection[str], added: Collection[str]) -> Iterator[str]:
    """Name codes that go while one comes that is the same but for signs and outer zeros."""
    alike: dict[str, list[str]] = defaultdict(list)
    for code in closed:
        alike[_shorten(code)].append(code)
    pairs = [(old, new) for new in added for old in alike.get(_shorten(new), ())]
    if pairs:
        named = ", ".join(
            f"{old} would be closed and {new} added" for old, new in pairs[:MOST_NAMED]
        )
        more = f" and {len(pairs) - MOST_NAMED:,} more" if len(pairs) > MOST_NAMED else ""
        yield f"{named}{more}: did a spreadsheet change the codes? format their column as text"


def _find_short(given: Collection[str]) -> Iterator[str]:
    """Name codes that are shorter than the national ones beside them."""
    short = [code for code in given if SHORT_CODE.fullmatch(code)]
    if short and any(LONG_CODE.fullmatch(code) for code in given):
        yield (
            f"{_list(short)}: other codes have six digits after the point; did a spreadsheet "
            "change them? format the column as text"
        )


def _shorten(code: str) -> str:
    return re.sub(r"\W", "", code).casefold().strip("0")


def _list(codes: Collection[str]) -> str:
    shown = list(codes)[:MOST_NAMED]
    return ", ".join(shown) + (" …" if len(codes) > MOST_NAMED else "")

"""What may be a mistake in a new catalogue, although each of its rows is right. Pure."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from admin.sheets.sentences import Sentence, say
from queueing.name_order import make_name_key

MOST_CLOSED = 0.1
"""An import that ends more than this share of the catalogue is asked about."""
MOST_NAMED = 5
LONG_CODE = re.compile(r"\d\.\d{6}")
SHORT_CODE = re.compile(r"\d(\.\d{1,5})?|[1-9]\d{6}")
MOST_RENAMED = 0.2
ONE_HIDDEN = "1 hidden row, by a filter or by hand ({rows}): meant too? show them, or delete them"
MANY_HIDDEN = (
    "{n:,} hidden rows, by a filter or by hand ({rows}): meant too? show them, or delete them"
)
HIDDEN_COLUMNS = "hidden columns ({columns}) are read too: is what they hold still right?"
STRUCK = (
    "rows that are struck out are left out ({rows}): are these procedures no more? delete the "
    "rows, or take the line through them away"
)


def find_doubts(stored: Mapping[str, str], given: Mapping[str, str]) -> list[Sentence]:
    """Return what to ask before procedures take the place of those that are stored.

    Both: code -> Vietnamese name. One sentence for each doubt.
    """
    closed = [code for code in stored if code not in set(given)]
    doubts = list(_find_shortened(closed, [code for code in given if code not in set(stored)]))
    if not doubts:
        doubts = list(_find_short(given))
    if len(closed) > len(stored) * MOST_CLOSED:
        what = "{n:,} of {all:,} procedures would be closed ({codes}): is the file complete?"
        doubts.append(say(what, n=len(closed), all=len(stored), codes=_list(closed)))
    return [*doubts, *_find_renamed(stored, given)]


def find_in_file(
    hidden: Collection[int], columns: Collection[str], struck: Mapping[int, str]
) -> list[Sentence]:
    """Return what to ask of a workbook that shows its readers something else than it holds.

    `hidden`: lines of procedures, `columns`: headings, that nobody sees; `struck`: line -> name of
    what is struck out.
    """
    doubts = _find_hidden(hidden)
    if columns:
        doubts.append(say(HIDDEN_COLUMNS, columns=_list(list(columns))))
    if struck:
        rows = _list([f"{line:,}: {name[:60]}" for line, name in struck.items()])
        doubts.append(say(STRUCK, rows=rows))
    return doubts


def _find_hidden(lines: Collection[int]) -> list[Sentence]:
    if not lines:
        return []
    rows = _list([f"{line:,}" for line in lines])
    if len(lines) == 1:
        return [say(ONE_HIDDEN, rows=rows)]
    return [say(MANY_HIDDEN, n=len(lines), rows=rows)]


def _find_renamed(stored: Mapping[str, str], given: Mapping[str, str]) -> Iterator[Sentence]:
    """Say when many codes come with the name that another one had: a column was sorted alone."""
    had = {make_name_key(name)[0] for name in stored.values()}
    kept = [code for code in stored if code in given]
    moved = [
        code
        for code in kept
        if (now := make_name_key(given[code])[0]) != make_name_key(stored[code])[0] and now in had
    ]
    if len(moved) > max(1, len(kept) * MOST_RENAMED):
        what = (
            "{n:,} of {all:,} codes ({codes}) would get the name of another one: was one column "
            "sorted without the others?"
        )
        yield say(what, n=len(moved), all=len(kept), codes=_list(moved))


def _find_shortened(closed: Collection[str], added: Collection[str]) -> Iterator[Sentence]:
    """Name codes that go while one comes that is the same but for signs and outer zeros."""
    alike: dict[str, list[str]] = defaultdict(list)
    for code in closed:
        alike[_shorten(code)].append(code)
    pairs = [(old, new) for new in added for old in alike.get(_shorten(new), ())]
    if pairs:
        yield _say_shortened(pairs)


def _say_shortened(pairs: Sequence[tuple[str, str]]) -> Sentence:
    shown = tuple(
        say("{old} would be closed and {new} added", old=old, new=new)
        for old, new in pairs[:MOST_NAMED]
    )
    more = say(" and {n:,} more", n=len(pairs) - MOST_NAMED) if len(pairs) > MOST_NAMED else ""
    what = "{pairs}{more}: did a spreadsheet change the codes? format their column as text"
    return say(what, pairs=shown, more=more)


def _find_short(given: Collection[str]) -> Iterator[Sentence]:
    """Name codes that are shorter than the national ones beside them."""
    short = [code for code in given if SHORT_CODE.fullmatch(code)]
    if short and any(LONG_CODE.fullmatch(code) for code in given):
        what = (
            "{codes}: other codes have six digits after the point; did a spreadsheet change them? "
            "format the column as text"
        )
        yield say(what, codes=_list(short))


def _shorten(code: str) -> str:
    return re.sub(r"\W", "", code).casefold().strip("0")


def _list(codes: Collection[str]) -> str:
    shown = list(codes)[:MOST_NAMED]
    return ", ".join(shown) + (" …" if len(codes) > MOST_NAMED else "")

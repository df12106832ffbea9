"""What is asked for and not done here, without scripts; as `web/static/elsewhere.js`. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from procedures.finding import split
from web.procedure_view_types import ElsewhereJson


class Elsewhere(NamedTuple):
    """What is meant, as the configuration writes it, and where it is done, by language."""

    name: str
    go_to: Mapping[str, str]


def find_elsewhere(
    typed: str, groups: Iterable[ElsewhereJson], here: Sequence[str]
) -> Elsewhere | None:
    """Return what of the groups is asked for: all words of one of its names, in a row or glued.

    `here`: what the centre calls its units, services and procedures, as `fold_line` makes it: what
    one of these names is done here, whatever the groups say.
    """
    words, line = split(typed), fold_line(typed)
    for group in groups:
        fitting = [
            name for name in group["asked"] if fold_line(name) in line or _glue(name) in words
        ]
        names = [fold_line(name) for name in fitting]
        if fitting and not any(name in text for name in names for text in here):
            return Elsewhere(fitting[0], group["go_to"])
    return None


def fold_line(text: str) -> str:
    """Return the words of a text, folded, with a blank before and after each."""
    return f" {' '.join(split(text))} "


def _glue(name: str) -> str:
    return "".join(split(name))

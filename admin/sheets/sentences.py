"""Sentences about a file, in English, which may be said in other languages too. Pure."""

from collections.abc import Callable, Mapping
from itertools import islice

MOST_LINES = 10


class Sentence(str):
    """A sentence that remembers its template and what was filled in.

    `fields` are texts, numbers, sentences again, and tuples of those; a number stands in English as
    `{n:,}`.
    """

    template: str
    fields: Mapping[str, object]

    def __str__(self) -> str:
        """Return itself: `str(error)` of an exception hands on the sentence whole."""
        return self


def say(template: str, **fields: object) -> Sentence:
    """Return the sentence of a template like `has {n:,} signs`."""
    shown = {name: _join(value, str) for name, value in fields.items()}
    sentence = Sentence(template.format(**shown))
    sentence.template, sentence.fields = template, fields
    return sentence


def translate(text: str, sentences: Mapping[str, str]) -> str:
    """Return a text in another language; `sentences`: template -> its translation.

    Numbers are written as in Vietnam: 5.000. What is no Sentence stands as it is.
    """
    if not isinstance(text, Sentence):
        return text
    fields = {
        name: f"{value:,}".replace(",", ".")
        if isinstance(value, int)
        else _join(value, lambda part: translate(part, sentences))
        for name, value in text.fields.items()
    }
    return sentences.get(text.template, text.template).format(**fields)


def list_lines(found: Mapping[int, str]) -> str:
    """Return the first lines of a file, each with its text: `lines 1 ('Tổng'), 7 ('Người lập')`."""
    shown = ", ".join(
        f"{line:,} ('{text[:40]}')" for line, text in islice(found.items(), MOST_LINES)
    )
    return f"lines {shown}" + (" …" if len(found) > MOST_LINES else "")


def _join(value: object, write: Callable[[str], str]) -> object:
    """Return the texts of a tuple as one, a text as it is written, all else as it is."""
    if isinstance(value, tuple):
        return ", ".join(write(part) for part in value)
    return write(value) if isinstance(value, str) else value

"""Breaks a text into lines of even length, between words; no word stands alone on the last line."""

from collections.abc import Callable
from functools import cache

Width = Callable[[str], int]
MOST_LINES = 3
CUT = "…"

# Lines break best before these words: syllables of one Vietnamese word then mostly stay together
LINK_WORDS = frozenset(
    [
        *("và", "hoặc", "của", "cho", "trong", "theo", "tại", "từ", "về", "đối", "với", "do"),
        *("and", "or", "of", "for", "in", "to"),
    ]
)
PAUSES = ".,;:·"


def wrap(text: str, width_of: Width, width: int, most: int = MOST_LINES) -> tuple[str, ...]:
    """Return the lines of a text, none wider than `width` dots; after `most` lines it ends in "…".

    `width_of` measures a line. A word that is wider than a line is split.
    """
    words = [part for word in text.split(" ") for part in _split_word(word, width_of, width)]
    lines = _fill_lines(words, width_of, width)
    if len(lines) > most:
        return (*lines[: most - 1], _cut_line(lines[most - 1], width_of, width))
    return _balance_lines(words, len(lines), width_of, width) if len(lines) > 1 else tuple(lines)


def _split_word(word: str, width_of: Width, width: int) -> list[str]:
    parts = []
    while width_of(word) > width and len(word) > 1:
        end = next(n for n in range(1, len(word)) if width_of(word[: n + 1]) > width)
        parts.append(word[:end])
        word = word[end:]
    return [*parts, word]


def _fill_lines(words: list[str], width_of: Width, width: int) -> list[str]:
    """Return as few lines as possible, each as full as possible."""
    lines = words[:1]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut_line(line: str, width_of: Width, width: int) -> str:
    """Return a line ending in "…", without the last words or letters where it would be too wide."""
    words = line.split(" ")
    for end in range(len(words), 0, -1):
        shorter = " ".join(words[:end]).rstrip(" ,;:.·–") + CUT
        if width_of(shorter) <= width:
            return shorter
    fits = next(n for n in range(len(line), -1, -1) if width_of(line[:n] + CUT) <= width)
    return line[:fits] + CUT


def _balance_lines(words: list[str], count: int, width_of: Width, width: int) -> tuple[str, ...]:
    """Return exactly `count` lines with the least squares of what is left blank."""

    @cache
    def blank(start: int, end: int) -> float:
        left = width - width_of(" ".join(words[start:end]))
        if left < 0:
            return float("inf")
        last = end == len(words)
        if last and end - start == 1:
            left = width
        natural = last or words[end] in LINK_WORDS or words[end - 1][-1] in PAUSES
        return float(left**2 + (0 if natural else (width / 4) ** 2))

    @cache
    def best(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            return blank(start, len(words)), (len(words),)
        found = (float("inf"), (start + 1,) * lines)
        for end in range(start + 1, len(words) - lines + 2):
            first = blank(start, end)
            if first == float("inf"):
                break
            rest, ends = best(end, lines - 1)
            found = min(found, (first + rest, (end, *ends)))
        return found

    _, ends = best(0, count)
    starts = (0, *ends[:-1])
    return tuple(" ".join(words[a:b]) for a, b in zip(starts, ends, strict=True))

"""Numbers as Vietnamese and English words: engines read digits wrongly too often."""

from collections.abc import Callable
from typing import Literal

Style = Literal["south", "north"]
LARGEST = 9999

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_EMPTY_TENS = {"south": "lẻ", "north": "linh"}
_THOUSAND = {"south": "ngàn", "north": "nghìn"}

_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_ENGLISH_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip


def spell_number(n: int, style: Style = "south") -> str:
    """Return a number from 0 to 9,999 as Vietnamese says it; raise ValueError for others.

    `style`: lẻ and ngàn as in the South, or linh and nghìn as in the North.
    """
    _check(n)
    thousands, below = divmod(n, 1000)
    if not thousands:
        return _spell_below_thousand(below, style)
    words = f"{_DIGITS[thousands]} {_THOUSAND[style]}"
    if not below:
        return words
    hundreds = "" if below >= 100 else f"{_DIGITS[0]} trăm "
    return f"{words} {hundreds}{_spell_below_thousand(below, style, after_hundred=below < 100)}"


def spell_english_number(n: int) -> str:
    """Return a number from 0 to 9,999 in English words; raise ValueError for others."""
    _check(n)
    if n < 20:
        return _ENGLISH[n]
    if n < 100:
        tens, unit = divmod(n, 10)
        return _ENGLISH_TENS[tens - 2] + (f"-{_ENGLISH[unit]}" if unit else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    many, below = divmod(n, size)
    joint = " and " if below < 100 else " "
    words = f"{_ENGLISH[many]} {name}"
    return f"{words}{joint}{spell_english_number(below)}" if below else words


def find_number_speller(language: str, style: Style) -> Callable[[int], str] | None:
    """Return how a language says numbers, or None for one whose number words are not known."""
    if language == "vi":
        return lambda n: spell_number(n, style)
    return spell_english_number if language == "en" else None


def _spell_below_thousand(n: int, style: Style, *, after_hundred: bool = False) -> str:
    hundreds, below = divmod(n, 100)
    if not hundreds:
        return _spell_below_hundred(below, style, after_hundred=after_hundred)
    words = f"{_DIGITS[hundreds]} trăm"
    return f"{words} {_spell_below_hundred(below, style, after_hundred=True)}" if below else words


def _spell_below_hundred(n: int, style: Style, *, after_hundred: bool) -> str:
    tens, unit = divmod(n, 10)
    if tens == 0:
        return f"{_EMPTY_TENS[style]} {_DIGITS[unit]}" if after_hundred else _DIGITS[unit]
    words = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return f"{words} {_spell_unit(unit, tens)}" if unit else words


def _spell_unit(unit: int, tens: int) -> str:
    """Return the unit as it sounds after ten (tens = 1) or tens."""
    if unit == 5:
        return "lăm"
    after_tens = {1: "mốt", 4: "tư"} if tens > 1 else {}
    return after_tens.get(unit, _DIGITS[unit])


def _check(n: int) -> None:
    if not 0 <= n <= LARGEST:
        raise ValueError(f"{n} is not a number from 0 to {LARGEST}")

"""Codes of dossiers, as people type them and as scanners read them from receipts. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from unicodedata import category, combining, normalize
from urllib.parse import unquote

LONGEST = 300
"""Of what is typed or scanned; a receipt may carry an address with the code in it."""
MOST_READINGS = 5
CIRCUMFLEX, BREVE, HORN = "\u0302", "\u0306", "\u031b"
GRAVE, ACUTE, TILDE, HOOK, DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
LETTERS = ("Ă", "Â", "Ê", "Ô", "Đ", "Ơ", "Ư")
TONES = (GRAVE, HOOK, TILDE, ACUTE, DOT)


def _list_signs(letters: str, tones: str) -> Mapping[str, str]:
    return dict(zip((*LETTERS, *TONES), (*letters.split(), *tones.split()), strict=True))


KEYBOARDS = (
    _list_signs("1 2 3 4 0 ] [", "5 6 7 8 9"),
    _list_signs("AW AA EE OO DD OW UW", "F R X S J"),
    _list_signs("A8 A6 E6 O6 D9 O7 U7", "2 3 4 1 5"),
    _list_signs("A A E O D O U", "\0 \0 \0 \0 \0"),
)
"""What a Vietnamese letter or mark stands for where a scanner typed plain signs: on the Vietnamese
layout, by Telex, by VNI; last, where it stands for nothing."""
DASHES = re.compile("[\u2010-\u2015\u2212_]")
LOOSE = re.compile(r"[A-Z0-9][A-Z0-9.\-/]{8,38}[A-Z0-9]")
LEAST_DIGITS = 8
"""A code that no pattern knows has the day in it, and a number of its own."""


def compile_patterns(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Return patterns that find a code as a word of its own; raise ValueError for a wrong one."""
    try:
        # Digits are 0 to 9: those of other scripts are in no code, and no source knows them
        return tuple(re.compile(rf"(?<![A-Z0-9]){each}(?![A-Z0-9])", re.A) for each in patterns)
    except re.error as fault:
        raise ValueError(f"a pattern cannot be read: {fault}")


def read_codes(text: str, patterns: Sequence[re.Pattern[str]]) -> tuple[str, ...]:
    """Return the codes that a text may mean, the likeliest first; none where it holds none.

    Spaces, small letters, kinds of dashes and what Vietnamese keyboards make of a scanner's signs
    make no difference; the code may stand in an address or between other words. Where a pattern
    has a group `date` it must be a day, as yymmdd. A text that fits no pattern is taken whole if it
    looks like a code.
    """
    written = normalize("NFC", unquote(text[:LONGEST])).upper()
    written = DASHES.sub("-", "".join(sign for sign in written if category(sign) != "Cf"))
    matches = [match for reading in _list_readings(written) for match in _find(reading, patterns)]
    found = dict.fromkeys(match[0] for match in matches if _is_day(match.groupdict().get("date")))
    loose = _drop_spaces(_spell(written, KEYBOARDS[-1]))
    if not matches and LOOSE.fullmatch(loose) and len(re.findall(r"\d", loose)) >= LEAST_DIGITS:
        return (loose,)
    return tuple(found)[:MOST_READINGS]


def fold_code(code: str) -> str:
    """Return a code by its letters and digits alone: people leave out dots and hyphens."""
    return re.sub(r"[^A-Z0-9]", "", code.upper())


def _list_readings(written: str) -> list[str]:
    """Return a text as it stands, and by each keyboard where it has Vietnamese letters."""
    if written.isascii():
        return [written]
    return [written, *(_spell(written, keyboard) for keyboard in KEYBOARDS)]


def _spell(written: str, keyboard: Mapping[str, str]) -> str:
    """Return what was meant by a text that a Vietnamese keyboard has made."""
    spelled: list[str] = []
    for letter, tones in _part(written):
        spelled.append(keyboard.get(letter, letter))
        spelled.extend(keyboard.get(tone, "") for tone in tones)
    return "".join(spelled).replace("\0", "")


def _part(written: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each letter, with its circumflex, breve or horn, and the tones above and below it."""
    letter, tones = "", list[str]()
    for sign in normalize("NFD", written):
        if not combining(sign):
            if letter or tones:
                yield letter, tones
            letter, tones = sign, []
        elif sign in TONES:
            tones.append(sign)
        else:
            letter = normalize("NFC", letter + sign)
    yield letter, tones


def _find(text: str, patterns: Sequence[re.Pattern[str]]) -> list[re.Match[str]]:
    """Return where a text has codes: as words of their own, else with its spaces left out."""
    for spelled in (text, _drop_spaces(text)):
        if found := [match for pattern in patterns for match in pattern.finditer(spelled)]:
            return found
    return []


def _drop_spaces(text: str) -> str:
    return "".join(text.split())


def _is_day(text: str | None) -> bool:
    if text is None:
        return True
    try:
        date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        return False
    return True

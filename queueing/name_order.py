"""The order in which people here look for names: the Vietnamese alphabet, numbers as numbers."""

import re
from unicodedata import normalize

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
"""Huyền, hỏi, ngã, sắc, nặng: they count only between names of the same letters."""
PARTS = re.compile(r"\d+|\D")
LOOK_ALIKES = str.maketrans("ðɖ", "đđ")
"""Small letters of other languages that keyboards gave for đ."""
PLACES = {letter: place for place, letter in enumerate(ALPHABET)}

NameKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def make_name_key(name: str) -> NameKey:
    """Return what names are sorted by: spaces and signs, numbers by value, letters, tones.

    A word has one tone, wherever it is written: hòa and hoà stand side by side.
    """
    places, tones = [], [0]
    plain = normalize("NFC", " ".join(name.split())).casefold().translate(LOOK_ALIKES)
    for part in PARTS.findall(plain):
        if part.isdecimal():
            places.append((1, int(part)))
            continue
        letter, tone = _split(part)
        places.append(_place(letter))
        if not letter.isalpha():
            tones.append(0)
        tones[-1] = tone or tones[-1]
    return tuple(places), tuple(tones), name


def _split(letter: str) -> tuple[str, int]:
    """Return a letter without its tone, and the tone, 0 for none."""
    parts = normalize("NFD", letter)
    tone = next((TONES.index(mark) + 1 for mark in parts if mark in TONES), 0)
    without = normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
    return (without if without in PLACES else parts[0]), tone


def _place(letter: str) -> tuple[int, int]:
    if letter in PLACES:
        return 2, PLACES[letter]
    return (3 if letter.isalpha() else 0), ord(letter)

"""How numbers, counters and floors are said: letters by their names, digits as words."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import digits

from display.speech.words.number_words import Style, find_number_speller

Letters = Mapping[str, Mapping[str, str]]
"""Letter, or two of a department -> language -> how it is said, where that is not as in LETTERS."""

LETTERS = {
    "A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép-phờ", "G": "giê",
    "H": "hát", "I": "i", "J": "gi", "K": "ca", "L": "e-lờ", "M": "e-mờ", "N": "e-nờ", "O": "o",
    "P": "pê", "Q": "quy", "R": "e-rờ", "S": "ét-sì", "T": "tê", "U": "u", "V": "vê",
    "W": "vê kép", "X": "ích-xì", "Y": "i dài", "Z": "dét",
}  # fmt: skip
"""The Vietnamese names of the letters. English ones are left to the voice: it knows capitals."""

LONGEST_NUMBER = 4
_FIGURES = re.compile(r"\d+")
_SIGNS = re.compile(r"\d+|[^\W\d_]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Speller:
    """Says signs in one language; `letters` has the readings that a centre chose itself."""

    language: str
    number: Callable[[int], str]
    letters: Letters = field(default_factory=dict)

    def spell_ticket(self, number: str) -> str:
        """Return a ticket's number sign by sign: D018 is "dê, không, một, tám".

        The commas are pauses: without them engines run "không không" together. The two letters of
        AB018 are one sign where the centre has chosen how "AB" is said.
        """
        plain = _normalise(number)
        prefix = plain.rstrip(digits)
        chosen = self.language in self.letters.get(prefix, {})
        signs = [prefix, *plain[len(prefix) :]] if chosen else plain
        return ", ".join(self._spell_sign(sign) for sign in signs if sign.isalnum())

    def spell_label(self, label: str) -> str:
        """Return a counter's label, figures as a number: 07 is "bảy", A12 is "a mười hai"."""
        return " ".join(self._spell_sign(sign) for sign in _SIGNS.findall(_normalise(label)))

    def spell_text(self, text: str) -> str:
        """Return a text with its figures in words and single spaces: "tầng 1" is "tầng một"."""
        spelled = _FIGURES.sub(lambda figures: self._spell_figures(figures[0]), _normalise(text))
        spelled = "".join(sign for sign in spelled if not sign.isdigit())
        return _SPACES.sub(" ", spelled).strip()

    def _spell_sign(self, sign: str) -> str:
        if sign.isdecimal():
            return self._spell_figures(sign)
        chosen = self.letters.get(sign.upper(), {}).get(self.language)
        own = LETTERS.get(sign.upper(), sign) if self.language == "vi" else sign.upper()
        return self.spell_text(chosen or own)

    def _spell_figures(self, figures: str) -> str:
        if len(figures) > LONGEST_NUMBER:
            return ", ".join(self.number(int(figure)) for figure in figures)
        return self.number(int(figures))


def find_speller(language: str, style: Style, letters: Letters) -> Speller | None:
    """Return the speller of a language, or None where its number words are not known here."""
    number = find_number_speller(language, style)
    return None if number is None else Speller(language, number, letters)


def _normalise(text: str) -> str:
    """Return a text in NFKC: letters composed, signs like ² and ① as plain digits."""
    return unicodedata.normalize("NFKC", text)

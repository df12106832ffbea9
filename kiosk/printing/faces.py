"""The letters of the slips: two weights at any size, the same dots on every machine."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
DOTS = "1"  # letters are measured as they are drawn: without grey

# What other programs write for signs that the fonts have under another code, or lack
FOLDED = str.maketrans(
    {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–", "\u2212": "–"}
    | {"≥": ">=", "≤": "<=", "→": "->"}
)


@dataclass(frozen=True)
class Face:
    """One weight at one size. `size`: height of the em, in dots."""

    size: int
    bold: bool = False

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        """What Pillow draws with."""
        return _font(self.bold, self.size)

    @property
    def line(self) -> int:
        """Dots from one base line to the next."""
        return round(self.size * 1.35)

    @property
    def rise(self) -> int:
        """Dots above the base line that the tallest letters (Ẩ, Ễ) may need."""
        return round(self.size * 1.12)

    def width(self, text: str) -> int:
        """Return how many dots a text takes, to the end of its last letter: ơ reaches out a little.

        The fonts move no letter closer to another, so that letters add up.
        """
        if not text:
            return 0
        before = sum(_advance(self.bold, self.size, sign) for sign in text[:-1])
        return before + _reach(self.bold, self.size, text[-1])

    def ink(self, text: str) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom of the ink, counted from the start of the base line."""
        left, top, right, bottom = self.font.getbbox(text, mode=DOTS, anchor="ls")
        return int(left), int(top), int(right), int(bottom)


def printable(text: str) -> str:
    """Return a text in composed letters, blanks single, without the signs that the fonts lack."""
    composed = unicodedata.normalize("NFC", text).translate(FOLDED)
    known = "".join(sign if _drawn(sign) else _nearest(sign) for sign in composed)
    return " ".join(part for part in known.split(" ") if part)


def _nearest(sign: str) -> str:
    if sign.isspace():
        return " "
    near = unicodedata.normalize("NFKC", sign)
    return near if all(_drawn(each) for each in near) else ""


@lru_cache(maxsize=4096)
def _drawn(sign: str) -> bool:
    """Return whether the fonts have a sign: what they lack is drawn as the same empty box."""
    font = _font(False, 24)
    return bytes(font.getmask(sign, DOTS)) != bytes(font.getmask("\uffff", DOTS))


@lru_cache(maxsize=8192)
def _advance(bold: bool, size: int, sign: str) -> int:
    return round(_font(bold, size).getlength(sign, DOTS))


@lru_cache(maxsize=4096)
def _reach(bold: bool, size: int, sign: str) -> int:
    return Face(size, bold).ink(sign)[2]


@lru_cache(maxsize=64)
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    file = FONTS / ("NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf")
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)

"""The letters of the slips: two weights at any size, the same dots on every machine."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parent / "fonts"
DOTS = "1"  # letters are measured as they are drawn: without grey

# Signs that the fonts lack or have under another code -> what is printed instead
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
        return _load_font(self.bold, self.size)

    @property
    def line(self) -> int:
        """Dots from one base line to the next."""
        return round(self.size * 1.35)

    @property
    def rise(self) -> int:
        """Dots above the base line that the tallest letters (Ẩ, Ễ) may need."""
        return round(self.size * 1.12)

    def measure_width(self, text: str) -> int:
        """Return how many dots a text takes, to the end of its last letter: ơ reaches out a little.

        The fonts move no letter closer to another, so that letters add up.
        """
        if not text:
            return 0
        before = sum(_measure_advance(self.bold, self.size, sign) for sign in text[:-1])
        return before + _measure_reach(self.bold, self.size, text[-1])

    def measure_ink(self, text: str) -> tuple[int, int, int, int]:
        """Return left, top, right, bottom of the ink, counted from the start of the base line."""
        left, top, right, bottom = self.font.getbbox(text, mode=DOTS, anchor="ls")
        return int(left), int(top), int(right), int(bottom)


def make_printable(text: str) -> str:
    """Return a text in composed letters, blanks single, without the signs that the fonts lack."""
    composed = unicodedata.normalize("NFC", text).translate(FOLDED)
    known = "".join(sign if _has_sign(sign) else _find_nearest(sign) for sign in composed)
    return " ".join(part for part in known.split(" ") if part)


def _find_nearest(sign: str) -> str:
    if sign.isspace():
        return " "
    near = unicodedata.normalize("NFKC", sign)
    return near if all(_has_sign(each) for each in near) else ""


@lru_cache(maxsize=4096)
def _has_sign(sign: str) -> bool:
    """Return whether the fonts have a sign: what they lack is drawn as the same empty box."""
    font = _load_font(False, 24)
    return bytes(font.getmask(sign, DOTS)) != bytes(font.getmask("\uffff", DOTS))


@lru_cache(maxsize=8192)
def _measure_advance(bold: bool, size: int, sign: str) -> int:
    return round(_load_font(bold, size).getlength(sign, DOTS))


@lru_cache(maxsize=4096)
def _measure_reach(bold: bool, size: int, sign: str) -> int:
    return Face(size, bold).measure_ink(sign)[2]


@lru_cache(maxsize=64)
def _load_font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    file = FONTS / ("NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf")
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)

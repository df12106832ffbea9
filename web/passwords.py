"""Which passwords are too weak: short ones, known ones, and those made of the person's own words.

As NIST SP 800-63B has it: length and a list, no rules about kinds of signs, no date of expiry.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from secrets import choice

SHORTEST, LONGEST = 10, 200
FEWEST_DIFFERENT = 5
LEAST_BESIDE_OWN_WORDS = 8
LIST = Path(__file__).parent / "known_passwords.txt"
ONE_TIME_SIGNS, ONE_TIME_LENGTH = "abcdefghjkmnpqrstuvwxyz23456789", 14
LOOK_ALIKE = str.maketrans("@4031!$57", "aaoeiisst")


class Weakness(StrEnum):
    """Why a password is refused: a Vietnamese sentence, translated as others are."""

    SHORT = "Mật khẩu quá ngắn: cần ít nhất 10 ký tự. Một câu ngắn là tốt nhất."
    LONG = "Mật khẩu quá dài: nhiều nhất 200 ký tự."
    KNOWN = "Mật khẩu này nhiều người dùng nên dễ đoán. Hãy chọn mật khẩu khác."
    OWN_WORDS = "Mật khẩu chủ yếu là tên của Anh/Chị hoặc của trung tâm. Hãy chọn mật khẩu khác."


def find_weakness(password: str, *own_words: str) -> Weakness | None:
    """Return why this password is too weak, None if it is not.

    `own_words`: what others know of the person: the name, those of the centre and the city.
    """
    text = unicodedata.normalize("NFC", password)
    if len(text) < SHORTEST:
        return Weakness.SHORT
    if len(text) > LONGEST:
        return Weakness.LONG
    if len(set(_fold(text))) < FEWEST_DIFFERENT or not _list_cores(text).isdisjoint(_read_known()):
        return Weakness.KNOWN
    rest = _fold(text)
    for words in sorted(_join_words(own_words), key=len, reverse=True):
        rest = rest.replace(words, "")
    return Weakness.OWN_WORDS if len(rest) < LEAST_BESIDE_OWN_WORDS else None


def make_one_time_password() -> str:
    """Return a password that can be read out and typed; whoever gets it must choose another."""
    return "".join(choice(ONE_TIME_SIGNS) for _ in range(ONE_TIME_LENGTH))


def _fold(text: str) -> str:
    """Return the letters and digits of a text, without accents and capitals."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    return "".join(sign for sign in bare if sign.isalnum())


def _list_cores(text: str) -> set[str]:
    """Return what is known of a password: all of it, and what is left without signs around it."""
    within = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text.casefold())
    return {_fold(text), _fold(within), _fold(within.translate(LOOK_ALIKE))}


def _join_words(names: tuple[str, ...]) -> Iterator[str]:
    """Yield the names, whole and in parts of two words and more, as a password may contain them."""
    for name in names:
        words = [_fold(word) for word in re.split(r"[\s.@_-]+", name)]
        yield from (
            joined
            for first in range(len(words))
            for last in range(first + 1, len(words) + 1)
            if len(joined := "".join(words[first:last])) >= 3
            and (last > first + 1 or len(words) == 1)
        )


@cache
def _read_known() -> frozenset[str]:
    lines = LIST.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))

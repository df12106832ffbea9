"""Vietnamese from before Unicode, or read with the wrong code page: how it is told. Pure.

A text looks like an old code when its words are no Vietnamese syllables as they stand, and are
syllables when the code is undone. Words in plain letters say nothing and are passed over.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import product
from unicodedata import combining, normalize

TONES = "\u0300\u0309\u0303\u0301\u0323"
VOWELS = "aăâeêioôơuưy"
LETTERS = frozenset("abcdđeghiklmnopqrstuvxy") | {
    normalize("NFC", vowel + tone) for vowel, tone in product(VOWELS, ["", *TONES])
}
SYLLABLE = re.compile(
    "(?:ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdhklmnpqrstvx])?"
    "(?:oa[iyo]|oeo|uay|uy[aeu]|uo[iu]|ieu|yeu|a[iouy]|e[ou]|i[aeu]|o[aeio]|u[aeiouy]|ye|[aeiouy])"
    "(?:ch|ng|nh|[ckmnpt])?"
)
BETWEEN = re.compile(r"[\s!-/0-9:-@\[-`{-~–—“”‘’…•]+")
MOST_ALIKE = 0.9

TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
)
VISCII = str.maketrans(
    dict(
        enumerate(
            "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚ"
            "ỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
            0x80,
        )
    )
)
VNI_BASES = {"ô": "ơ", "ö": "ư", "Ô": "Ơ", "Ö": "Ư"}
VNI_MARKS = {
    "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "á": "\u0302\u0301", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "é": "\u0306\u0301", "ë": "\u0306\u0323",
}  # fmt: skip
VNI_ALONE = str.maketrans("ñÑæóòîÆÓÒÎôöÔÖ", "đĐỉĩịỵỈĨỊỴơưƠƯ")
VNI_SIGN = re.compile(
    f"(?P<base>[aeouyôö])(?P<mark>[{''.join(VNI_MARKS)}])|[ñæóòîôö]", re.IGNORECASE
)
VNI_ALWAYS = re.compile(f"[aeouyôö][{''.join(VNI_MARKS)}]|ñ", re.IGNORECASE)
"""Hardly a word of VNI is without one."""


def find_font_code(text: str) -> tuple[str, str] | None:
    """Return (what the text looks like, the text as it was meant), None when nothing is wrong."""
    wrong = {word for word in _words(text) if not _is_syllable(word)}
    # One word of two letters is no evidence: µm
    if sum(len(word) for word in wrong if len(word) > 1) < 3:
        return None
    raw = _as_bytes(text)
    if raw is None:
        return None
    for name, read in CODES.items():
        right = read(text, raw)
        # the capitals of TCVN3 are those of its font: only there they mean nothing
        as_written = read is not _read_tcvn3
        if right is not None and share_of_syllables(right, as_written=as_written) >= MOST_ALIKE:
            return name, normalize("NFC", right)
    return None


def share_of_syllables(text: str, *, as_written: bool = True) -> float:
    """Return how many of the words with letters beyond ASCII are syllables, 0…1; 0 without any."""
    words = _words(normalize("NFC", text))
    found = [_is_syllable(word, as_written=as_written) for word in words]
    return sum(found) / len(found) if found else 0.0


def _words(text: str) -> list[str]:
    return [word for word in BETWEEN.split(text) if word and not word.isascii()]


@lru_cache(maxsize=4096)
def _is_syllable(word: str, *, as_written: bool = True) -> bool:
    """Say whether a word is possible; `as_written`: a capital amid small letters is not."""
    if as_written and word not in (word.lower(), word.upper(), word.capitalize()):
        return False
    small = word.lower()
    if not LETTERS.issuperset(small):
        return False
    parts = normalize("NFD", small)
    plain = "".join(sign for sign in parts if not combining(sign)).replace("đ", "d")
    return sum(sign in TONES for sign in parts) <= 1 and SYLLABLE.fullmatch(plain) is not None


def _as_bytes(text: str) -> bytes | None:
    """Return the bytes that Windows-1252 shows as this text, None when it cannot show it."""
    found = bytearray()
    for sign in text:
        try:
            found += sign.encode("cp1252")
        except UnicodeEncodeError:
            if ord(sign) > 0xFF:
                return None
            found.append(ord(sign))
    return bytes(found)


def read_western(raw: bytes) -> str:
    """Return bytes as Windows-1252 shows them, whatever they are."""
    return "".join(_read_byte(byte) for byte in raw)


def _read_byte(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _read_tcvn3(text: str, _raw: bytes) -> str:
    return text.translate(TCVN3)


def _read_viscii(text: str, raw: bytes) -> str | None:
    # Every letter of Western Europe is one of VISCII: a name alone, Peña, is no evidence
    long = [word for word in _words(text) if len(word) > 2 and not _is_syllable(word)]
    return raw.decode("latin-1").translate(VISCII) if len(long) > 1 else None


def _read_vni(text: str, _raw: bytes) -> str | None:
    return VNI_SIGN.sub(_join_vni, text) if VNI_ALWAYS.search(text) else None


def _join_vni(found: re.Match[str]) -> str:
    base, mark = found["base"], found["mark"]
    if base is None:
        return found[0].translate(VNI_ALONE)
    return normalize("NFC", VNI_BASES.get(base, base) + VNI_MARKS[mark.lower()])


def _decode(encoding: str) -> Callable[[str, bytes], str | None]:
    def read(_text: str, raw: bytes) -> str | None:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            return None

    return read


CODES: dict[str, Callable[[str, bytes], str | None]] = {
    "UTF-8 that was read as Windows-1252": _decode("utf-8"),
    "Windows-1258 that was read as Windows-1252": _decode("cp1258"),
    "the old font code VNI": _read_vni,
    "the old font code TCVN3 (ABC)": _read_tcvn3,
    "the old code VISCII": _read_viscii,
}
"""What a text may look like -> the text as it was meant, None where it cannot be that."""

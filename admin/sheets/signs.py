"""What programs leave in texts that nobody sees, and bytes as text. Pure."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from unicodedata import normalize

_SIGNS = (
    r"[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb]"
)
_KHMER = r"[\u1780-\u17ff]"
INVISIBLE = re.compile(f"(?<!{_KHMER}){_SIGNS}|{_SIGNS}(?!{_KHMER})")
"""Signs of no width. Between Khmer letters one of them says where a line may break."""
LINE_ENDS = re.compile("\r\n|[\v\f\r\x85\u2028\u2029]")
LOOK_ALIKES = str.maketrans("ÐðƉ", "ĐđĐ")
"""Letters of other languages that keyboards gave for đ."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How workbooks write a sign that XML cannot hold."""
MARKS = {
    BOM_UTF8: "utf-8",
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
"""The longer mark first: one begins like another."""
BEGINNING = 4096


def clean_text(text: str) -> str:
    """Return text as it is kept: NFC, \\n as its line end, nothing invisible, no space around."""
    text = LINE_ENDS.sub("\n", _decode_escapes(text))
    return normalize("NFC", INVISIBLE.sub("", text).translate(LOOK_ALIKES)).strip()


def _decode_escapes(text: str) -> str:
    if "_x" not in text:
        return text
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    # Two escapes may be the halves of one sign; a half alone is none
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def find_unicode(raw: bytes) -> str:
    """Return in which kind of Unicode a file is written, if it is in any: its mark says it.

    Without a mark it is UTF-8, or UTF-16 where every second byte is empty.
    """
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return encoding
    beginning = raw[:BEGINNING]
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    # Zeros in both halves are none of any text: a disk that was full, a power cut
    if max(even, odd) * 5 < len(beginning) or min(even, odd) * 5 > max(even, odd):
        return "utf-8"
    return "utf-16-be" if even > odd else "utf-16-le"

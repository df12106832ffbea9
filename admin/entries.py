"""What each column of a file of procedures may hold: text in, value out, or what is wrong."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html.entities import name2codepoint
from typing import TypeVar
from unicodedata import category, name, normalize
from urllib.parse import urlsplit

from admin.sheets.reader import name_column
from admin.sheets.sentences import say
from web.typed_days import find_written_day

T = TypeVar("T")
LONGEST = 500
LONGEST_TEXT = 5000
TAGS = (
    "abbr big blockquote body br button center code dd div dl dt em embed font footer form "
    "h[1-6] head header hr html iframe img input li link main meta nav object ol option pre "
    "script section select small span strike strong style sub sup svg table tbody td textarea "
    "tfoot th thead title tr ul video"
).replace(" ", "|")
LETTERS = "[abipqsu]"
"""Tags that may as well be text: `a<b>c` is none."""
HTML = re.compile(
    rf"</?(?:{TAGS})(?:\s+[\w:-]+\s*=[^<>]*)?\s*/?>|</{LETTERS}\s*>|"
    rf"<{LETTERS}(?:\s+[\w:-]+\s*=[^<>]*|\s*/)>|<!--|<!doctype|<\?xml",
    re.IGNORECASE,
)
"""What only a page can mean: `<A đồng và >B` is none."""
HOLDS_HTML = "holds HTML ({html}); write plain text"
ENTITY = re.compile(r"&(?:#\d+|#x[0-9A-Fa-f]+|([A-Za-z]+[0-9]*));")
LOST = re.compile(r"\ufffd|(?:^|[^\W\d_])\?[^\W\d_]")
"""What stands where a program could not write a letter."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\\d+"
CHANGED = re.compile(
    rf"\d+([.,]\d+)?e[+-]?\d+|\d+(,\d+)+|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}|\d{{4}}-\d\d-\d\d|"
    rf"true|false|({MONTHS})[-/]\d+|\d+[-/]({MONTHS})(-\d+)?",
    re.IGNORECASE,
)
"""A code that a spreadsheet took for a number, a date or a yes."""
CODE = re.compile(r"[^\s<>\"',;|]{1,40}")
DASHES = re.compile("[\u2010-\u2015\u2212]")
EARLIEST, LATEST = 1945, 2100
SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?")
"""How spreadsheets count days: a date whose format was lost."""
DITTO = ('"', "''", "“", "”", "〃", "nt", "-nt-", "như trên")
"""What offices write below a cell whose text they mean again."""
NOTHING = ("-", "--", "–", "—", "…", "...", "/")
"""What they write where there is nothing."""
BULLET = re.compile(r"^(?:[-+*•·▪●○◦➢✓–—\u2212]|[\uf000-\uf0ff])\s+|^[•▪●○◦➢\uf0b7\uf0a7\uf0d8]")
"""What stands before each line of a list; word processors take it from fonts of pictures."""

ONLINE = {
    "none": "none", "không": "none", "": "none",
    "part": "part", "một phần": "part",
    "full": "full", "toàn trình": "full",
}  # fmt: skip
ONLINE_SERVICE = re.compile(r"(?:dịch vụ công|dvc)?(?: ?trực tuyến| ?tt)?\s*")
YES_OR_NO = {
    "có": True, "yes": True, "true": True, "x": True, "1": True, "đúng": True, "✓": True, "✔": True,
    "không": False, "no": False, "false": False, "": False, "0": False, "sai": False,
}  # fmt: skip


def _plain(text: str, longest: int) -> str:
    if len(text) > longest:
        raise ValueError(
            say("has {n:,} signs; at most {most:,} are kept", n=len(text), most=longest)
        )
    if found := UNPRINTABLE.search(text):
        sign, before = f"U+{ord(found[0]):04X}", text[: found.start()][-20:]
        what = "holds a sign that cannot be printed ({sign}, behind '{before}'); delete it"
        raise ValueError(say(what, sign=sign, before=before))
    if found := HTML.search(text):
        raise ValueError(say(HOLDS_HTML, html=found[0][:40]))
    for found in ENTITY.finditer(text):
        if found[1] is None or found[1] in name2codepoint:
            raise ValueError(say(HOLDS_HTML, html=found[0]))
    for word in text.split():
        # An address may well have a question mark
        if LOST.search(word) and not re.search("[/=]", word):
            what = "has lost letters ('{word}'); save the file as 'CSV UTF-8'"
            raise ValueError(say(what, word=word[:60]))
    return text


def one_line(text: str) -> str | None:
    """Return plain text on one line, None when there is none."""
    return _plain(" ".join(text.split()), LONGEST) or None


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of plain text that hold something."""
    found = (BULLET.sub("", " ".join(line.split()), count=1) for line in text.split("\n"))
    return tuple(line for line in _plain("\n".join(found), LONGEST_TEXT).split("\n") if line)


def words(text: str) -> str:
    """Return plain text, empty when there is none."""
    return " ".join(_plain(text, LONGEST_TEXT).split())


def code(text: str) -> str:
    """Return a code without spaces.

    One code has one spelling: plain digits and hyphens, letters of the Latin alphabet.
    """
    text = DASHES.sub("-", normalize("NFKC", text))
    if CHANGED.fullmatch(text):
        what = "'{text}' is what a spreadsheet makes of a code; format the column as text"
        raise ValueError(say(what, text=text[:60]))
    if not CODE.fullmatch(text):
        what = "'{text}' is not a code; right would be 1 to 40 signs, no spaces, one code a cell"
        raise ValueError(say(what, text=text[:60]))
    for sign in text:
        if category(sign).startswith("L") and not name(sign, "").startswith("LATIN"):
            named = name(sign, "unnamed").lower()
            what = (
                "'{sign}' of '{text}' is a letter of another alphabet ({named}); type the code "
                "again"
            )
            raise ValueError(say(what, sign=sign, text=text[:60], named=named))
    return _plain(text, LONGEST)


def is_code(text: str) -> bool:
    """Say whether a text is surely meant as a code: one word with a digit in it."""
    return CODE.fullmatch(text) is not None and any(sign.isdigit() for sign in text)


def day(text: str) -> date | None:
    """Return the date of 2026-11-23 or 23/11/2026, None when there is none."""
    found = find_written_day(text)
    if found is not None and EARLIEST <= found.year <= LATEST:
        return found
    if SERIAL.fullmatch(text):
        what = "{text} is a date without its format; format the column as a date"
        raise ValueError(say(what, text=text))
    if text:
        what = "'{text}' is not a date like 2026-11-23 or 23/11/2026"
        raise ValueError(say(what, text=text[:60]))
    return None


def url(text: str) -> str | None:
    """Return a web address, None when there is none.

    With a name before the host, or a backslash, it leads elsewhere than people read.
    """
    try:
        parts = urlsplit(text)
        right = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        right = False
    if text and (not right or len(text) > LONGEST or re.search(r"[\s<>\"\\]", text)):
        what = "'{text}' is not an address like https://dichvucong.gov.vn/…"
        raise ValueError(say(what, text=text[:60]))
    return text or None


def online(text: str) -> str:
    """Return none, part or full."""
    return _one_of(
        ONLINE_SERVICE.sub("", text.casefold(), count=1),
        ONLINE,
        say("none, một phần or toàn trình"),
    )


def yes_or_no(text: str) -> bool:
    """Return whether it says yes; empty is no."""
    return _one_of(text, YES_OR_NO, say("có or không"))


def _one_of(text: str, values: dict[str, T], right: str) -> T:
    if text.casefold() not in values:
        what = "'{text}' is not known; right would be {right}"
        raise ValueError(say(what, text=text[:60], right=right))
    return values[text.casefold()]


@dataclass(frozen=True)
class Column:
    """How a column is read. `needed`: must the column be there; `filled`: must each cell."""

    read: Callable[[str], object]
    needed: bool = False
    filled: bool = False


COLUMNS = {
    "code": Column(code, needed=True, filled=True),
    "name_vi": Column(one_line, needed=True, filled=True),
    "name_en": Column(one_line),
    "name_km": Column(one_line),
    "department": Column(words, needed=True, filled=True),
    "field": Column(words, needed=True, filled=True),
    "service": Column(words),
    "time_limit": Column(one_line),
    "fee": Column(one_line),
    "documents": Column(lines),
    "online": Column(online),
    "anywhere": Column(yes_or_no),
    "same_day": Column(yes_or_no),
    "url": Column(url),
    "keywords": Column(words),
    "decision": Column(one_line),
    "valid_from": Column(day, needed=True, filled=True),
    "valid_to": Column(day),
}
"""Every column that a file may have, in any order."""
HEADINGS = {
    "code": (
        "mã thủ tục",
        "mã thủ tục hành chính",
        "mã tthc",
        "mã số tthc",
        "mã số thủ tục",
        "mã số",
    ),
    "name_vi": (
        "tên thủ tục",
        "tên thủ tục hành chính",
        "tên tthc",
        "thủ tục hành chính",
        "thủ tục",
    ),
    "name_en": ("tên tiếng anh",),
    "name_km": ("tên tiếng khmer",),
    "department": ("cơ quan", "sở", "sở, ban, ngành", "đơn vị", "cơ quan thực hiện"),
    "field": ("lĩnh vực",),
    "service": ("nội dung giao dịch", "dịch vụ"),
    "time_limit": ("thời hạn giải quyết", "thời hạn", "thời gian giải quyết"),
    "fee": ("phí, lệ phí", "lệ phí", "phí"),
    "documents": ("thành phần hồ sơ", "hồ sơ", "giấy tờ"),
    "online": ("dịch vụ công trực tuyến", "mức độ", "mức độ dvc"),
    "anywhere": ("phi địa giới", "phi địa giới hành chính"),
    "same_day": ("trả kết quả trong ngày", "trong ngày"),
    "url": ("địa chỉ", "đường dẫn", "liên kết"),
    "keywords": ("từ khóa",),
    "decision": ("quyết định công bố", "quyết định", "căn cứ pháp lý"),
    "valid_from": ("ngày hiệu lực", "hiệu lực từ", "có hiệu lực từ", "từ ngày", "ngày có hiệu lực"),
    "valid_to": ("hết hiệu lực", "ngày hết hiệu lực", "hiệu lực đến", "đến ngày"),
}
"""What offices call the columns."""
KNOWN = {name: name for name in COLUMNS} | {
    name_column(heading): column for column, headings in HEADINGS.items() for heading in headings
}
"""What a heading may say, as it is compared -> the column."""

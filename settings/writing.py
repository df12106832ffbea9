"""What word processors and web pages leave in a line of YAML: named, and repaired. Pure.

A file is refused for it; the repair only lets the faults behind it be found in the same run.
"""

import re
from unicodedata import name as sign_name

from admin.sheets.font_codes import find_font_code
from admin.sheets.signs import INVISIBLE

WIDE_SPACES = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
SEPARATORS = re.compile(r"[\x85\u2028\u2029]")
INDENT = re.compile(rf"[ \t{WIDE_SPACES}]*")
QUOTED = re.compile(r"""(?:"(?:\\.|[^"\\])*"|'(?:''|[^'])*')(?=\s*(?:[:,\]}]|\s\#|$))""")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
KEY = r"(?:^\s*(?:-\s+)?|[{,]\s*)[\w.\-]+"
MISPLACED = re.compile(
    rf"(?:{KEY}\s*:|^\s*-)[\t{WIDE_SPACES}]+|[{WIDE_SPACES}]+(?=\s*(?:[:,\]}}]|#\s|$))"
)
"""Where a plain space belongs, or none."""
IN_LISTS = re.compile(rf"[,\[{{][\t{WIDE_SPACES}]+")
"""The same, in lines with brackets: there a comma is no part of a text."""
CURLED = re.compile(
    r"(?:^\s*(?:-\s+)?|[:,\[{-]\s+|[\[{])(?P<value>[“”„‟‘’‚«][^“”‘’»\"]*[“”‘’»\"]"
    r"|\"[^“”\"]*[“”])\s*(?=[:,\]}]|$)"
)
DASH = re.compile(r"^\s*(?P<dash>[\u2010-\u2015\u2212•▪●·*])(?=\s+\S)")
"""What word processors make of the - before each part of a list."""
WIDE_COLON = re.compile(rf"{KEY}\s*(?P<colon>[：︓﹕])")
STRAIGHT = str.maketrans("“”„‟‘’‚«»", '""""\'\'\'""')


def repair_line(line: str) -> tuple[str, list[str]]:
    """Return the line as it was meant, and what is wrong with its writing."""
    code = find_font_code(line)
    faults = (
        [f"looks like {code[0]}: '{code[1].strip()}' is meant? type it in Unicode"] if code else []
    )
    for repair in REPAIRS:
        line, what = repair(line)
        faults += [what] if what else []
    return line, faults


def _repair_signs(line: str) -> tuple[str, str]:
    if UNPRINTABLE.search(line):
        what = "the line holds a sign that cannot be printed; delete it"
        return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", line), what
    found = SEPARATORS.search(line) or INVISIBLE.search(_mask(line, quotes=False))
    what = (
        f"the line holds a sign that cannot be seen ({_name(found[0])}); delete it" if found else ""
    )
    return INVISIBLE.sub("", SEPARATORS.sub(" ", line)), what


def _repair_indent(line: str) -> tuple[str, str]:
    found = INDENT.match(line)
    indent = found[0] if found else ""
    wide = re.search(f"[{WIDE_SPACES}]", indent)
    what = ""
    if "\t" in indent:
        what = "the line is indented with a tab; use two spaces for each step"
    elif wide:
        kind = "no-break" if wide[0] in "\xa0\u202f" else "wide"
        what = f"the line is indented with {kind} spaces ({_code(wide[0])}); "
        what += "use two plain spaces for each step"
    plain = re.sub(f"[{WIDE_SPACES}]", " ", indent.replace("\t", "  "))
    return plain + line[len(indent) :], what


def _repair_dash(line: str) -> tuple[str, str]:
    found = DASH.match(line)
    if found is None:
        return line, ""
    at = found.start("dash")
    sign = f"{line[at]}, {_code(line[at])}"
    what = f"the line begins with a long dash or a bullet ({sign}); type a plain - in its place"
    return f"{line[:at]}-{line[at + 1 :]}", what


def _repair_spaces(line: str) -> tuple[str, str]:
    """A tab between words means a space; the other spaces become part of a word."""
    wide = ""
    masked = _mask(line)
    places = [*MISPLACED.finditer(masked)]
    if re.search(r"[\[\]{}]", masked):
        places += IN_LISTS.finditer(masked)
    for found in places:
        wide = next(iter(re.findall(f"[{WIDE_SPACES}]", found[0])), wide)
        plain = re.sub(rf"[\t{WIDE_SPACES}]", " ", line[found.start() : found.end()])
        line = line[: found.start()] + plain + line[found.end() :]
    what = f"the line holds a {sign_name(wide, 'space').lower()} ({_code(wide)}); " if wide else ""
    return line, what and f"{what}type a plain space in its place"


def _repair_quotes(line: str) -> tuple[str, str]:
    what = ""
    for found in CURLED.finditer(_mask(line)):
        what = 'the line holds the curled quotes of a word processor; type straight ones: "'
        start, end = found.span("value")
        line = line[:start] + line[start:end].translate(STRAIGHT) + line[end:]
    return line, what


def _repair_colon(line: str) -> tuple[str, str]:
    what = ""
    for found in reversed(list(WIDE_COLON.finditer(_mask(line)))):
        what = f"the line holds a wide colon ({found['colon']}); type a plain one and a space"
        start, end = found.span("colon")
        line = f"{line[:start]}: {line[end:]}"
    return line, what


REPAIRS = (
    _repair_signs, _repair_indent, _repair_dash, _repair_spaces, _repair_quotes, _repair_colon,
)  # fmt: skip


def _mask(line: str, *, quotes: bool = True) -> str:
    """Return the line, as long as it is, without its comment, with x for what is quoted."""
    masked = QUOTED.sub(lambda found: "x" * len(found[0]), line)
    comment = COMMENT.search(masked)
    end = comment.start() if comment else len(line)
    kept = masked if quotes else line
    # Before a comment a wide space is part of the value, and has to be seen
    return kept[:end] + ("# " if comment else "")


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def _name(sign: str) -> str:
    return f"{sign_name(sign, 'control sign').lower()}, {_code(sign)}"

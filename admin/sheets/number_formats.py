"""Numbers as the cells of a workbook show them. Pure."""

import re

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.'
    r"|(?P<digits>[#0,]*0(?:\.0+)?)|(?P<sign>[-+ ()/%₫đ€$])"
)

_LITERALS = ("quoted", "escaped", "currency", "sign")


def show_number(value: float, number_format: str) -> str | None:
    """Return a number as its format shows it, None where the format hides digits or is unknown.

    Where thousands are grouped it is written as people here do: 50.000 and 1.234,5.
    """
    shown, place, written = "", 0, False
    section = number_format.split(";")[0]
    digits = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", section)
    scaled = value * 100 if "%" in digits else value
    while place < len(section):
        found = _TOKEN.match(section, place)
        number = _write(scaled, found["digits"]) if found and found["digits"] else ""
        if found is None or number is None or (number and written):
            return None
        place = found.end()
        if number:
            shown, written = shown + number, True
        else:
            shown += next((found[name] for name in _LITERALS if found[name]), "")
    return shown.strip() if written else None


def _write(value: float, digits: str) -> str | None:
    whole, _, decimals = digits.partition(".")
    if whole.endswith(",") or value < 0:
        return None  # counted in thousands
    width = whole.replace(",", "").count("0") + (len(decimals) + 1 if decimals else 0)
    grouped = "," in whole
    shown = f"{value:0{width}{',' if grouped else ''}.{len(decimals)}f}"
    if abs(float(shown.replace(",", "")) - value) > 1e-9 * max(1, value):
        return None
    return shown.translate(str.maketrans(",.", ".,")) if grouped else shown

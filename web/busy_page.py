"""What people see who open a page while too many do: made once, so that it costs no work then."""

from markupsafe import escape

from web.i18n import Translations
from web.languages import SOURCE

PAGE = """<!DOCTYPE html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="{{after_s}}">
<title>{title}</title><h1>{title}</h1>
{lines}</html>"""
"""It comes again by itself, a program by Retry-After."""
TITLE = "Xin Ông/Bà chờ giây lát"
LINE = "Nhiều người đang cùng mở trang này. Trang tự mở lại."


def make_busy_page(words: Translations) -> str:
    """Return the page in all languages that have words for it, with a place for `after_s`."""
    said = {code: words.gettext(code, LINE) for code in words.languages}
    lines = [
        f'<p lang="{code}">{escape(text)}</p>\n'
        for code, text in said.items()
        if code == SOURCE or text != LINE
    ]
    return PAGE.format(title=escape(TITLE), lines="".join(lines))

"""What every page carries for its scripts, as JSON; and the addresses of the page itself."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from flask import request
from markupsafe import Markup

from web.answers import encode
from web.i18n import Translations
from web.settings import Centre
from web.view_types import CentreBlock


def make_centre_block(
    centre: Centre, words: Translations, language: str, zone: ZoneInfo
) -> CentreBlock:
    """Return what the scripts of every screen ask about the centre."""
    named = words.pick_name
    return {
        "name": named(language, centre.names.names()),
        "city": named(language, centre.city.names()),
        "motto": named(language, centre.motto.names()),
        "phone": centre.phone,
        "time_zone": str(zone),
    }


def json_block(content: Mapping[str, Any]) -> Markup:
    """Return JSON that can stand in a script element, whatever its texts hold."""
    text = encode(content).decode()
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return Markup(text)  # nosec B704 # nothing is left in it that ends a script


def here(*, without: str = "") -> str:
    """Return the address of the present page inside this site, less one parameter."""
    rest = [(name, text) for name, text in request.args.items(multi=True) if name != without]
    return quote(request.path) + ("?" + urlencode(rest) if rest else "")


def in_language(language: str) -> str:
    """Return the address of the present page in another language."""
    rest = {**request.args, "lang": language}
    return quote(request.path) + "?" + urlencode(rest)

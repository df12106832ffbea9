"""Bulletins as screens get them."""

from collections.abc import Iterable, Sequence

from queueing.hall.bulletins import Bulletin
from web.bulletin_view_types import BulletinJson
from web.languages import SOURCE
from web.tickets import utc
from web.view_types import CatalogueBlock


def write_bulletins(bulletins: Iterable[Bulletin], most: int | None = None) -> list[BulletinJson]:
    """Return bulletins in their order, at most so many: those that come first."""
    return [write_bulletin(each) for each in bulletins][:most]


def write_bulletin(bulletin: Bulletin) -> BulletinJson:
    """Return one, without who published it."""
    return {
        "id": bulletin.id,
        "reason": bulletin.reason,
        "texts": dict(bulletin.texts),
        "words": {language: text for language, text in bulletin.words if text},
        "departments": bulletin.departments,
        "services": bulletin.services,
        "at": utc(bulletin.at),
        "until": utc(bulletin.until),
    }


def find_words_to_ask(bulletin: BulletinJson, language: str) -> str:
    """Return the Vietnamese own words that the words in a language lack; "" where they lack none.

    In the browser: `wordsToAsk` of bulletins.js; in templates: `bulletin_words.html`.
    """
    words = bulletin["words"]
    if language == SOURCE or language not in bulletin["texts"] or words.get(language):
        return ""
    return words.get(SOURCE, "")


def name_concerned(
    departments: Sequence[str], services: Sequence[str], names: CatalogueBlock
) -> list[str]:
    """Return whom a bulletin concerns, everybody: no name; what is gone has its code alone.

    In the browser: `whomItConcerns` of bulletins.js.
    """
    offices, offered = names["departments"], names["services"]
    found = [offices[code]["name"] if code in offices else code for code in departments]
    return found + [offered[code]["name"] if code in offered else code for code in services]

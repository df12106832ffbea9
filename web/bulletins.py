"""Bulletins as screens get them."""

from collections.abc import Iterable

from queueing.hall.bulletins import Bulletin
from web.bulletin_view_types import BulletinJson
from web.tickets import utc


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

"""What `/api/bulletins` answers."""

from collections.abc import Sequence
from typing import TypedDict

from web.bulletin_view_types import BulletinJson


class PublishedBulletin(TypedDict):
    """The answer to publishing a bulletin: its id, and when it ends."""

    id: str
    until: str


class BulletinsAnswer(TypedDict):
    """The answer of `GET /api/bulletins`, the newest first."""

    seq: int
    bulletins: Sequence[BulletinJson]

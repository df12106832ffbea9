"""Watches what a hall depends on and nobody looks at: room on the disk, the age of the backup."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from time import time

from storage.backup import OLD, find_last_backup
from web.processes.roll import TOLD_EVERY_S, Roll
from web.site import Site
from web.tickets import utc
from web.view_types import Trouble, TroubleKind

WATCH_S = 15.0
FULL_BYTES, LOW_BYTES = 100 * 2**20, 500 * 2**20
Watched = tuple[int, float]
"""How many bytes are free, and when the last backup was made, in seconds since 1970."""


def keep_watching(site: Site, data: Path) -> None:
    """Let guides and managers know when there is little room, or no backup since long.

    Of the folders of all hosts the fullest counts, and the one that was copied last.
    """
    own: list[Watched] = []
    roll = Roll(site.processes.shared, "watched folders", lambda: own)

    def watch() -> None:
        own[:] = [(shutil.disk_usage(data).free, find_last_backup(data))]

    def find() -> Iterable[Trouble]:
        watched = roll.list_all()
        if watched:
            yield from _tell_room(min(free for free, _ in watched))
            yield from _tell_backup(site, max(copied_at for _, copied_at in watched))

    site.background.every(WATCH_S, watch, "watching the data folder")
    site.background.every(TOLD_EVERY_S, roll.tell, "telling what the data folder is like")
    site.troubles.append(find)


def judge_room(free_bytes: int) -> TroubleKind | None:
    """Return what is wrong with so much room on the disk, None: nothing."""
    if free_bytes < FULL_BYTES:
        return "disk_full"
    return "disk_low" if free_bytes < LOW_BYTES else None


def _tell_room(free_bytes: int) -> Iterable[Trouble]:
    kind = judge_room(free_bytes)
    if kind is not None:
        yield {"kind": kind, "place": None, "since": None}


def _tell_backup(site: Site, copied_at: float) -> Iterable[Trouble]:
    age = timedelta(seconds=time() - copied_at)
    if age > OLD:
        yield {"kind": "backup_old", "place": None, "since": utc(site.office.now() - age)}

"""Watches what a hall depends on and nobody looks at: room on the disk, the age of the backup."""

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from time import time

from storage.backup import OLD, find_last_backup
from web.site import Site
from web.tickets import utc
from web.view_types import Trouble, TroubleKind

WATCH_S = 15.0
FULL_BYTES, LOW_BYTES = 100 * 2**20, 500 * 2**20


def keep_watching(site: Site, data: Path) -> None:
    """Let guides and managers know when there is little room, or no backup since long."""
    found: list[Trouble] = []

    def watch() -> None:
        found[:] = [*_examine_room(data), *_examine_backup(site, data)]

    site.background.every(WATCH_S, watch, "watching the data folder")
    site.troubles.append(lambda: tuple(found))


def judge_room(free_bytes: int) -> TroubleKind | None:
    """Return what is wrong with so much room on the disk, None: nothing."""
    if free_bytes < FULL_BYTES:
        return "disk_full"
    return "disk_low" if free_bytes < LOW_BYTES else None


def _examine_room(data: Path) -> Iterable[Trouble]:
    kind = judge_room(shutil.disk_usage(data).free)
    if kind is not None:
        yield {"kind": kind, "place": None, "since": None}


def _examine_backup(site: Site, data: Path) -> Iterable[Trouble]:
    age = timedelta(seconds=time() - find_last_backup(data))
    if age > OLD:
        yield {"kind": "backup_old", "place": None, "since": utc(site.office.now() - age)}

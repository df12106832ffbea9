"""The configuration that all processes of a centre have, whichever of them was told of it."""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from queueing.catalogue import Catalogue
from queueing.events import CatalogueChanged
from settings.document import read_text
from settings.faults import SettingsFaults
from settings.loading import Settings, load
from storage.database import Database, Others
from storage.offload import Offload
from storage.place import put_in_place
from storage.reading import JournalReader, journal_end

KIND = "configuration"
OWN = ".own"
"""How the file's name ends that held something else than what the others have."""
log = logging.getLogger("xinmoi")


class CommonSettings:
    """Keeps each text that this process takes where the others find it, and takes theirs.

    `take`: puts settings in force here; until there is something that they are for, `taken` are
    the last ones. `chosen_at`: the number of the journal's last entry when it was looked which ones
    are in force.
    """

    def __init__(self, others: Others | None, offload: Offload) -> None:
        """`others`: None where one process serves; then each keeps what it has."""
        self.others, self._offload = others, offload
        self.taken: Settings | None = None
        self.take: Callable[[Settings], None] = self._keep_for_later
        self.chosen_at: int | None = None

    def keep(self, chosen: Settings) -> Catalogue:
        """Return the catalogue of settings whose text is kept for the others from now on."""
        if self.others is None:
            return chosen.catalogue()
        text = read_text(chosen.file)
        self.others.keep_text(KIND, _name(text), text)
        return replace(chosen.catalogue(), text=_name(text))

    def is_found(self, database: Database) -> bool:
        """Say whether the others find the configuration that the journal says is in force."""
        changed = _find_newest(database)
        return changed is not None and self._find_text(changed) is not None

    def take_theirs(self, chosen: Settings, database: Database) -> Settings:
        """Return the settings in force, where other processes serve: their file is put in place.

        Else what was chosen. One that differs is kept beside it.
        """
        if self.others is None:
            return chosen
        # First: what is taken from now on is behind it
        self.chosen_at = database.read(journal_end)[0]
        if not self.others.are_settled():
            return chosen
        changed = _find_newest(database)
        if changed is None:
            return chosen
        return self._fetch(changed, chosen.file) or chosen

    def _keep_for_later(self, theirs: Settings) -> None:
        self.taken = theirs

    def find(self, changed: CatalogueChanged, file: Path) -> Catalogue | None:
        """Return what another process has taken, in force here too; None, logged: it cannot be."""
        theirs = self._fetch(changed, file)
        if theirs is None:
            return None
        self.take(theirs)
        return replace(theirs.catalogue(), text=changed.text)

    def _find_text(self, changed: CatalogueChanged) -> str | None:
        return None if self.others is None else self.others.find_text(KIND, changed.text)

    def _fetch(self, changed: CatalogueChanged, file: Path) -> Settings | None:
        text = self._find_text(changed)
        if text is None:
            log.error("%s stays as it is: what the others have is not to be found", file)
            return None
        try:
            return self._offload(lambda: _put(file, text))
        except (SettingsFaults, OSError) as fault:
            log.error("%s stays as it is, what the others have cannot be taken: %s", file, fault)
            return None


def _find_newest(database: Database) -> CatalogueChanged | None:
    newest = JournalReader(database).configurations(1)
    changed = newest[0].event if newest else None
    return changed if isinstance(changed, CatalogueChanged) else None


def _put(file: Path, text: str) -> Settings:
    """Put a text in place of the file, which is kept where it differs; return its settings."""
    if read_text(file) == text:
        return load(file)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.chmod(file.stat().st_mode & 0o777)
        settings = load(fresh)
        own = file.with_name(file.name + OWN)
        own.unlink(missing_ok=True)
        os.link(file, own)
        put_in_place(fresh, file)
    finally:
        fresh.unlink(missing_ok=True)
    return replace(settings, file=file)


def _name(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]

"""A whole centre in one file: its database, configuration, pictures, videos and voice clips."""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj, disk_usage
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, is_zipfile

from queueing.accounts import Device, Person
from settings.changing import draft
from settings.faults import KeyPath, SettingsFaults
from settings.loading import Settings, load
from storage.backup import backup, record_backup, restore
from storage.database import Database
from storage.faults import StorageFault, fault_from
from storage.place import DATABASE, put_in_place

CONFIGURATION = "config.yaml"
LOGO = "logo"
REMOVED = "removed"
"""What administrators took away from the boards, in a folder of pictures."""
DAMAGED = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What the library raises for damage, by where it is: the last two where a file seems encrypted."""
LEFT_FREE_BYTES = 500 * 2**20
"""So much room a backup leaves: the server must go on writing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A folder or file that the configuration names: its key, and what it is called in a bundle."""

    key: KeyPath
    name: str
    place: Path

    def list_files(self) -> Iterator[tuple[str, Path]]:
        """Yield (name in the bundle, file) of all that is there."""
        if self.place.is_file():
            yield self.name, self.place
        for file in sorted(self.place.rglob("*")):
            inside = file.relative_to(self.place)
            if file.is_file() and inside.parts[0] != REMOVED:
                yield f"{self.name}/{inside.as_posix()}", file


def list_parts(chosen: Settings) -> list[Part]:
    """Return what a configuration has beside it: pictures, clips, the logo of slips."""
    parts = [
        Part(("screens", "display", "zones", zone, "media"), f"media/{zone}", folder)
        for zone in chosen.screens.display.zones
        if (folder := chosen.media(zone)) is not None
    ]
    parts += [
        Part(("voice", "clips", language), f"clips/{language}", chosen.place(folder))
        for language, folder in chosen.voice.clips.items()
    ]
    if (logo := chosen.slip_logo) is not None:
        key = ("screens", "kiosk", "slip", "logo")
        parts.append(Part(key, f"{LOGO}{logo.suffix}", logo))
    return parts


def write_bundle(database: Database, config: Path, file: Path) -> list[str]:
    """Write one file that holds the whole centre, while its server goes on; raise StorageFault.

    Returns what is in it, in words. It appears under its name only when it is complete. A
    configuration with faults is in it as it stands, without what it names. Passwords of others (an
    OpenID Connect client's) and models of voices are not in it.
    """
    if file.exists():
        raise StorageFault(f"{file} exists already and is not overwritten")
    try:
        parts, said = list_parts(load(config)), ["the configuration"]
    except SettingsFaults:
        parts, said = [], ["the configuration, which has faults, so nothing that it names"]
    found = [each for part in parts for each in part.list_files()]
    partial = file.with_name(file.name + ".partial")
    try:
        _require_room(file, database.measure_bytes(), [path for _, path in found])
        partial.unlink(missing_ok=True)
        os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
            copy = Path(folder) / DATABASE
            backup(database, copy, recorded=False)
            with ZipFile(partial, "w", ZIP_DEFLATED) as bundle:
                bundle.write(copy, DATABASE)
                bundle.write(config, CONFIGURATION)
                for name, path in found:
                    bundle.write(path, name, ZIP_STORED)
        put_in_place(partial, file)
        record_backup(database.folder, str(file))
    except OSError as error:
        raise fault_from(error, file) from error
    finally:
        partial.unlink(missing_ok=True)
    return ["the journal and the accounts", *said, *_count(name for name, _ in found)]


def restore_bundle(file: Path, data: Path) -> tuple[list[Person], list[Device], list[str]]:
    """Make a data folder from a backup of either kind; raise StorageFault.

    Returns the people and the devices that it brings, and what else: the configuration and all
    that it names lie in the data folder then, and it names them there.
    """
    if not is_zipfile(file):
        return *restore(file, data), []
    try:
        with ZipFile(file) as bundle:
            names = _check_names(bundle, file)
            people, devices = restore(
                file, data, lambda _, place: _extract(bundle, DATABASE, place)
            )
            for name in names:
                _extract(bundle, name, data / name)
        said = _count(name for name in names if name != CONFIGURATION)
        return people, devices, [*_lead_here(data, names), *said]
    except DAMAGED as error:
        raise StorageFault(f"the backup {file} is not sound: {error}") from error
    except OSError as error:
        raise fault_from(error, data) from error


def _lead_here(data: Path, names: list[str]) -> list[str]:
    """Let the restored configuration name what was restored beside it; say how that went."""
    config = data / CONFIGURATION
    if CONFIGURATION not in names:
        return []
    try:
        tops = {"/".join(name.split("/")[:2]) for name in names}
        changes = {part.key: part.name for part in list_parts(load(config)) if part.name in tops}
        if changes:
            draft(config, changes).put_in_place(lambda _: None)
    except SettingsFaults:
        return ["the configuration, which has faults: ./run check names them"]
    return ["the configuration"]


def _require_room(file: Path, database: int, others: list[Path]) -> None:
    needed = 2 * database + sum(path.stat().st_size for path in others)
    free = disk_usage(file.parent).free
    if free - needed < LEFT_FREE_BYTES:
        raise StorageFault(
            f"the backup needs up to {needed / 2**20:.0f} MB and {file.parent} has "
            f"{free / 2**20:.0f} MB, of which {LEFT_FREE_BYTES / 2**20:.0f} MB stay free"
        )


def _check_names(bundle: ZipFile, file: Path) -> list[str]:
    """Return the names in a bundle without the database's; raise StorageFault for foreign ones."""
    if (broken := bundle.testzip()) is not None:
        raise StorageFault(f"the backup {file} is not sound: {broken} in it is damaged")
    names = [each.filename for each in bundle.infolist() if not each.is_dir()]
    if DATABASE not in names:
        raise StorageFault(f"{file} is no backup of this program: it holds no {DATABASE}")
    others = [name for name in names if name != DATABASE]
    for name in others:
        if not _is_ours(name):
            raise StorageFault(f"{file} is no backup of this program: it does not write {name!r}")
    return others


def _is_ours(name: str) -> bool:
    parts = name.split("/")
    if any(part in ("", ".", "..") or set(part) & set("\\:\0") for part in parts):
        return False
    match parts:
        case [only]:
            return only == CONFIGURATION or Path(only).stem == LOGO
        case ["media" | "clips", _, *inside]:
            return bool(inside)
    return False


def _extract(bundle: ZipFile, name: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with bundle.open(name) as source, place.open("xb") as target:
        copyfileobj(source, target)


def _count(names: Iterator[str]) -> list[str]:
    tops = [name.partition("/")[0] for name in names]
    said = {"media": "pictures and videos", "clips": "files of voice clips"}
    counted = [f"{tops.count(top)} {what}" for top, what in said.items() if top in tops]
    return [*counted, *["the logo of slips" for top in tops if Path(top).stem == LOGO]]

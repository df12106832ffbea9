"""The configuration as pages and commands change it: checked, written, in force, on record."""

import json
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any

from admin.pages.door import (
    NOT_THERE,
    ChangedMeanwhile,
    Changes,
    Difference,
    Foreseen,
    NotAccepted,
    Record,
    Snapshot,
    UnknownChange,
)
from centre.parts import Parts
from centre.reload import take
from queueing.decisions.adopting import foresee
from queueing.errors import CannotStore
from queueing.events import CatalogueChanged, Entry
from settings.changing import Draft, as_json, compare, draft, find_mark
from settings.faults import KeyPath, SettingsFaults, dotted
from settings.loading import load
from settings.sample import find_sample_values
from storage.reading import JournalReader

NEWEST = 100


class Door:
    """The SettingsDoor of a server; see there."""

    def __init__(self, parts: Parts) -> None:
        """Change the configuration of this server."""
        self._parts, self._lock = parts, Lock()
        self._seen: dict[str, Snapshot] = {}

    def read(self) -> Snapshot:
        """See SettingsDoor."""
        file = self._parts.settings.file
        mark = find_mark(file)
        if mark not in self._seen:
            try:
                tree = self._parts.runtime.offload(lambda: load(file)).tree
            except SettingsFaults as faults:
                raise _not_accepted(faults)
            self._seen[mark] = Snapshot(mark, tree)
        seen = self._seen[mark]
        return Snapshot(mark, seen.tree, list_differences(self._parts.settings.tree, seen.tree))

    def foresee(self, changes: Changes) -> Foreseen:
        """See SettingsDoor."""
        with self._lock:
            drafted = self._draft(changes)
            drafted.drop()
        office, chosen = self._parts.office, drafted.settings
        differences = list_differences(self._parts.settings.tree, chosen.tree)
        catalogue = chosen.catalogue()
        return Foreseen(differences, foresee(office.hall, catalogue, office.now()), catalogue)

    def change(self, changes: Changes, mark: str, actor: str) -> None:
        """See SettingsDoor."""
        with self._lock:
            now = find_mark(self._parts.settings.file)
            if now != mark:
                raise ChangedMeanwhile(what=self._say_what_changed(mark))
            drafted = self._draft(changes)
            try:
                drafted.put_in_place(lambda chosen: take(self._parts, chosen, actor))
            except OSError as fault:
                raise CannotStore(f"config.yaml cannot be written: {fault}")

    def records(self) -> list[Record]:
        """See SettingsDoor."""
        return list_records(JournalReader(self._parts.database).configurations(NEWEST))

    def list_sample_values(self) -> list[str]:
        """See SettingsDoor."""
        found = find_sample_values(self._parts.settings.configuration)
        return [str(path[-1]) for path, _ in found]

    def take_back(self, seq: int) -> Changes:
        """See SettingsDoor."""
        return invert(self.records(), seq, self.read().tree)

    def _draft(self, changes: Changes) -> Draft:
        try:
            return self._parts.runtime.offload(lambda: draft(self._parts.settings.file, changes))
        except SettingsFaults as faults:
            raise _not_accepted(faults)
        except OSError as fault:
            raise CannotStore(f"config.yaml cannot be written: {fault}")

    def _say_what_changed(self, mark: str) -> str:
        seen = self._seen.get(mark)
        if seen is None:
            return "?"
        return "; ".join(
            f"{dotted(path)}: {old or '–'} → {new or '–'}"
            for path, old, new in list_differences(seen.tree, self.read().tree)
        )


def list_differences(before: object, after: object) -> tuple[Difference, ...]:
    """Return what differs between two trees of plain values."""
    return tuple((path, as_json(old), as_json(new)) for path, old, new in compare(before, after))


def list_records(entries: Iterable[Entry]) -> list[Record]:
    """Return the changes of the configuration that journal entries tell of."""
    return [
        Record(
            entry.seq,
            entry.event.at,
            entry.actor,
            [(tuple(json.loads(path)), old, new) for path, old, new in entry.event.changes],
        )
        for entry in entries
        if isinstance(entry.event, CatalogueChanged) and entry.event.changes
    ]


def invert(records: Sequence[Record], seq: int, tree: Any) -> dict[KeyPath, Any]:
    """Return what takes a change back; raise ChangedMeanwhile where a later one is in the way."""
    record = next((each for each in records if each.seq == seq), None)
    if record is None:
        raise UnknownChange(seq=seq)
    changes: dict[KeyPath, Any] = {}
    for path, old, new in record.changes:
        if as_json(_find_value(tree, path)) != new:
            raise ChangedMeanwhile(what=dotted(path))
        changes[path] = json.loads(old) if old else NOT_THERE
    return changes


def _find_value(tree: Any, path: KeyPath) -> Any:
    for step in path:
        tree = tree.get(step, NOT_THERE) if isinstance(tree, dict) else NOT_THERE
    return tree


def _not_accepted(faults: SettingsFaults) -> NotAccepted:
    return NotAccepted([(fault.path, fault.what) for fault in faults.faults])

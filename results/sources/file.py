"""Answers from a table that an office saves: read on schedule or sent by hand, the last good kept.

What is kept has codes as keyed hashes alone; processes that share the data folder share it too.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import orjson

from results.settings import TableFile
from results.sources.digests import Digests
from results.sources.table import DossierTable, Fault
from results.status import UNAVAILABLE, UNKNOWN, DossierAnswer, Standing
from web.runtime import Runtime

FOLDER, TABLE, LOOK = "results", "table.json", "last_look.json"
VERSION = 2
LARGEST_BYTES = 20 * 2**20
FOLLOW_S = 5.0
Read = Callable[[bytes], DossierTable]
"""Reads a file's content beside this process; whoever asks waits. It never raises."""
Seen = tuple[str, int, int]
"""What tells a saved file from the one before: name, moment of the change, bytes."""
log = logging.getLogger("xinmoi.results")


@dataclass(frozen=True)
class Look:
    """The last time that a file was looked at: which, when, and why it was not taken."""

    at: datetime
    file: str
    fault: Fault | None = None


@dataclass(frozen=True)
class KeptTable:
    """The table in force. `at`: when it was read; `saved_at`: when the office saved the file."""

    at: datetime
    saved_at: datetime
    file: str
    answers: Mapping[str, DossierAnswer]
    passed: int = 0
    first_passed: Fault | None = None

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """State -> how many dossiers are in it."""
        return Counter(str(each.standing) for each in self.answers.values())


class FileSource:
    """A DossierStatus by a table; it answers from memory."""

    def __init__(
        self,
        data: Path,
        digests: Digests,
        find_file: Callable[[], tuple[Path | None, TableFile]],
        read: Read,
        now: Callable[[], datetime],
        runtime: Runtime,
    ) -> None:
        """Keep tables in the data folder. `find_file`: which file is read, as configured now."""
        self._folder, self._digests, self._read, self._now = data / FOLDER, digests, read, now
        self._find_file, self._runtime = find_file, runtime
        self._table: KeptTable | None = None
        self._loaded: tuple[int, int] | None = None
        self._due: datetime | None = None
        self._seen: Seen | None = None

    def find(self, code: str) -> DossierAnswer:
        """See DossierStatus; UNAVAILABLE where no table has come yet."""
        if self._table is None:
            return UNAVAILABLE
        return self._table.answers.get(self._digests.of(code), UNKNOWN)

    def table(self) -> KeptTable | None:
        """Return the table in force."""
        return self._table

    def is_old(self) -> bool:
        """Say whether the table in force was saved too long ago."""
        table, options = self._table, self._find_file()[1]
        old_after = timedelta(hours=options.old_after_h)
        return table is not None and self._now() - table.saved_at > old_after

    def last_look(self) -> Look | None:
        """Return the last time that a file was looked at, by any process of this folder."""
        read = _read_json(self._folder / LOOK)
        if read is None:
            return None
        return Look(datetime.fromisoformat(read["at"]), read["file"], _read_fault(read["fault"]))

    def keep_up(self, *, reading: bool = True) -> None:
        """Follow what another process has kept; `reading`: also the configured file when due."""
        self._runtime.offload_slow(self._follow)
        file, options = self._find_file()
        now = self._now()
        if file is None or not reading or (self._due is not None and now < self._due):
            return
        self._due = now + timedelta(minutes=options.every_min)
        self._look_at(file)

    def take(self, name: str, content: bytes) -> Look:
        """Read a file that somebody has sent, and keep it if it is good."""
        return self._take(name, content, self._now())

    def _look_at(self, file: Path) -> None:
        """Read a file that has changed since it was looked at last."""
        try:
            # A folder of another computer may answer late
            found = self._runtime.offload_slow(file.stat)
            seen = (file.name, found.st_mtime_ns, found.st_size)
            if seen in (self._seen, self._runtime.offload_slow(self._kept_signature)):
                return
            if found.st_size > LARGEST_BYTES:
                self._note(Look(self._now(), file.name, Fault("too_large")))
            else:
                saved_at = datetime.fromtimestamp(found.st_mtime, self._now().tzinfo)
                content = self._runtime.offload_slow(file.read_bytes)
                self._take(file.name, content, saved_at, seen)
            self._seen = seen
        except OSError as fault:
            self._seen = None
            self._note(Look(self._now(), file.name, Fault("not_there", said=f"{fault.strerror}")))

    def _take(
        self,
        name: str,
        content: bytes,
        saved_at: datetime,
        seen: Seen | None = None,
    ) -> Look:
        table = self._read(content)
        look = Look(self._now(), name, table.fault)
        if table.fault is None:
            kept = KeptTable(
                look.at, saved_at, name, table.answers, table.passed, table.first_passed
            )
            self._runtime.offload_slow(self._keep, kept, seen)
        self._note(look)
        return look

    def _keep(self, table: KeptTable, seen: Seen | None) -> None:
        _write_json(
            self._folder / TABLE,
            {
                "version": VERSION,
                "key": self._digests.mark,
                "at": table.at.isoformat(),
                "saved_at": table.saved_at.isoformat(),
                "file": table.file,
                "seen": seen,
                "passed": table.passed,
                "first_passed": table.first_passed and asdict(table.first_passed),
                "answers": {
                    code: [
                        each.standing, each.day, each.papers, each.department, each.procedure
                    ]
                    for code, each in table.answers.items()
                },
            },
        )  # fmt: skip
        self._follow()

    def _note(self, look: Look) -> None:
        before = self.last_look()
        if look.fault is not None and (before is None or before.fault != look.fault):
            log.warning("the table of dossiers %s is not taken: %s", look.file, look.fault.what)
        fault = look.fault and asdict(look.fault)
        _write_json(
            self._folder / LOOK, {"at": look.at.isoformat(), "file": look.file, "fault": fault}
        )

    def _follow(self) -> None:
        """Load what is kept, if it is another than before."""
        try:
            found = (self._folder / TABLE).stat()
        except OSError:
            return
        mark = found.st_mtime_ns, found.st_ino
        if mark == self._loaded:
            return
        self._loaded = mark
        kept = _read_json(self._folder / TABLE)
        if kept is None or not self._is_own(kept):
            log.warning("the table of dossiers that was kept is of another installation or version")
            return
        self._table = KeptTable(
            datetime.fromisoformat(kept["at"]),
            datetime.fromisoformat(kept["saved_at"]),
            kept["file"],
            {code: _read_answer(*each) for code, each in kept["answers"].items()},
            kept["passed"],
            _read_fault(kept["first_passed"]),
        )

    def _is_own(self, kept: Mapping[str, Any]) -> bool:
        return (kept["version"], kept["key"]) == (VERSION, self._digests.mark)

    def _kept_signature(self) -> Seen | None:
        """Return which file the kept table was read from, whichever process has read it."""
        kept = _read_json(self._folder / TABLE) if self._seen is None else None
        if kept is None or not kept.get("seen") or not self._is_own(kept):
            return None
        name, changed, size = kept["seen"]
        return name, changed, size


def _read_answer(
    standing: str, day: str | None, papers: list[str], department: str, procedure: str
) -> DossierAnswer:
    return DossierAnswer(
        Standing(standing),
        date.fromisoformat(day) if day else None,
        tuple(papers),
        department,
        procedure,
    )


def _read_fault(kept: Mapping[str, Any] | None) -> Fault | None:
    return None if kept is None else Fault(**kept)


def _read_json(file: Path) -> Any:
    """Return what a file holds; None where it is not there, or was cut off."""
    try:
        return orjson.loads(file.read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return None


def _write_json(file: Path, held: Mapping[str, Any]) -> None:
    """Put a whole file in the place of the one before."""
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(".part")
    part.write_bytes(orjson.dumps(held))
    part.replace(file)

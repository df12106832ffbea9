"""Long files: each made by a process of its own, one at a time for a person, gone after an hour."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from secrets import token_hex
from threading import Lock
from time import monotonic
from typing import BinaryIO

from queueing.errors import Refusal, UnknownThing
from reports.exports.plan import LongKind, Plan, progress_file
from reports.view_types import ExportJob, ExportState
from web.background import Background
from web.errors import TooMany
from web.runtime import Runtime

ROOT = Path(__file__).parents[2]
FOLDER = "exports"
COMMAND = (sys.executable, "-m", "reports.exports.worker")
KEPT_S = 3600.0
LOOK_S = 60.0
MOST_AT_ONCE = 2
"""As many processes at a time as the smallest computer has cores."""
MOST_KEPT = 3
"""Files of one person: else they would fill the disk on which tickets are stored, in an hour."""
TRY_AGAIN_S = 10
PIECE = 65_536


class ExportUnderWay(Refusal):
    """The same person's last file is still being made; `id` is its job."""

    code = "export_under_way"


class ExportNotReady(Refusal):
    """The file is not whole yet, or could not be made."""

    code = "export_not_ready"


class UnknownExport(UnknownThing):
    """No such file is being made for this person, or it is gone."""

    code = "unknown_export"


@dataclass
class Job:
    """A file that is being made or is there. `of`: its rows; `name`: what it is saved as."""

    id: str
    owner: str
    name: str
    kind: LongKind
    of: int
    file: Path
    process: subprocess.Popen[bytes]
    input: io.FileIO
    key: str | None
    began: float = field(default_factory=monotonic)

    @property
    def state(self) -> ExportState:
        """Say how it is now."""
        ended = self.process.poll()
        if ended is None:
            return "running"
        self.input.close()
        return "done" if ended == 0 and self.file.is_file() else "failed"

    @property
    def done(self) -> int:
        """How many rows are written."""
        if self.state == "done":
            return self.of
        try:
            return int(progress_file(self.file).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return 0

    def pieces(self) -> Iterator[bytes]:
        """Return the file in pieces; raise ExportNotReady unless it is whole."""
        if self.state != "done":
            raise ExportNotReady(id=self.id)
        return _pieces(self.file.open("rb"))

    def end(self) -> None:
        """End the process, wherever it is, and take away what it has written."""
        self.process.kill()
        self.process.wait()
        self.input.close()
        for file in self.file.parent.glob(f"{self.file.name}*"):
            _remove_file(file)


class Exports:
    """The long files of a server; none of them outlives it."""

    def __init__(self, folder: Path, runtime: Runtime) -> None:
        """Keep files in `folder`, which is emptied first."""
        self._folder, self._runtime = folder, runtime
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        _emptied(folder)

    def begin(self, owner: str, name: str, plan: Plan, key: str | None = None) -> Job:
        """Return a job that makes the file of `plan`; the oldest of this owner goes for it.

        The same key of the same owner is the same job. Raises ExportUnderWay while this owner has
        another, TooMany while everybody is busy.
        """
        with self._lock:
            running = []
            for job in self._jobs.values():
                if key is not None and (job.owner, job.key) == (owner, key):
                    return job
                if job.state == "running":
                    running.append(job)
            for job in running:
                if job.owner == owner:
                    raise ExportUnderWay(id=job.id)
            if len(running) >= MOST_AT_ONCE:
                raise TooMany(retry_after_s=TRY_AGAIN_S)
            own = [job for job in self._jobs.values() if job.owner == owner]
            self._remove(own[: max(0, len(own) + 1 - MOST_KEPT)])
            return self._begun(owner, name, plan, key)

    def _begun(self, owner: str, name: str, plan: Plan, key: str | None) -> Job:
        id = token_hex(12)
        file = self._folder / f"{id}.{plan.kind}"
        process, given = _started()
        job = Job(id, owner, name, plan.kind, plan.count, file, process, given, key)
        self._jobs[id] = job
        self._runtime.offload(lambda: given.write(replace(plan, file=str(file)).line()))
        return job

    def job(self, owner: str, id: str) -> Job:
        """Return the owner's job; UnknownExport for anybody else's."""
        job = self._jobs.get(id)
        if job is None or job.owner != owner:
            raise UnknownExport(id=id)
        return job

    def keep_tidy(self, background: Background) -> None:
        """Take files away an hour after they were asked for, from now on."""
        background.every(LOOK_S, lambda: self.tidy(monotonic() - KEPT_S), "removing long files")

    def tidy(self, before: float) -> None:
        """Take away what was asked for before that reading of the monotonic clock.

        And files of no job: they could not be removed while somebody read them.
        """
        self._remove([job for job in self._jobs.values() if job.began < before])
        for file in self._folder.iterdir():
            if file.name.partition(".")[0] not in self._jobs:
                self._runtime.offload(partial(_remove_file, file))

    def _remove(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            if self._jobs.pop(job.id, None) is not None:
                self._runtime.offload(job.end)


def _started() -> tuple["subprocess.Popen[bytes]", io.FileIO]:
    """Return a worker and the pipe to it; when the pipe ends, with this program, so does it."""
    # A pipe of our own: that of subprocess becomes green with it, and then freezes the loop
    theirs, ours = os.pipe()
    try:
        process = subprocess.Popen(COMMAND, cwd=ROOT, stdin=theirs, stdout=subprocess.DEVNULL)
    finally:
        os.close(theirs)
    return process, io.FileIO(ours, "w")


def _emptied(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for file in folder.iterdir():
        _remove_file(file)


def _remove_file(file: Path) -> None:
    # Windows refuses while it is open: the next look removes it
    with suppress(PermissionError):
        file.unlink(missing_ok=True)


def forget_files(data: Path) -> None:
    """Remove every long file that is there; one that is being made is of what was read before."""
    for file in (data / FOLDER).glob("*"):
        file.unlink(missing_ok=True)


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while piece := content.read(PIECE):
            yield piece


def describe_job(job: Job) -> ExportJob:
    """Return how a job is, for programs; `file`: where the whole file is fetched."""
    state = job.state
    address = f"/api/reports/exports/{job.id}/file" if state == "done" else None
    return {"id": job.id, "state": state, "done": job.done, "of": job.of, "file": address}

"""Long files: each made by a process of its own, one at a time for a person, gone after an hour."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from platform import node
from secrets import token_hex
from threading import Lock
from typing import BinaryIO
from uuid import getnode

from queueing.errors import Refusal, UnknownThing
from queueing.events import Entry, TicketErased
from queueing.hall import Hall
from reports.exports.job_list import KEPT_S, JobList, Listed, is_wanted
from reports.exports.making import Making, remove_file, start_making
from reports.exports.plan import LongKind, Plan
from reports.view_types import ExportJob, ExportState
from web.background import Background
from web.processes.roll import TOLD_EVERY_S, Roll
from web.processes.shared_state import SharedState
from web.runtime import Runtime

FOLDER = "exports"
PLANS = "plans of long files"
POLL_S = 60.0
FOLLOW_S = 1.0
TOLD_AGAIN_S = 3.0
CHUNK_BYTES = 65_536


class ExportNotReady(Refusal):
    """The file is not whole yet, or could not be made."""

    code = "export_not_ready"


class UnknownExport(UnknownThing):
    """No such file is being made for this person, or it is gone."""

    code = "unknown_export"


@dataclass(frozen=True, slots=True)
class Job:
    """A file that is being made or is there. `of`: its rows; `name`: what it is saved as."""

    id: str
    name: str
    kind: LongKind
    of: int
    state: ExportState
    done: int
    file: Path | None

    def pieces(self) -> Iterator[bytes]:
        """Return the file in pieces; raise ExportNotReady unless it is whole."""
        return _pieces(self.whole.open("rb"))

    @property
    def whole(self) -> Path:
        """Where it is; raise ExportNotReady unless it is whole."""
        if self.state != "done" or self.file is None:
            raise ExportNotReady(id=self.id)
        return self.file


class Exports:
    """The long files of a centre, as far as this process makes them and has them in its folder."""

    def __init__(self, folder: Path, runtime: Runtime, shared: SharedState) -> None:
        """Keep files in `folder`, from which all is removed that no process of the centre keeps."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder, self._runtime, self._shared = folder, runtime, shared
        self._list = JobList(shared, identify_folder(folder))
        self._makings: dict[str, Making] = {}
        self._told: dict[str, tuple[ExportState, float]] = {}
        self._lock, self._erased = Lock(), 0
        self._roll = Roll(shared, "folders of long files", lambda: [self._list.folder])
        self._remove_strangers()

    def begin(self, owner: str, name: str, plan: Plan, key: str | None = None) -> Job:
        """Return a job that makes the file of `plan`; the oldest of this owner goes for it.

        The same key of the same owner is the same job. Raises ExportUnderWay while this owner has
        another, TooMany while everybody is busy.
        """
        self._report()
        new = Listed(token_hex(12), owner, name, plan.kind, plan.count, key, plan.until, 0.0)
        file = self._name_file(new)
        with self._lock:
            job = self._list.begin(new, file.name, self._list_folders())
            if job.id == new.id:
                # The folder is each process's own
                kept = {**asdict(plan), "data": "", "file": ""}
                self._shared.change(PLANS, new.id, lambda _before, _now_s: kept, KEPT_S)
                self._makings[new.id] = start_making(plan, file, self._runtime)
        self._end_dropped()
        return self._describe(job)

    def job(self, owner: str, id: str) -> Job:
        """Return the owner's job; UnknownExport for anybody else's."""
        job = self._list.read().get(id)
        if job is None or job.owner != owner:
            raise UnknownExport(id=id)
        return self._describe(job)

    def keep(self, background: Background, data: Path) -> None:
        """Make what other data folders have and this one has not, and remove what is old."""
        background.every(TOLD_EVERY_S, self._roll.tell, "telling which folder has long files")
        background.every(FOLLOW_S, lambda: self.follow(data), "making long files")
        background.every(POLL_S, self.tidy, "removing long files")

    def follow(self, data: Path) -> None:
        """Tell others how far the files of this process are; make what its folder lacks."""
        erased = self._erased
        self._list.drop(lambda job, now_s: job.began_s < now_s - KEPT_S or job.until < erased)
        self._end_dropped()
        self._report()
        now_s = self._shared.now_s()
        for job in self._list.look().values():
            if is_wanted(job, self._list.folder, now_s) and job.id not in self._makings:
                self._make(job, data)

    def tidy(self) -> None:
        """Take away files of no job: they could not be removed while somebody read them."""
        self._end_dropped()
        self._remove_strangers()

    def note(self, _hall: Hall, entries: tuple[Entry, ...]) -> None:
        """Give up what was read before somebody was erased; to be called after each batch."""
        for entry in entries:
            if isinstance(entry.event, TicketErased):
                self._erased = entry.seq

    def _make(self, job: Listed, data: Path) -> None:
        kept, file = self._shared.read(PLANS).get(job.id), self._name_file(job)
        if kept is None:
            return
        with self._lock:
            if self._list.take(job.id, file.name):
                plan = Plan(**{**kept, "data": str(data.absolute())})
                self._makings[job.id] = start_making(plan, file, self._runtime)

    def _describe(self, job: Listed) -> Job:
        copies, folder = dict(job.copies), self._list.folder
        making, copy = self._makings.get(job.id), copies.get(folder)
        if copy is not None:
            if making is not None and making.file.name == copy.name:
                copy = replace(copy, state=making.state, done=making.done)
            elif copy.state == "done" and not (self._folder / copy.name).is_file():
                copy = replace(copy, state="failed")
            copies[folder] = copy
        state, done = replace(job, copies=copies).tell(self._list_folders())
        file = None if copy is None else self._folder / copy.name
        return Job(job.id, job.name, job.kind, job.of, state, done, file)

    def _report(self) -> None:
        """Tell how far the files are that this process makes, or has just made."""
        for id, making in list(self._makings.items()):
            state, now_s = making.state, self._shared.now_s()
            told, at_s = self._told.get(id, ("running", now_s - TOLD_AGAIN_S))
            if state != told or (state == "running" and now_s - at_s >= TOLD_AGAIN_S):
                self._list.report(id, making.file.name, state, making.done)
                self._told[id] = state, now_s

    def _end_dropped(self) -> None:
        """End what is off the list by now, or is made by another process, and take it away."""
        if not self._makings:
            return
        kept = self._list_kept()
        for id in [id for id, each in self._makings.items() if each.file.name not in kept]:
            making = self._makings.pop(id, None)
            self._told.pop(id, None)
            if making is not None:
                self._runtime.offload(making.end)

    def _remove_strangers(self) -> None:
        # Looked for first: what another process begins meanwhile stands on the list before it is
        found = list(self._folder.iterdir())
        kept = self._list_kept()
        for file in found:
            if not any(file.name.startswith(name) for name in kept):
                self._runtime.offload(partial(remove_file, file))

    def _list_kept(self) -> set[str]:
        """Return the names of all files that are on the list."""
        jobs = self._list.read().values()
        return {copy.name for job in jobs for copy in job.copies.values()}

    def _list_folders(self) -> set[str]:
        return set(self._roll.list_all())

    def _name_file(self, job: Listed) -> Path:
        # Two may make it at once where one was given up too early
        return self._folder / f"{job.id}-{token_hex(4)}.{job.kind}"


def identify_folder(folder: Path) -> str:
    """Return what tells a folder from those of other hosts, at each process that serves from it."""
    there = folder.stat()
    told = f"{node()} {getnode()} {there.st_dev} {there.st_ino}"
    return sha256(told.encode()).hexdigest()[:16]


def forget_files(data: Path) -> None:
    """Remove every long file that is there; one that is being made is of what was read before."""
    for file in (data / FOLDER).glob("*"):
        file.unlink(missing_ok=True)


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    with content:
        while piece := content.read(CHUNK_BYTES):
            yield piece


def describe_job(job: Job) -> ExportJob:
    """Return how a job is, for programs; `file`: where the whole file is fetched."""
    address = f"/api/reports/exports/{job.id}/file" if job.state == "done" else None
    return {"id": job.id, "state": job.state, "done": job.done, "of": job.of, "file": address}

"""The long files of a centre, as all its processes know them, and how far each folder has them.

Each data folder makes every file for itself, by one of the processes that serve from it: whichever
is asked for a file then has it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from queueing.errors import Refusal
from reports.exports.plan import LongKind
from reports.view_types import ExportState
from web.errors import TooMany
from web.processes.shared_state import SharedState, Value

ROOM, KEY = "long files", "all"
KEPT_S = 3600.0
LEASE_S = 15.0
"""A process that says nothing of its file for so long has ended."""
MOST_AT_ONCE = 2
"""As many processes at a time as the smallest computer has cores."""
MOST_KEPT = 3
"""Files of one person: else they would fill the disk on which tickets are stored, in an hour."""
TRY_AGAIN_S = 10


class ExportUnderWay(Refusal):
    """The same person's last file is still being made; `id` is its job."""

    code = "export_under_way"


@dataclass(frozen=True, slots=True)
class Copy:
    """The file in one data folder. `name`: of the file; `until_s`: when its maker is given up."""

    name: str
    state: ExportState
    done: int
    until_s: float


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was asked for. `of`: its rows; `name`: what it is saved as; `copies`: by folder.

    `until`: the journal number at which its rows are read.
    """

    id: str
    owner: str
    name: str
    kind: LongKind
    of: int
    key: str | None
    until: int
    began_s: float
    copies: Mapping[str, Copy] = field(default_factory=dict)

    def tell(self, folders: Collection[str]) -> tuple[ExportState, int]:
        """Return how it is, once all of these folders have it, and how many rows are written."""
        copies = [self.copies.get(each) for each in folders]
        if any(each is not None and each.state == "failed" for each in copies):
            return "failed", 0
        if all(each is not None and each.state == "done" for each in copies):
            return "done", self.of
        return "running", min((each.done if each else 0 for each in copies), default=0)


Jobs = dict[str, Listed]


class JobList:
    """What stands in shared state; raises CannotStore while that cannot be reached."""

    def __init__(self, shared: SharedState, folder: str) -> None:
        """`folder`: what tells this data folder from others."""
        self._shared, self.folder = shared, folder

    def read(self) -> Jobs:
        """Return all jobs by id, as they are now."""
        return _read(self._shared.read(ROOM).get(KEY))

    def look(self) -> Jobs:
        """Return all jobs as they were a moment ago."""
        return _read(self._shared.look(ROOM).get(KEY))

    def begin(self, new: Listed, file: str, folders: Collection[str]) -> Listed:
        """Put a job on the list, to be made here as `file`; return it, or that of the same key.

        The owner's oldest go for it. Raises ExportUnderWay while this owner has another, TooMany
        while everybody is busy.
        """

        def step(jobs: Jobs, now_s: float) -> Jobs:
            if _find_same(jobs, new) is not None:
                return jobs
            own = [each for each in jobs.values() if each.owner == new.owner]
            for each in own:
                if each.tell(folders)[0] == "running":
                    raise ExportUnderWay(id=each.id)
            if count_running(jobs.values(), self.folder, now_s) >= MOST_AT_ONCE:
                raise TooMany(retry_after_s=TRY_AGAIN_S)
            gone = {each.id for each in own[: max(0, len(own) + 1 - MOST_KEPT)]}
            kept = {id: each for id, each in jobs.items() if id not in gone}
            copy = Copy(file, "running", 0, now_s + LEASE_S)
            return {**kept, new.id: replace(new, began_s=now_s, copies={self.folder: copy})}

        jobs = self._change(step)
        return _find_same(jobs, new) or jobs[new.id]

    def take(self, id: str, file: str) -> bool:
        """Say whether this process is to make a copy for its folder: no other does, nor has."""

        def step(jobs: Jobs, now_s: float) -> Jobs:
            job = jobs.get(id)
            if job is None or not is_wanted(job, self.folder, now_s):
                return jobs
            if count_running(jobs.values(), self.folder, now_s) >= MOST_AT_ONCE:
                return jobs
            return _with_copy(jobs, job, self.folder, Copy(file, "running", 0, now_s + LEASE_S))

        job = self._change(step).get(id)
        copy = job and job.copies.get(self.folder)
        return copy is not None and copy.name == file

    def report(self, id: str, file: str, state: ExportState, done: int) -> None:
        """Tell how far this folder's copy is."""

        def step(jobs: Jobs, now_s: float) -> Jobs:
            job = jobs.get(id)
            copy = job and job.copies.get(self.folder)
            if job is None or copy is None or copy.name != file:
                return jobs
            new = Copy(file, state, done, now_s + LEASE_S)
            return _with_copy(jobs, job, self.folder, new)

        self._change(step)

    def drop(self, is_over: Callable[[Listed, float], bool]) -> None:
        """Take jobs off the list."""

        def step(jobs: Jobs, now_s: float) -> Jobs:
            return {id: each for id, each in jobs.items() if not is_over(each, now_s)}

        if any(is_over(each, self._shared.now_s()) for each in self.look().values()):
            self._change(step)

    def _change(self, step: Callable[[Jobs, float], Jobs]) -> Jobs:
        def change(before: Value | None, now_s: float) -> Value:
            return {id: asdict(each) for id, each in step(_read(before), now_s).items()}

        return _read(self._shared.change(ROOM, KEY, change, 2 * KEPT_S))


def is_wanted(job: Listed, folder: str, now_s: float) -> bool:
    """Say whether a folder has no copy, and nobody who makes it."""
    copy = job.copies.get(folder)
    return copy is None or (copy.state == "running" and copy.until_s <= now_s)


def count_running(jobs: Collection[Listed], folder: str, now_s: float) -> int:
    """Return how many files are being made in a folder."""
    copies = [each.copies.get(folder) for each in jobs]
    return sum(
        each is not None and each.state == "running" and each.until_s > now_s for each in copies
    )


def _find_same(jobs: Jobs, new: Listed) -> Listed | None:
    if new.key is None:
        return None
    same = (new.owner, new.key)
    return next((each for each in jobs.values() if (each.owner, each.key) == same), None)


def _with_copy(jobs: Jobs, job: Listed, folder: str, copy: Copy) -> Jobs:
    return {**jobs, job.id: replace(job, copies={**job.copies, folder: copy})}


def _read(value: Value | None) -> Jobs:
    return {id: _read_job(each) for id, each in (value or {}).items()}


def _read_job(written: Mapping[str, Any]) -> Listed:
    copies = {folder: Copy(**each) for folder, each in written["copies"].items()}
    return Listed(**{**written, "copies": copies})

"""One long file that this process makes: the worker beside it, and what it has written so far."""

import io
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from reports.exports.plan import Plan, progress_file
from reports.view_types import ExportState
from web.runtime import Runtime

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "reports.exports.worker")


@dataclass(frozen=True, slots=True)
class Making:
    """A worker and the pipe to it; when the pipe ends, with this program, so does it."""

    file: Path
    of: int
    process: subprocess.Popen[bytes]
    input: io.FileIO

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

    def end(self) -> None:
        """End the process, wherever it is, and take away what it has written."""
        self.process.kill()
        self.process.wait()
        self.input.close()
        for file in self.file.parent.glob(f"{self.file.name}*"):
            remove_file(file)


def start_making(plan: Plan, file: Path, runtime: Runtime) -> Making:
    """Begin to make the file of a plan, from the journal of `plan.data`."""
    # A pipe of our own: that of subprocess becomes green with it, and then freezes the loop
    theirs, ours = os.pipe()
    try:
        process = subprocess.Popen(COMMAND, cwd=ROOT, stdin=theirs, stdout=subprocess.DEVNULL)
    finally:
        os.close(theirs)
    given = io.FileIO(ours, "w")
    runtime.offload(lambda: given.write(replace(plan, file=str(file)).line()))
    return Making(file, plan.count, process, given)


def remove_file(file: Path) -> None:
    """Remove a file, or leave it to the next look."""
    # Windows refuses while it is open
    with suppress(PermissionError):
        file.unlink(missing_ok=True)

"""The operator's commands as pages start them: each in a process of its own, beside the server."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from platform import node
from secrets import token_hex
from threading import Lock

from web.processes import SharedState
from web.processes.shared_state import Value

MOST_LINES = 200
WORKS = "works"
"""The folder of the data folder that holds what each command printed last; a room of its name."""
TOLD_EVERY_S = 2.0
GIVEN_UP_S = 15.0
"""A run of which nothing is heard for so long ended with the process that started it."""
KEPT_S = 30 * 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Work:
    """A command that was started: what it has printed, and how it ended. None: it still runs.

    `seconds`: for how long it has run, as long as it runs; `host`: where.
    """

    succeeded: bool | None
    lines: Sequence[str]
    by: str
    at: datetime
    seconds: int
    host: str


@dataclass(frozen=True, slots=True)
class _Run:
    """A command that this process has started."""

    id: str
    process: subprocess.Popen[bytes]
    output: Path


class Works:
    """Runs commands of the command line on one data folder, each once at a time in the centre.

    How they go is told to the other processes that serve it. Raises CannotStore where that cannot
    be known.
    """

    def __init__(
        self, program: Sequence[str], config: Path, data: Path, shared: SharedState
    ) -> None:
        """`program`: how the command line is started, like (python, server.py)."""
        self._program, self.config, self.data = tuple(program), config, data
        self._shared = shared
        self._runs: dict[str, _Run] = {}
        self._lock = Lock()

    def start(self, name: str, by: str, *arguments: str, config: bool = False) -> Work:
        """Start a command of the command line; where it runs already, return that run."""
        self.tell()
        id, at = token_hex(8), datetime.now(UTC).isoformat()

        def take(before: Value | None, now_s: float) -> Value:
            if before is not None and _is_running(before, now_s):
                return before
            who = {"id": id, "by": by, "at": at, "host": node()}
            return {**who, "began_s": now_s, "told_s": now_s, "succeeded": None, "lines": []}

        with self._lock:
            taken = self._shared.change(WORKS, name, take, KEPT_S)
            if taken is not None and taken["id"] == id:
                self._runs[name] = self._run(id, name, arguments, config)
        return _read(taken or {}, self._shared.now_s())

    def last(self, name: str) -> Work | None:
        """Return the last run of a command, at whichever process; None: it is not remembered."""
        self.tell()
        kept = self._shared.read(WORKS).get(name)
        return None if kept is None else _read(kept, self._shared.now_s())

    def tell(self) -> int:
        """Tell the others how the commands of this process go; return how many still run.

        To be called every TOLD_EVERY_S.
        """
        for name, run in list(self._runs.items()):
            ended = run.process.poll()
            succeeded = None if ended is None else ended == 0
            lines = run.output.read_text(errors="replace").splitlines()[:MOST_LINES]

            note = partial(_note, run.id, succeeded, lines)
            self._shared.change(WORKS, name, note, KEPT_S)
            if succeeded is not None:
                self._runs.pop(name, None)
        return len(self._runs)

    def _run(self, id: str, name: str, arguments: Sequence[str], config: bool) -> _Run:
        command = [*self._program, name, *arguments, "--data", str(self.data)]
        if config:
            command += ["--config", str(self.config)]
        output = self.data / WORKS / f"{name}.log"
        output.parent.mkdir(mode=0o700, exist_ok=True)
        with output.open("wb") as log:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        return _Run(id, process, output)


def _note(
    id: str, succeeded: bool | None, lines: Sequence[str], before: Value | None, now_s: float
) -> Value | None:
    if before is None or before["id"] != id:
        return before
    return {**before, "succeeded": succeeded, "lines": lines, "told_s": now_s}


def _is_running(kept: Value, now_s: float) -> bool:
    return kept["succeeded"] is None and bool(now_s < kept["told_s"] + GIVEN_UP_S)


def _read(kept: Value, now_s: float) -> Work:
    return Work(
        None if _is_running(kept, now_s) else bool(kept["succeeded"]),
        kept["lines"],
        kept["by"],
        datetime.fromisoformat(kept["at"]),
        int(now_s - kept["began_s"]),
        kept["host"],
    )

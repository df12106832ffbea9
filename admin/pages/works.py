"""The operator's commands as pages start them: each in a process of its own, beside the server."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import monotonic

MOST_LINES = 200
WORKS = "works"
"""The folder of the data folder that holds what each command printed last."""


@dataclass
class Work:
    """A command that was started: what it has printed, and how it ended. None: it still runs."""

    process: subprocess.Popen[bytes]
    output: Path
    by: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    began: float = field(default_factory=monotonic)

    @property
    def succeeded(self) -> bool | None:
        """Say whether it ended well; None while it runs."""
        ended = self.process.poll()
        return None if ended is None else ended == 0

    @property
    def seconds(self) -> int:
        """For how long it has run, as long as it runs."""
        return int(monotonic() - self.began)

    @property
    def lines(self) -> list[str]:
        """What it has printed, at most so many lines of it."""
        return self.output.read_text(errors="replace").splitlines()[:MOST_LINES]


class Works:
    """Runs commands of the command line on one data folder, each once at a time."""

    def __init__(self, program: Sequence[str], config: Path, data: Path) -> None:
        """`program`: how the command line is started, like (python, server.py)."""
        self._program, self.config, self.data = tuple(program), config, data
        self._works: dict[str, Work] = {}
        self._lock = Lock()

    def start(self, name: str, by: str, *arguments: str, config: bool = False) -> Work:
        """Start a command of the command line; where it runs already, return that run."""
        with self._lock:
            running = self._works.get(name)
            if running is not None and running.succeeded is None:
                return running
            command = [*self._program, name, *arguments, "--data", str(self.data)]
            if config:
                command += ["--config", str(self.config)]
            output = self.data / WORKS / f"{name}.log"
            output.parent.mkdir(mode=0o700, exist_ok=True)
            with output.open("wb") as log:
                process = subprocess.Popen(
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
                )
            work = self._works[name] = Work(process, output, by)
            return work

    def last(self, name: str) -> Work | None:
        """Return the last run of a command since the server started."""
        return self._works.get(name)

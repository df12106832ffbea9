"""Files of procedures that were sent to the page: read beside the server, kept until confirmed."""

import io
import os
import pickle
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from threading import Lock, Timer

from admin.catalogue_file import Reading
from admin.sheets.cells import Fault
from admin.sheets.reader import LARGEST_BYTES, TOO_LARGE, TOO_MUCH
from queueing.catalogue import Catalogue
from web.runtime import Runtime

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "admin.reading_process")
LIMIT_S = 120.0
MOST_KEPT = 4


@dataclass(frozen=True)
class ReadFile:
    """A file as it was read by one administrator, with the configuration of that moment."""

    id: str
    owner: str
    name: str
    reading: Reading
    catalogue: Catalogue


class ReadFiles:
    """The newest files that were read, in memory: a restart forgets them."""

    def __init__(self, runtime: Runtime) -> None:
        """Wait for the reading process where nobody else is held up."""
        self._runtime = runtime
        self._kept: dict[str, ReadFile] = {}
        self._lock = Lock()

    def read(self, owner: str, name: str, content: bytes, catalogue: Catalogue) -> ReadFile:
        """Read a file; its faults are in the reading."""
        if len(content) > LARGEST_BYTES:
            reading = Reading(faults=[Fault(1, "", TOO_LARGE)])
        else:
            reading = self._read(content, catalogue)
        read = ReadFile(token_hex(12), owner, name, reading, catalogue)
        with self._lock:
            self._kept[read.id] = read
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return read

    def find(self, owner: str, id: str) -> ReadFile | None:
        """Return what the owner has sent, while it is kept."""
        read = self._kept.get(id)
        return read if read is not None and read.owner == owner else None

    def forget(self, id: str) -> None:
        """Keep it no more."""
        with self._lock:
            self._kept.pop(id, None)

    def _read(self, content: bytes, catalogue: Catalogue) -> Reading:
        child = _Child()
        timer = Timer(LIMIT_S, child.kill)
        timer.start()
        try:
            return self._runtime.offload_slow(child.exchange, (catalogue, content))
        except (EOFError, OSError, pickle.UnpicklingError):
            return Reading(faults=[Fault(1, "", TOO_MUCH)])
        finally:
            timer.cancel()
            child.end()


class _Child:
    """A process with pipes of our own: those of subprocess are green, and freeze the loop."""

    def __init__(self) -> None:
        their_input, ours = os.pipe()
        answers, their_output = os.pipe()
        try:
            self._process = subprocess.Popen(
                COMMAND, cwd=ROOT, stdin=their_input, stdout=their_output
            )
        finally:
            os.close(their_input)
            os.close(their_output)
        self._input = io.FileIO(ours, "w")
        self._output = io.BufferedReader(io.FileIO(answers, "r"))

    def exchange(self, asked: tuple[Catalogue, bytes]) -> Reading:
        """Return what the process makes of it; raises EOFError or OSError when it has ended."""
        rest = memoryview(pickle.dumps(asked))
        while rest:
            rest = rest[self._input.write(rest) or 0 :]
        # The pipe is between two processes of this program
        answer: Reading = pickle.load(self._output)  # nosec B301
        return answer

    def kill(self) -> None:
        """End it at once; whoever reads from it finds out."""
        self._process.kill()

    def end(self) -> None:
        """End it and what is kept of it."""
        self.kill()
        self._process.wait()
        self._input.close()
        self._output.close()

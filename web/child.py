"""A question answered by a process of its own, so that the hall waits for no long reading.

The process is `python -m MODULE`: it takes the pickled question from its input and writes the
pickled answer to its output.
"""

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import Any

from web.runtime import Runtime

ROOT = Path(__file__).parents[1]
GENTLE = 10
"""The niceness of what works beside the hall; Windows has none."""
FAULTS = (EOFError, OSError, pickle.UnpicklingError)
"""What is raised where the process ends without an answer, or is ended."""


def ask_child(runtime: Runtime, module: str, asked: Any, limit_s: float) -> Any:
    """Return the answer of a module's process, ended after `limit_s`; raise one of FAULTS.

    Whoever asks waits, nobody else is held up.
    """
    child = _Child(module)
    timer = Timer(limit_s, child.kill)
    timer.start()
    try:
        return runtime.offload_slow(child.exchange, asked)
    finally:
        timer.cancel()
        child.end()


def answer_parent(answer: Callable[[Any], Any]) -> None:
    """Answer the one question that `ask_child` has sent to this process."""
    give_way()
    # The pipe is between two processes of this program
    asked = pickle.load(sys.stdin.buffer)  # nosec B301
    sys.stdout.buffer.write(pickle.dumps(answer(asked)))


def give_way(by: int = GENTLE) -> None:
    """Let whoever waits in the hall come first: this process is of lower priority from now on."""
    if hasattr(os, "nice"):
        os.nice(by)


class _Child:
    """A process with pipes of our own: those of subprocess are green, and freeze the loop."""

    def __init__(self, module: str) -> None:
        their_input, ours = os.pipe()
        answers, their_output = os.pipe()
        command = (sys.executable, "-m", module)
        try:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=their_input, stdout=their_output
            )
        finally:
            os.close(their_input)
            os.close(their_output)
        self._input = io.FileIO(ours, "w")
        self._output = io.BufferedReader(io.FileIO(answers, "r"))

    def exchange(self, asked: Any) -> Any:
        """Return what the process makes of it."""
        rest = memoryview(pickle.dumps(asked))
        while rest:
            rest = rest[self._input.write(rest) or 0 :]
        # The pipe is between two processes of this program
        return pickle.load(self._output)  # nosec B301

    def kill(self) -> None:
        """End it at once; whoever reads from it finds out."""
        self._process.kill()

    def end(self) -> None:
        """End it and what is kept of it."""
        self.kill()
        self._process.wait()
        self._input.close()
        self._output.close()

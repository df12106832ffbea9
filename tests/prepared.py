"""Processes forked from one that has imported the program: saves a second of the processor each.

    python -m tests.prepared MODE

Reads orders from its input, one line of JSON after the other, and answers each: what to run, to
which it answers with its process's number; or `wait`, the number of one that has ended, to which it
answers with how. What runs is a process of its own as ever, and does what it would.
"""

import atexit
import faulthandler
import gc
import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from server import CONFIG, find_mode, name_command
from settings.document import read
from settings.faults import SettingsFaults
from tests import serving_by_clock
from web.runtime import MODES, patch

ROOT = Path(__file__).parents[1]
READ, ADD = os.O_RDONLY, os.O_WRONLY | os.O_APPEND | os.O_CREAT
NOT_KNOWN = ("PYTEST_CURRENT_TEST",)
"""What of the environment no process looks at, and every test changes."""


class Prepared:
    """The process that has imported the program, on the side of the tests."""

    def __init__(self, mode: str) -> None:
        """Start it; it ends with this process."""
        self.environment = _environment()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.prepared", mode],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        atexit.register(self._end)

    def ask(self, **order: object) -> Any:
        """Return its answer to an order."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def _end(self) -> None:
        self._process.communicate()


class Forked:
    """A process that another one forked: what the tests need of subprocess.Popen."""

    def __init__(self, parent: Prepared, arguments: list[str], streams: Sequence[str]) -> None:
        """Start it: it reads the first of three files, and adds what it prints to the others."""
        self._parent = parent
        self.pid: int = parent.ask(arguments=arguments, streams=streams)
        self._handle = os.pidfd_open(self.pid)
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return how it ended, None while it runs."""
        return self._look(0)

    def wait(self, timeout: float) -> int:
        """Return how it ended; raise subprocess.TimeoutExpired when it has not in time."""
        if (code := self._look(timeout)) is None:
            raise subprocess.TimeoutExpired(f"process {self.pid}", timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def _look(self, timeout: float) -> int | None:
        if self._code is None and select.select([self._handle], [], [], timeout)[0]:
            # Its number is nobody else's until its parent was told to let it go
            self._code = self._parent.ask(wait=self.pid)
            os.close(self._handle)
        return self._code


def start(
    arguments: list[str], log: Path, mode: str | None = None, *,
    given: Path = Path(os.devnull), out: Path | None = None,
) -> Forked | None:  # fmt: skip
    """Start what `python arguments` would; None where it cannot be forked.

    `mode`: its async mode, where that is known already. It reads `given`, and prints to `log`; to
    `out` what is no fault, where that is named.
    """
    if mode is None:
        mode = find_mode(name_command(arguments[1:])) or "threading"
    return _fork(mode, arguments, (str(given), str(out or log), str(log)))


def run(arguments: list[str], stdin: str, within_s: float) -> tuple[int, str, str] | None:
    """Run what `python arguments` would to its end; return its exit code and what it printed.

    None where it cannot be forked. Raises subprocess.TimeoutExpired when it has not ended in time.
    """
    with TemporaryDirectory() as folder:
        given, out, err = (Path(folder, name) for name in ("in", "out", "err"))
        given.write_text(stdin, encoding="utf-8")
        process = start(arguments, err, out=out, given=given)
        if process is None:
            return None
        try:
            code = process.wait(within_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait(within_s)
            raise
        return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")


def _fork(mode: str, arguments: list[str], streams: Sequence[str]) -> Forked | None:
    if mode not in MODES or not hasattr(os, "pidfd_open"):
        return None
    parent = _prepared(mode)
    return Forked(parent, arguments, streams) if parent.environment == _environment() else None


@cache
def _prepared(mode: str) -> Prepared:
    return Prepared(mode)


def _environment() -> Mapping[str, str]:
    return {name: value for name, value in os.environ.items() if name not in NOT_KNOWN}


# ── the process itself ───────────────────────────────────────────────────────────────────────


def _main(mode: str) -> None:
    patch(mode)
    serving_by_clock.replace_chance()
    for module in ("cli.main", "reports.routes", "tomllib", f"engineio.async_drivers.{mode}"):
        import_module(module)
    import_module("web.i18n").Translations([each.parent for each in ROOT.glob("*/translations")])
    fork, waitpid = _processes(mode)
    gc.collect()
    gc.freeze()
    while line := sys.stdin.readline():
        order = json.loads(line)
        if "arguments" in order:
            _read_configuration(order["arguments"])
        if "wait" in order:
            answer = os.waitstatus_to_exitcode(waitpid(order["wait"], 0)[1])
        elif (answer := fork()) == 0:
            sys.exit(_become(mode, order["arguments"], order["streams"]))
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _read_configuration(arguments: Sequence[str]) -> None:
    """Read what the process will: most have the same as one before, which is not read anew."""
    named = (each for each in arguments if each.endswith(CONFIG.suffix))
    with suppress(SettingsFaults):
        read(Path(next(named, CONFIG)))


def _processes(mode: str) -> tuple[Callable[[], int], Callable[[int, int], tuple[int, int]]]:
    """Return what forks and what waits for an end, neither of them green."""
    if mode != "gevent":
        return os.fork, os.waitpid
    from gevent import get_hub
    from gevent.monkey import get_original

    # Imports have made one, which a fork would share; whoever needs one makes it anew
    get_hub().destroy(destroy_loop=True)
    return get_original("os", "fork"), get_original("os", "waitpid")


def _become(mode: str, arguments: list[str], streams: Sequence[str]) -> int:
    """Be the process until it ends; return its exit code."""
    for number, (file, flags) in enumerate(zip(streams, (READ, ADD, ADD), strict=True)):
        stream = os.open(file, flags, 0o644)
        os.dup2(stream, number)
        os.close(stream)
    # Whoever waits for it in vain can ask where it stands
    faulthandler.register(signal.SIGUSR2, all_threads=True)
    if mode == "eventlet":
        # A hub of its own: the one that a fork inherits is everybody's
        import_module("eventlet.hubs").use_hub()
    sys.argv = arguments
    if arguments[0] == "-m":
        return serving_by_clock.main(arguments[2:])
    code: int = import_module("cli.main").main(name_command(arguments[1:]))
    return code


if __name__ == "__main__":
    _main(sys.argv[1])

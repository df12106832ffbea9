"""The program under test: a centre's data folder and the real process that serves it."""

import ctypes
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event
from time import monotonic

from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent.parent
MODES = ("eventlet", "gevent", "threading")
LONG_S = 40.0
LOOK_AGAIN_S = 0.02
BELOW_EPHEMERAL = range(20_000, 32_000)


class NeverHappened(AssertionError):
    """What a test waited for did not come in time."""


def wait_until(what, look, limit_s=LONG_S):
    """Return the first true thing that `look()` gives; raise NeverHappened naming `what`."""
    end = monotonic() + limit_s
    while monotonic() < end:
        found = look()
        if found:
            return found
        Event().wait(LOOK_AGAIN_S)
    raise NeverHappened(what)


def quiet_port():
    """Return a free port that the system never gives to an outgoing connection.

    A server that is down for a moment would else lose its port to one of the clients that knock.
    """
    for port in random.sample(BELOW_EPHEMERAL, 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise NeverHappened("a free port")


def configuration(file: Path, mode: str, change: Callable[[dict], None] = lambda _: None) -> Path:
    """Write the centre's own config.yaml to `file`, for one async mode, with a test's changes."""
    yaml = YAML()
    settings = yaml.load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    settings["server"]["async_mode"] = mode
    settings["rules"]["recall_interval_s"] = 0
    settings["rules"]["undo_s"] = 600
    settings["screens"]["display"]["hero_s"] = 2
    change(settings)
    with file.open("w", encoding="utf-8") as text:
        yaml.dump(settings, text)
    return file


def run(*arguments, expect=0, stdin="", **options):
    """Run one command of the program's command line to its end; return the process."""
    done = subprocess.run(
        [sys.executable, "server.py", *map(str, arguments)],
        cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=LONG_S, check=False,
        **options,
    )  # fmt: skip
    assert done.returncode == expect, (done.returncode, done.stdout, done.stderr)
    return done


class Server:
    """A centre on disk, on a port of its own, and the process that serves it now, if any."""

    def __init__(self, data: Path, config: Path, tokens: dict[str, str]) -> None:
        self.data, self.config, self.tokens = data, config, tokens
        self.port = quiet_port()
        self.log_file = data.with_name(data.name + ".log")
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def move_to(self, data: Path) -> None:
        """Keep the data somewhere else from now on; only between a stop and a start."""
        shutil.move(self.data, data)
        self.data = data

    def traces(self) -> str:
        """Return the log from its first stack trace on; nothing when there is none."""
        _, found, rest = self.log.partition("Traceback")
        return found + rest[:3000]

    def start(self, **options) -> "Server":
        """Start the program and return when it answers."""
        self.launch(**options)
        wait_until("the server answers", self.answers)
        return self

    def launch(self, **options) -> None:
        """Start the program."""
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "server.py", "serve", "--config", self.config, "--data", self.data,
                 "--host", "127.0.0.1", "--port", str(self.port)],
                cwd=ROOT, stdout=log, stderr=log, **options,
            )  # fmt: skip

    def answers(self) -> bool:
        """Say whether the server answers now; fail if it has ended."""
        assert self.process is not None
        assert self.process.poll() is None, self.log
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=LONG_S)) as connection:
            try:
                connection.request("GET", "/healthz")
                return connection.getresponse().status == 200
            except (OSError, HTTPException):
                return False

    def kill(self) -> None:
        """Take the process away without a word, as a power cut does."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask the process to end and return its exit code."""
        return self._end(signal.SIGTERM)

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def restart(self) -> None:
        """Cut the power and start again, on the same data and port."""
        self.kill()
        self.start()

    def _end(self, number: int) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(number)
        code = self.process.wait(LONG_S)
        self.process = None
        return code


def bound_by_permissions() -> None:
    """Let a child obey the modes of files even if it is root's: root may else write everywhere."""
    if os.geteuid() == 0:
        drop_from_bounding_set, may_override_modes = 24, 1
        assert ctypes.CDLL(None).prctl(drop_from_bounding_set, may_override_modes, 0, 0, 0) == 0

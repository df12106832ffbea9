"""The program under test: a centre's data folder and the real process that serves it."""

import ctypes
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from pathlib import Path
from threading import Event
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from settings.early import async_mode
from storage.accounts import Accounts
from storage.database import open_database
from storage.place import DATABASE, settle
from tests import prepared
from tests.waiting import LONG_S, NeverHappened, wait_until

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "config.yaml"
MODES = ("eventlet", "gevent", "threading")
ENGINES = ("sqlite", "postgres")
BELOW_EPHEMERAL = range(20_000, 32_000)
PORTS_A_WORKER = 1_500
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PASSWORD = "một mật khẩu dài"
DEVICES = ("api", "kiosk", "display", "counter", "rating", "keys", "printer")
PLACED = {"keys": {"counter": "07"}}
"""Devices that stand at one place or nowhere."""
PEOPLE = {
    "lan": "officer", "minh": "officer", "huong": "guide", "dung": "department-head",
    "giang": "director", "kiem": "auditor", "quan": "admin",
}  # fmt: skip
Change = Callable[[dict[str, Any]], None]


def _mode_of(config: Path) -> str:
    text = config.read_text(encoding="utf-8")
    # What tests write is read in no time
    return str(json.loads(text)["server"]["async_mode"]) if text[0] == "{" else async_mode(config)


@dataclass(frozen=True)
class Furnished:
    """A prepared data folder, to be copied, and its tokens by name."""

    data: Path
    tokens: Mapping[str, str]


def furnish(folder: Path) -> Furnished:
    """Make a data folder with a device of each role and a person of each role."""
    with closing(open_database(folder)) as database:
        accounts = Accounts(database)
        tokens = {
            role: accounts.create_token(role, f"test {role}", **PLACED.get(role, {}))
            for role in DEVICES
        }
        tokens["kiosk K2"] = accounts.create_token("kiosk", "second kiosk", kiosk="K2")
        tokens["counter 07"] = accounts.create_token("counter", "desk of 07", counter="07")
        for name, role in PEOPLE.items():
            accounts.create_person(name, role, PASSWORD, "GTVT")
    return Furnished(folder, tokens)


def in_a_hurry(settings: dict[str, Any]) -> None:
    """Change the configuration so that nobody waits for a call's end or repetition, or a board."""
    settings["rules"].update(recall_interval_s=0, undo_s=600, second_press_s=0)
    settings["screens"]["display"]["hero_s"] = 2


def within_hours_only(settings: dict[str, Any]) -> None:
    """Change the configuration so that numbers are given within its hours alone."""
    settings["hours"]["enforced"] = True


def at_any_hour(settings: dict[str, Any]) -> None:
    """Change the configuration so that what screens say does not depend on the hour of the test."""
    settings["hours"]["week"] = {}


def write_configuration(file: Path, *changes: Change, mode: str = MODES[0]) -> Path:
    """Write the centre's own config.yaml to `file`, for one async mode, with a test's changes."""
    settings = json.loads(_shipped())
    settings["server"]["async_mode"] = mode
    settings["hours"]["enforced"] = False  # tests run at night too
    settings["screens"]["settle_s"] = 0  # tests see what comes at once, people do not
    settings["rules"]["again_within_s"] = 0  # and take the same number again and again
    settings["limits"].update(numbers_per_min=None, numbers_per_device_per_min=None)
    for change in changes:
        change(settings)
    file.write_text(_as_yaml(settings), encoding="utf-8")
    return file


def _set_database(settings: dict[str, Any], url: str) -> None:
    settings["server"]["database"] = url


@cache
def _shipped() -> str:
    return _as_yaml(YAML(typ="safe").load(CONFIG.read_text(encoding="utf-8")))


def _as_yaml(settings: dict[str, Any]) -> str:
    """Return settings as JSON, which is YAML too and is written in no time."""
    return json.dumps(settings, ensure_ascii=False, indent=1, default=str)


def _shuffle_ports() -> Iterator[int]:
    """Yield the ports of this test process, again and again.

    A server that is down for a moment keeps its port: the system gives none of these to an outgoing
    connection, no other worker of this run has them, and each is given anew as late as possible.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    shares = len(BELOW_EPHEMERAL) // PORTS_A_WORKER
    own = BELOW_EPHEMERAL[worker % shares * PORTS_A_WORKER :][:PORTS_A_WORKER]
    return cycle(random.sample(own, len(own)))


_PORTS = _shuffle_ports()


def quiet_port() -> int:
    """Return a free port that nobody else is given meanwhile, see `_shuffle_ports`."""
    for port in islice(_PORTS, 50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise NeverHappened("a free port")


def is_there(number: int) -> bool:
    """Say whether a process runs; one that has ended and was not asked how is none."""
    status = Path(f"/proc/{number}/stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def run(
    *arguments: object, expect: int = 0, stdin: str = "", **options: Any
) -> subprocess.CompletedProcess[str]:
    """Run one command of the program's command line to its end; return the process.

    `options` are those of subprocess.run; a command without any may be forked.
    """
    command = ["server.py", *map(str, arguments)]
    forked = None if options else prepared.run(command, stdin, LONG_S)
    if forked is not None:
        done = subprocess.CompletedProcess(command, *forked)
    else:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=LONG_S, check=False,
            **options,
        )  # fmt: skip
    assert done.returncode == expect, (done.returncode, done.stdout, done.stderr)
    return done


def server_in(
    folder: Path,
    *changes: Change,
    furnished: Furnished,
    mode: str = MODES[0],
    at: str | None = None,
    stands_still: bool = False,
    url: str | None = None,
) -> "Server":
    """Prepare a centre in a folder of its own; its server does not run yet.

    `changes` are made to the centre's config.yaml. `furnished`: the data to begin with. `at`: the
    local time, like 2026-11-23T06:59:50, else it is now; with `stands_still` it stays so. `url`: a
    database on PostgreSQL that has the furnished data.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    shutil.copytree(furnished.data, data)
    if url is not None:
        (data / DATABASE).unlink()
        settle(data, url)
        changes = (*changes, partial(_set_database, url=url))
    config = write_configuration(folder / "config.yaml", *changes, mode=mode)
    server = Server(data, config, furnished.tokens)
    if at is not None:
        server.set_clock(at, stands_still=stands_still)
    return server


class Server:
    """A centre's data and configuration, a port of its own, and the process, if it runs now."""

    def __init__(
        self, data: Path, config: Path = CONFIG, tokens: Mapping[str, str] | None = None
    ) -> None:
        """Look at what is there already; `server_in` prepares it."""
        self.data, self.config, self.tokens = data, config, tokens or {}
        self.log_file = data.with_name(data.name + ".log")
        self.port = quiet_port()
        self.process: subprocess.Popen[bytes] | prepared.Forked | None = None
        self._starts, self._heard = 0, "nothing"
        self._clock_file = data.with_name("clock")

    @property
    def url(self) -> str:
        """The server's address; the same after a restart."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        """What the server has printed so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def traces(self) -> str:
        """Return the log from its first stack trace on; nothing when there is none."""
        _, found, rest = self.log.partition("Traceback")
        return found + rest[:3000]

    def move_to(self, data: Path) -> None:
        """Keep the data somewhere else from now on; only between a stop and a start."""
        shutil.move(self.data, data)
        self.data = data

    def token(self, role: str, **place: str) -> str:
        """Create a device's token."""
        with closing(open_database(self.data)) as database:
            return Accounts(database).create_token(role, f"test {role}", **place)

    def set_clock(self, local: str, *, stands_still: bool = False, was_wrong: bool = False) -> None:
        """Let it be that local time of the centre; it goes on from there, or stands still.

        Within the day the time up to then has gone by, unless the clock `was_wrong`.

        A server whose clock is set goes by it from its next start on, others by the wall's.
        """
        moment = datetime.fromisoformat(local).replace(tzinfo=ZONE)
        ahead = (moment - datetime.now(UTC)).total_seconds()
        fresh = self._clock_file.with_suffix(".new")
        said = moment.isoformat() if stands_still else str(ahead)
        fresh.write_text(f"{said} set" if was_wrong else said, encoding="ascii")
        fresh.replace(self._clock_file)

    def start(self, *command: object, **options: Any) -> "Server":
        """Start the program and return when it answers; `options` are Popen's."""
        self.launch(*command, **options)
        try:
            wait_until("the server answers", self.answers)
        except NeverHappened as fault:
            fault.add_note(f"Heard last: {self._heard}. Said, and stood at:")
            fault.add_note(self._ask_where_it_stands())
            raise
        return self

    def launch(self, *command: object, **options: Any) -> None:
        """Start the program, to serve the centre unless another command is given."""
        arguments = [*map(str, ["server.py", *command] if command else self._serve())]
        if not options:
            mode = None if command else _mode_of(self.config)
            self.process = prepared.start(arguments, self.log_file, mode)
            if self.process is not None:
                return
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **options,
            )  # fmt: skip

    def _serve(self) -> list[object]:
        if self._clock_file.exists():
            self._starts += 1
            by_clock = ["-m", "tests.serving_by_clock", self.config, self.data, self._clock_file]
            return [*by_clock, self.port, self._starts]
        serve = ["server.py", "serve", "--config", self.config, "--data", self.data]
        return [*serve, "--host", "127.0.0.1", "--port", self.port]

    def answers(self) -> bool:
        """Say whether the server answers now; fail if it has ended."""
        assert self.process is not None
        assert self.process.poll() is None, self.log
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=LONG_S / 2)) as connection:
            try:
                connection.request("GET", "/healthz")
                answer = connection.getresponse()
                self._heard = f"{answer.status} {answer.read(300)!r}"
                return answer.status == 200
            except (OSError, HTTPException) as fault:
                self._heard = repr(fault)
                return False

    def signal(self, number: int) -> None:
        """Send a signal to the process."""
        assert self.process is not None
        self.process.send_signal(number)

    def kill(self) -> None:
        """Take the process away without a word, as a power cut does, if it is there."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask the process to end and return its exit code; 0 if it is not there."""
        return self._end(signal.SIGTERM)

    def restart(self) -> None:
        """Cut the power and start again, on the same data and port."""
        self.kill()
        self.start()

    def _ask_where_it_stands(self) -> str:
        self.signal(signal.SIGUSR2)
        Event().wait(1)
        return self.log

    def _end(self, number: int) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(number)
        code = self.process.wait(LONG_S)
        self.process = None
        return code


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve, also if it serves already; in the end it stops in time, is well and left no trace."""
    try:
        if server.process is None:
            server.start()
        yield server
        assert server.stop() == 0
        assert not server.traces(), server.traces()
    finally:
        server.kill()


def bound_by_permissions() -> None:
    """Let a child obey the modes of files even if it is root's: root may else write everywhere."""
    if os.geteuid() == 0:
        drop_from_bounding_set, may_override_modes = 24, 1
        assert ctypes.CDLL(None).prctl(drop_from_bounding_set, may_override_modes, 0, 0, 0) == 0

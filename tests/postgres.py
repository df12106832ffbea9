"""A server of PostgreSQL for tests: Debian's program, in a folder of its own, on loopback."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from storage.migrating import move_to_postgres
from tests.program import quiet_port
from tests.waiting import LONG_S, wait_until

USER = "xinmoi"
SETTINGS = {"listen_addresses": "127.0.0.1", "shared_buffers": "16MB", "max_connections": "60"}


class PostgresServer:
    """Started by the first test that asks for it; keeps what it stores, as a real one does."""

    _names = count(1)
    """Of databases, for all servers: one that was copied from another has its databases too."""

    def __init__(self, copied_from: "PostgresServer | None" = None, **settings: str) -> None:
        """Make its folder; `settings`: other than usual.

        `copied_from`: a server that runs, whose standby it will be.
        """
        self._account = _find_account()
        # Not below pytest's own folder, which nobody else may enter
        self._folder = Path(tempfile.mkdtemp(prefix="xinmoi-postgres-"))
        if self._account:
            os.chown(self._folder, self._account["user"], self._account["group"])
        self._settings = {**SETTINGS, "unix_socket_directories": str(self._folder), **settings}
        self.port = quiet_port()
        self._copied: dict[Path, str] = {}
        self._process: subprocess.Popen[bytes] | None = None
        data = self._folder / "data"
        if copied_from is None:
            trusting = ("-U", USER, "-A", "trust")
            self._run("initdb", "-D", data, *trusting, "-E", "UTF8", "--locale=C", "-N")
        else:
            of = copied_from.url("postgres")
            self._run("pg_basebackup", "-D", data, "-d", of, "-R", "-c", "fast", "-N")

    def start(self, preload: Path | None = None, **settings: str) -> "PostgresServer":
        """Start it and return when it answers; `preload`: a library that changes the system's."""
        self._settings |= settings
        environment = {**os.environ, **({"LD_PRELOAD": str(preload)} if preload else {})}
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [_find("postgres"), "-D", self._folder / "data", "-p", str(self.port), *options],
                cwd=self._folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=environment, **self._account,
            )  # fmt: skip
        wait_until("PostgreSQL answers", self._answers)
        return self

    def stop(self, how: int = signal.SIGINT) -> None:
        """End it: SIGINT cuts every connection; SIGQUIT is no better than a power cut."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(LONG_S)
            self._process = None

    def create_database(self) -> str:
        """Return the address of a new, empty database."""
        return self._create("")

    def create_copy_of(self, folder: Path) -> str:
        """Return the address of a new database that holds what a data folder does."""
        if folder not in self._copied:
            url = self.create_database()
            with tempfile.TemporaryDirectory() as copy:
                data = shutil.copytree(folder, Path(copy) / "data")
                move_to_postgres(data, url, lambda *_: None)
            self._copied[folder] = url.rpartition("/")[2]
        return self._create(f" TEMPLATE {self._copied[folder]}")

    def drop_database(self, url: str) -> None:
        """Take a database away, whoever uses it."""
        self.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def execute(self, statement: str) -> list[Any]:
        """Carry out a statement of the server's administrator; return what it gives."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            done = connection.execute(statement.encode())
            return done.fetchall() if done.description else []

    def cut_all(self) -> None:
        """Cut every connection of the program."""
        mine = "SELECT pid FROM pg_stat_activity WHERE application_name = 'xinmoi'"
        self.execute(f"SELECT pg_terminate_backend(pid) FROM ({mine}) AS mine")

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def remove(self) -> None:
        """End it and remove its folder."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder)

    def _create(self, like: str) -> str:
        name = f"centre_{next(self._names)}"
        self.execute(f"CREATE DATABASE {name}{like}")
        return self.url(name)

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._folder / "log").read_text()
        with suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres")):
            return True
        return False

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [_find(program), *map(str, arguments)],
            cwd=self._folder, capture_output=True, text=True, check=False, **self._account,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr


def _find(program: str) -> str:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    assert found, "apt-get install postgresql"
    return str(found[-1])


def _find_account() -> dict[str, Any]:
    """Return as whom it runs: it refuses to be run by the administrator."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("nobody")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

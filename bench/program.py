"""The real server as a child process, for a bench to measure."""

import resource
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

from ruamel.yaml import YAML

from tests.program import CONFIG, ROOT, Server

__all__ = ["CONFIG", "ROOT", "Program", "data_folder", "serving"]


@dataclass(frozen=True)
class Program:
    """A running server and a token of role api."""

    server: Server
    token: str

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port

    def rss_kb(self) -> int:
        """Return the resident memory of the server, in kilobytes."""
        assert self.server.process is not None
        return held_kb(self.server.process.pid)


def held_kb(process: int | str, which: str = "VmRSS") -> int:
    """Return the memory that a process holds, `VmHWM`: has ever held, in kilobytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if which in line))


def open_many_files(most: int) -> None:
    """Let this process, and those it starts, have so many files and sockets open."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, most), hard))


@contextmanager
def data_folder() -> Iterator[Path]:
    """Give a throw-away folder on the disk of the repository, where a centre's data would be."""
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        yield data


def write_configuration(
    file: Path,
    *,
    limited: bool = False,
    database: str | None = None,
    without: Sequence[str] = (),
    push_service: str | None = None,
) -> Path:
    """Write the centre's configuration to `file`, for any hour; `limited`: with its limits.

    Else without them, for all clients of a bench come from one address. `without`: some of them.
    `push_service`: the address of the one by which phones are told.
    """
    yaml = YAML()
    settings = yaml.load(CONFIG.read_text(encoding="utf-8"))
    if not limited:
        settings["limits"] = None
    for limit in without:
        settings["limits"][limit] = None
    settings["hours"]["enforced"] = False
    settings["server"]["database"] = database
    if push_service is not None:
        push = {"contact": "mailto:it@centre.example", "services": [push_service]}
        settings["screens"]["phone"]["push"] = push
    with file.open("w", encoding="utf-8") as text:
        yaml.dump(settings, text)
    return file


@contextmanager
def serving(
    folder: Path,
    *command: object,
    environment: Mapping[str, str] | None = None,
    config: Path | None = None,
) -> Iterator[Program]:
    """Serve the data in `folder`, or run another command that serves, until the block ends.

    By the centre's own configuration without its limits, unless another is given.
    """
    server = Server(folder, config or write_configuration(folder.with_name("config.yaml")))
    token = "" if command else server.token("api")
    try:
        arguments = [*command, "--port", server.port] if command else []
        server.start(*arguments, env={**environ, **(environment or {})})
        yield Program(server, token)
    finally:
        server.stop()

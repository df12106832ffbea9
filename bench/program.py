"""The real server as a child process, for a bench to measure."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

ROOT = Path(__file__).parent.parent
START_S = 30.0


@dataclass(frozen=True)
class Program:
    """A running server: where it listens, its data folder and a token of role api."""

    port: int
    data: Path
    token: str
    process: subprocess.Popen[bytes]

    def rss_kb(self) -> int:
        """Return the resident memory of the server, in kilobytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(next(line.split()[1] for line in status.splitlines() if "VmRSS" in line))

    def kill(self) -> None:
        """Take the server away without a word, as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


@contextmanager
def data_folder() -> Iterator[Path]:
    """Give a throw-away folder on the disk of the repository, where a centre's data would be."""
    (ROOT / "var").mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="bench-", dir=ROOT / "var") as folder:
        yield Path(folder)


@contextmanager
def serving(
    folder: Path, *, port: int = 0, environment: Mapping[str, str] | None = None,
    command: str = "serve", config: Path | None = None,
) -> Iterator[Program]:  # fmt: skip
    """Serve a centre from `folder`, that of config.yaml by default; stop by its own process id."""
    port = port or free_port()
    arguments = [sys.executable, "server.py", command, "--port", str(port)]
    arguments += ["--config", str(config)] if config else []
    arguments += ["--data", str(folder), "--host", "127.0.0.1"] if command == "serve" else []
    process = subprocess.Popen(
        arguments, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield Program(port, folder, _token(folder) if command == "serve" else "", process)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(10)


def free_port() -> int:
    """Return a port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + START_S
    while monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with code {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return
        except OSError:
            sleep(0.02)
    raise SystemExit("the server did not start in time")


def _token(folder: Path) -> str:
    made = subprocess.run(
        [sys.executable, "server.py", "token", "--role", "api", "--name", "bench",
         "--data", str(folder)],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return made.stdout.strip()

"""Podman with a storage and a network of its own, which `remove` deletes.

What stays is what podman leaves of every network: empty chains in the host's packet filter.
"""

import os
import resource
import shutil
import subprocess
import tempfile
from pathlib import Path
from time import monotonic

from tests.waiting import LONG_S

BASE = "docker.io/library/debian:bookworm-slim"
NETWORK = "xinmoi-test"
ADDRESSES = Path("/var/lib/cni/networks") / NETWORK
"""Where Debian 12's podman notes which addresses of a network it gave; it never deletes that."""
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
WITHIN_S = 540.0
"""So long after the start nothing more is begun, and what runs is ended."""
MOST_PROCESSES = 4096
UNREAD = ("man", "doc", "locale")
"""Folders of /usr/share that Debian's slim image leaves out."""


class Failed(Exception):
    """A command ended otherwise than it should, or took too long; the text is what it said."""


class Podman:
    """Everything podman is asked for goes through `run`."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="xinmoi-image-"))
        self._ends = monotonic() + WITHIN_S
        own = {"root": "storage", "runroot": "run", "tmpdir": "tmp", "network-config-dir": "net"}
        self._command = ["podman", "--runtime", "runc", "--cgroup-manager", "cgroupfs"]
        # Without systemd it says at each step that nobody will ask for the health by the clock
        self._command += ["--log-level", "fatal"]
        for option, name in own.items():
            (self.folder / name).mkdir()
            self._command += [f"--{option}", str(self.folder / name)]

    def run(self, *arguments: object, limit_s: float = LONG_S, expected: int | None = 0) -> str:
        """Return what a command of podman prints; `expected` None: however it ends."""
        return self._run([*self._command, *map(str, arguments)], limit_s, expected)

    def make_base(self) -> None:
        """Put Debian's slim image together from Debian's packages: no registry is asked for it."""
        base = self.folder / "base.tar"
        fewer = [f"--dpkgopt=path-exclude=/usr/share/{each}/*" for each in UNREAD]
        self._run(["mmdebstrap", "--variant=minbase", *fewer, "bookworm", str(base)], 180)
        self.run("import", base, BASE)
        base.unlink()

    def build(self, file: Path, tag: str) -> None:
        """Build an image from the checkout; what this machine trusts is trusted while it is."""
        where = file.parents[1]
        trusted = f"{CERTIFICATES}:/usr/local/share/ca-certificates/of-the-host.crt:ro"
        self.run(
            "build", "--pull=never", "--format", "docker", "--volume", trusted, "--file", file,
            # One that is cut short would leave its addresses in another network behind
            "--network", "host", "--tag", tag, where, limit_s=400,
        )  # fmt: skip

    def start(self, *arguments: object, port: int | None = None) -> str:
        """Start a container in the background and return its id; `port` of the host leads to it."""
        place: tuple[object, ...] = ("--network", "none")
        if port is not None:
            place = ("--network", NETWORK, "--publish", f"127.0.0.1:{port}:8080")
        return self.run("run", *limits(), "--detach", *place, *arguments).strip()

    def make_network(self) -> None:
        """Make the network that `start` puts containers with a port into."""
        self.run("network", "create", NETWORK)

    def remove(self) -> None:
        """End and delete the containers, their network and the whole storage."""
        self._ends = monotonic() + LONG_S
        self.run("rm", "--all", "--force", "--time", 0, expected=None)
        self.run("network", "rm", "--force", NETWORK, expected=None)
        mounted = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
        for place in reversed([each for each in mounted if each.startswith(f"{self.folder}/")]):
            self._run(["umount", place], LONG_S, None)
        shutil.rmtree(self.folder)
        shutil.rmtree(ADDRESSES, ignore_errors=True)

    def _run(self, command: list[str], limit_s: float, expected: int | None = 0) -> str:
        """Run a command within its time, and all of them within theirs."""
        limit_s = max(1.0, min(limit_s, self._ends - monotonic()))
        with subprocess.Popen(
            command,
            env={**os.environ, "TMPDIR": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as program:
            try:
                out, said = program.communicate(timeout=limit_s)
            except BaseException as late:
                program.terminate()  # it ends what it has started
                if isinstance(late, subprocess.TimeoutExpired):
                    raise Failed(f"{' '.join(command)}: not within {limit_s:.0f} s") from None
                raise
        if expected is not None and program.returncode != expected:
            raise Failed(f"{' '.join(command)}: {program.returncode}\n{out[-2000:]}{said[-4000:]}")
        return out if expected == 0 else out + said


def limits() -> list[str]:
    """Limits of a container, no higher than this process may set where its own are bounded."""
    _, files = resource.getrlimit(resource.RLIMIT_NOFILE)
    asked = {"nofile": min(files, 65_536), "nproc": MOST_PROCESSES}
    return [f"--ulimit={name}={many}:{many}" for name, many in asked.items()]

"""How much memory and how many threads this process may use, and whether that is enough."""

import sys
from collections.abc import Iterator
from pathlib import Path

from web.arrivals import THREADS
from web.settings import AsyncMode

if sys.platform != "win32":
    import resource

ENOUGH_BYTES = 900 * 2**20
"""For the server of a centre with a thousand phones, its figures and its voice."""
OWN_THREADS = 100
"""Writing, counting and speaking: so many at most, whatever serves the connections."""
ROOT = Path("/")
Line = tuple[str, str, str]


def advise_on_limits(mode: AsyncMode, root: Path = ROOT) -> list[str]:
    """Return a sentence for each limit that is low for a server of this `async_mode`."""
    return [what for state, _, what in examine_limits(mode, root) if state != "ok"]


def examine_limits(mode: AsyncMode, root: Path = ROOT) -> Iterator[Line]:
    """Yield the lines about memory and threads; none of what the system does not tell.

    `root`: where the system's own files are.
    """
    memory = _find_memory(root)
    if memory is not None:
        what = f"{memory / 2**20:,.0f} MB for the server"
        if memory < ENOUGH_BYTES:
            advice = f"{what}, a full hall takes up to {ENOUGH_BYTES / 2**20:,.0f}: raise MemoryMax"
            yield "warning", "memory", f"{advice} of the service or ulimit -v, or add memory"
        else:
            yield "ok", "memory", what
    threads, wanted = _find_threads(root), OWN_THREADS + (THREADS if mode == "threading" else 0)
    if threads is not None and threads < wanted:
        advice = f"{threads:,} for this user or service, async_mode {mode} takes up to {wanted:,}"
        yield "warning", "threads", f"{advice}: raise TasksMax of the service or ulimit -u"
    else:
        yield "ok", "threads", f"the {wanted:,} that it may take are let"


def _find_memory(root: Path) -> int | None:
    """Return the bytes that this process may use, None: not known here."""
    if sys.platform == "win32":
        return None
    found = [
        _soft(resource.RLIMIT_AS),
        _soft(resource.RLIMIT_DATA),
        *_read_groups(root, "memory.max"),
    ]
    meminfo = root / "proc/meminfo"
    if meminfo.is_file():
        total = next(line for line in meminfo.read_text().splitlines() if "MemTotal" in line)
        found.append(int(total.split()[1]) * 1024)
    return min((each for each in found if each is not None), default=None)


def _find_threads(root: Path) -> int | None:
    """Return how many threads this process may have, None: as many as it likes, or not known."""
    if sys.platform == "win32":
        return None
    found = [_soft(resource.RLIMIT_NPROC), *_read_groups(root, "pids.max")]
    return min((each for each in found if each is not None), default=None)


def _soft(which: int) -> int | None:
    soft, _ = resource.getrlimit(which)
    return None if soft == resource.RLIM_INFINITY else soft


def _read_groups(root: Path, name: str) -> Iterator[int | None]:
    """Yield a limit of each control group around this process: the lowest holds."""
    groups, own = root / "sys/fs/cgroup", root / "proc/self/cgroup"
    lines = own.read_text().splitlines() if own.is_file() else []
    path = next((line[3:] for line in lines if line.startswith("0::")), "")
    group = groups / path.strip("/")
    for each in (group, *group.parents):
        file = each / name
        if each.is_relative_to(groups) and file.is_file():
            limit = file.read_text().strip()
            yield int(limit) if limit.isdigit() else None

"""What each test needs beside this process: a browser, a server, another program; or much time.

Nobody keeps a list: what it needs is seen from the fixtures that a test asks for, from what its
module imports, and from its folder; a test or a module that takes a second marks itself as long.
`./run test --quick` leaves all of them out.
"""

import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BROWSER, PROCESSES, LONG = "browser", "processes", "long"
MARKERS = {
    BROWSER: "needs a browser",
    PROCESSES: "starts a server or another program",
    LONG: "takes a second or more",
}
ASKED_FOR = {
    "browser": BROWSER, "browser_type": BROWSER, "furnished": PROCESSES,
    "postgres_server": PROCESSES,
}  # fmt: skip
"""By the name of a fixture: what a test needs that asks for it."""
SECONDS = {"new_server": 6.0, "crowd": 6.0, "browser": 2.0, "new_centre": 1.0, "standing": 0.1}
"""By the name of a fixture: about how long a test takes that asks for it."""
FOLDERS = {"tests/journeys": PROCESSES, "tests/looks": BROWSER, "speech/engines": PROCESSES}
"""By a part of the path: what all tests below it need."""
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium-headless-shell")
"""Debian's Chromium without its windows: the same pages for a tenth less of the processor."""
SWITCHES = ["--no-sandbox", "--font-render-hinting=none"]
"""What it is always started with; the letters are then as wide as in a window."""
NOT_HERE = {
    "server.py",
    "tests.prepared",
    "espeak-ng",
    "zbarimg",
    "tesseract",
    "soffice",
    "pdftotext",
    "chromium-headless-shell",
    "Xvfb",
    "firefox-esr",
}
NOT_HERE |= {"nginx", "caddy", "haproxy", "openssl", "postgres", "initdb", "wine64"}
"""What a quick run never starts: the program as a whole, and what Debian's packages bring."""


def mark(items: Iterable[pytest.Item]) -> None:
    """Mark each test with what it needs."""
    for item in items:
        for need in needs_of(item):
            item.add_marker(need)


def needs_of(item: pytest.Item) -> set[str]:
    """Return what a test needs beside this process."""
    found = {ASKED_FOR[name] for name in getattr(item, "fixturenames", ()) if name in ASKED_FOR}
    found |= {need for part, need in FOLDERS.items() if f"/{part}/" in item.path.as_posix()}
    if starts_processes(getattr(item, "module", None)):
        found.add(PROCESSES)
    return found


@cache
def starts_processes(module: ModuleType | None) -> bool:
    """Say whether a module can start a process, one of the tests also by what it imports."""
    if module is None or module is subprocess:
        return module is subprocess
    if not module.__name__.startswith("tests."):
        return any(each is subprocess for each in vars(module).values())
    return any(starts_processes(other) for other in _used_by(module) if other is not module)


def _used_by(module: ModuleType) -> set[ModuleType]:
    """Return the modules that a module imports, or whose functions and classes it does."""
    found = set()
    for each in vars(module).values():
        if isinstance(each, ModuleType):
            found.add(each)
        elif isinstance(home := getattr(each, "__module__", None), str) and home in sys.modules:
            found.add(sys.modules[home])
    return found


def longest_files_first(items: list[pytest.Item]) -> None:
    """Put the tests in order by how long their files may take; the order within a file stays."""
    seconds: defaultdict[Path, float] = defaultdict(float)
    for item in items:
        asked_for = getattr(item, "fixturenames", ())
        seconds[item.path] += sum(SECONDS[name] for name in SECONDS if name in asked_for)
    items.sort(key=lambda item: (-seconds[item.path], str(item.path)))


def leave_out(items: list[pytest.Item]) -> tuple[list[pytest.Item], Counter[str]]:
    """Take the tests that need more than this process out of `items`; return them, and of what."""
    kept: list[pytest.Item] = []
    out: list[pytest.Item] = []
    why = Counter[str]()
    for item in items:
        need = next((name for name in MARKERS if item.get_closest_marker(name)), None)
        (kept if need is None else out).append(item)
        if need is not None:
            why[need] += 1
    items[:] = kept
    return out, why


def start_no_process() -> None:
    """From now on, whoever starts the server or another's program fails: it was not foreseen."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen":
            command = [str(part) for part in (arguments[0], *arguments[1])]
            if NOT_HERE & {Path(part).name for part in command}:
                raise AssertionError(f"a quick test starts {command}; see tests/needs.py")

    sys.addaudithook(refuse)

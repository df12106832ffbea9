"""The server's own print agent: a process beside it, for the printers that it reaches itself."""

import logging
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from web.background import Background
from web.callers import Caller, Guard
from web.roles import Role

POLL_S, LONGEST_PAUSE_S = 1.0, 30.0
SERVER = Path(__file__).parents[3] / "server.py"
log = logging.getLogger("xinmoi.paper")


class OwnAgent:
    """Starts the agent when there is a printer for it, and again when it has ended by itself."""

    def __init__(self, background: Background, guard: Guard, needed: Callable[[], bool]) -> None:
        """Supervise it in the background; `needed`: whether there is a printer for it now."""
        self._background, self._guard, self._needed = background, guard, needed
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before, self._pause_s, self._stopped = 0.0, POLL_S, False

    def start(self, url: str) -> None:
        """Keep an agent of the server at `url` running from now on; return at once."""
        token = self._guard.issue_internal_token(Caller("print-agent", Role.PRINTER, "print agent"))
        self._background.every(POLL_S, partial(self._supervise, url, token), "the print agent")

    def stop(self) -> None:
        """End the agent; a slip in its hands is finished, and reported to nobody."""
        self._stopped = True
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()

    def _supervise(self, url: str, token: str) -> None:
        if self._process is not None and self._process.poll() is None:
            self._pause_s = POLL_S
        elif self._process is not None:
            log.warning("the print agent has ended (%s); another is started", self._process.poll())
            self._process, self._not_before = None, monotonic() + self._pause_s
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)
        elif self._needed() and monotonic() >= self._not_before and not self._stopped:
            self._process = _start_process(url, token)


def _start_process(url: str, token: str) -> subprocess.Popen[bytes]:
    """Start an agent. Its token is on no command line; the end of the pipe ends it with us."""
    command = [sys.executable, str(SERVER), "print-agent", "--server", url, "--token", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(f"{token}\n".encode())
    process.stdin.flush()
    return process

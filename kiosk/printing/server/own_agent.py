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
from web.processes import Duties
from web.roles import Role

POLL_S, LONGEST_PAUSE_S = 1.0, 30.0
DUTY = "print agent"
GOES_ON_S = 5.0
"""So long the agent stays after the duty was lost: it may have been the database for a moment."""
SERVER = Path(__file__).parents[3] / "server.py"
log = logging.getLogger("xinmoi.paper")


class OwnAgent:
    """Starts the agent when there is a printer for it, and again when it has ended by itself.

    Of several processes of a centre one has it, whose computer must reach the printers.
    """

    def __init__(
        self, background: Background, guard: Guard, duties: Duties, needed: Callable[[], bool]
    ) -> None:
        """Supervise it in the background; `needed`: whether there is a printer for it now."""
        self._background, self._guard, self._needed = background, guard, needed
        self._duties, self._on_duty_at = duties, -GOES_ON_S
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before, self._pause_s, self._stopped = 0.0, POLL_S, False

    def start(self, url: str) -> None:
        """Keep an agent of the server at `url` running from now on; return at once."""
        token = self._guard.issue_internal_token(Caller("print-agent", Role.PRINTER, "print agent"))
        self._background.every(POLL_S, partial(self._supervise, url, token), "the print agent")

    def stop(self) -> None:
        """End the agent; a slip in its hands is finished, and reported to nobody."""
        self._stopped = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()

    def _supervise(self, url: str, token: str) -> None:
        on_duty = self._needed() and self._duties.has(DUTY)
        if on_duty:
            self._on_duty_at = monotonic()
        if monotonic() - self._on_duty_at > GOES_ON_S:
            self._end()
        elif self._process is not None and self._process.poll() is None:
            self._pause_s = POLL_S
        elif self._process is not None:
            log.warning("the print agent has ended (%s); another is started", self._process.poll())
            self._process, self._not_before = None, monotonic() + self._pause_s
            self._pause_s = min(2 * self._pause_s, LONGEST_PAUSE_S)
        elif on_duty and monotonic() >= self._not_before and not self._stopped:
            self._process = _start_process(url, token)


def _start_process(url: str, token: str) -> subprocess.Popen[bytes]:
    """Start an agent. Its token is on no command line; the end of the pipe ends it with us."""
    command = [sys.executable, str(SERVER), "print-agent", "--server", url, "--token", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(f"{token}\n".encode())
    process.stdin.flush()
    return process

"""The server's own print agent: a process beside it, for the printers that it reaches itself."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from web.runtime import Runtime
from web.sign_in import Caller, Guard

LOOK_S = 1.0
SOONEST_S, LATEST_S = 1, 30
SERVER = Path(__file__).parent.parent.parent / "server.py"
log = logging.getLogger("xinmoi.paper")


class OwnAgent:
    """Starts the agent while there is a printer for it, and again when it has ended by itself."""

    def __init__(self, runtime: Runtime, guard: Guard, needed: Callable[[], bool]) -> None:
        """Look after the agent in `runtime`; `needed`: whether there is a printer for it now."""
        self._runtime, self._guard, self._needed = runtime, guard, needed
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def keep(self, url: str) -> None:
        """Keep an agent of the server at `url` from now on; returns at once."""
        token = self._guard.lend(Caller("print-agent", "printer", "print agent"))
        self._runtime.spawn(self._look_after, url, token)

    def end(self) -> None:
        """End the agent; a slip in its hands is finished and reported to nobody."""
        self._ended = True
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()

    def _look_after(self, url: str, token: str) -> None:
        pause_s = SOONEST_S
        while not self._ended:
            if self._needed() and self._process is None:
                self._process = _started(url, token)
            self._runtime.sleep(pause_s)
            if self._process is None or self._process.poll() is None:
                pause_s = SOONEST_S
                continue
            log.warning("the print agent has ended (%s); another is started", self._process.poll())
            self._process, pause_s = None, min(2 * pause_s, LATEST_S)


def _started(url: str, token: str) -> subprocess.Popen[bytes]:
    """Start an agent; its token is on no command line; the pipe's end tells that we are gone."""
    command = [sys.executable, str(SERVER), "print-agent", "--server", url, "--token", "-"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    assert process.stdin is not None
    process.stdin.write(f"{token}\n".encode())
    process.stdin.flush()
    return process

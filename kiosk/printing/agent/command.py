"""`./run print-agent`: the agent as a program of its own."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from kiosk.printing.agent.agent import Agent
from kiosk.printing.agent.server_link import ServerLink
from web.agents.pairing import Say
from web.agents.program import OnRefusal, prepare, run_beside, work_paired
from web.roles import Role

FROM_STDIN = "-"
FILE = "print-agent.json"


def print_agent(server: str, token: str) -> int:
    """Print for a server until SIGTERM or SIGINT; return 0, or 1 if it failed.

    The token `-` is read from standard input, whose end then ends the agent too: whoever has
    started it is gone.
    """
    stop = prepare()
    if token == FROM_STDIN:
        token = sys.stdin.readline().strip()
        threading.Thread(target=_stop_at_end_of_input, args=(stop,), daemon=True).start()
    program = _Program(stop)
    return program.run(lambda: program.work(server, token, lambda _code: None, stop))


def print_paired(server: str, folder: Path, say: Say) -> int:
    """Print like `print_agent`, with the token that is kept in the folder; see `work_paired`."""
    stop = prepare()
    program = _Program(stop)
    file = folder / FILE
    return program.run(lambda: work_paired(server, file, Role.PRINTER, say, stop, program.work))


class _Program:
    """The agent that the server knows now, if any, beside the first thread."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._agent: Agent | None = None

    def run(self, work: Callable[[], None]) -> int:
        """Work until told to stop, and finish what is in hand; return 0, or 1 if it failed."""
        failed = run_beside(work, self._stop)
        if self._agent is not None:
            self._agent.finish()
        return failed

    def work(self, server: str, token: str, on_refusal: OnRefusal, over: threading.Event) -> None:
        """Print as the device with this token until `over` is set."""
        link = ServerLink(server, token, on_refusal)
        threading.Thread(target=link.run, args=(over,), daemon=True).start()
        threading.Thread(target=_end_at_stop, args=(over, link), daemon=True).start()
        self._agent = Agent(link, over)
        self._agent.run()


def _stop_at_end_of_input(stop: threading.Event) -> None:
    while sys.stdin.read(1):
        pass
    stop.set()


def _end_at_stop(stop: threading.Event, link: ServerLink) -> None:
    stop.wait()
    link.end()

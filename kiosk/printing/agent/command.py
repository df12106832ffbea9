"""`./run print-agent`: the agent as a program of its own."""

import sys
import threading
from pathlib import Path

from kiosk.printing.agent.agent import Agent
from kiosk.printing.agent.server_link import ServerLink
from web.agents.pairing import Say
from web.agents.program import OnRefusal, prepare, work_paired
from web.roles import Role

FROM_STDIN = "-"
FILE = "print-agent.json"


def print_agent(server: str, token: str) -> int:
    """Print for a server until SIGTERM or SIGINT; return 0.

    The token `-` is read from standard input, whose end then ends the agent too: whoever has
    started it is gone.
    """
    stop = prepare()
    if token == FROM_STDIN:
        token = sys.stdin.readline().strip()
        threading.Thread(target=_stop_at_end_of_input, args=(stop,), daemon=True).start()
    _print(server, token, lambda _code: None, stop)
    return 0


def print_paired(server: str, folder: Path, say: Say) -> int:
    """Print like `print_agent`, with the token that is kept in the folder; see `work_paired`."""
    work_paired(server, folder / FILE, Role.PRINTER, say, prepare(), _print)
    return 0


def _print(server: str, token: str, on_refusal: OnRefusal, stop: threading.Event) -> None:
    link = ServerLink(server, token, on_refusal)
    threading.Thread(target=link.run, args=(stop,), daemon=True).start()
    threading.Thread(target=_end_at_stop, args=(stop, link), daemon=True).start()
    Agent(link, stop).run()


def _stop_at_end_of_input(stop: threading.Event) -> None:
    while sys.stdin.read(1):
        pass
    stop.set()


def _end_at_stop(stop: threading.Event, link: ServerLink) -> None:
    stop.wait()
    link.end()

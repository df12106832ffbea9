"""`./run print-agent`: the agent as a program of its own."""

import logging
import os
import signal
import sys
import threading
from pathlib import Path

from kiosk.printing.agent.agent import Agent
from kiosk.printing.agent.pairing import Say, forget_token, keep_token, pair, read_token
from kiosk.printing.agent.server_link import ServerLink

FROM_STDIN = "-"
UNKNOWN = "not_signed_in"
"""What the server says to a token that it does not know, or knows no more."""


def print_agent(server: str, token: str) -> int:
    """Print for a server until SIGTERM or SIGINT; return 0.

    The token `-` is read from standard input, whose end then ends the agent too: whoever has
    started it is gone.
    """
    stop = _prepare()
    if token == FROM_STDIN:
        token = sys.stdin.readline().strip()
        threading.Thread(target=_stop_at_end_of_input, args=(stop,), daemon=True).start()
    _print(ServerLink(server, token), stop)
    return 0


def print_paired(server: str, folder: Path, say: Say) -> int:
    """Print like `print_agent`, with the token that is kept in the folder.

    Without one, or once the server knows it no more, a code is shown until somebody lets this agent
    in; then its token is kept.
    """
    stop, server = _prepare(), server.rstrip("/")
    while not stop.is_set():
        token = read_token(folder, server)
        if token is None:
            token = pair(server, say, stop)
            if token is None:
                break
            keep_token(folder, server, token)
            say("Đã được duyệt / approved")
        _print_until_unknown(server, token, folder, stop)
    return 0


def _print_until_unknown(server: str, token: str, folder: Path, stop: threading.Event) -> None:
    """Print until `stop` is set, or until the server knows the token no more: it is forgotten."""
    over = threading.Event()

    def end(code: str) -> None:
        if code == UNKNOWN:
            forget_token(folder)
            over.set()

    link = ServerLink(server, token, end)
    threading.Thread(target=_pass_on, args=(stop, over), daemon=True).start()
    _print(link, over)


def _pass_on(stop: threading.Event, over: threading.Event) -> None:
    stop.wait()
    over.set()


def _prepare() -> threading.Event:
    """Prepare this process; return what is set when it is to end."""
    # The server is a neighbour: no proxy of the environment comes between
    os.environ["no_proxy"] = "*"
    # python-escpos logs every connection at the root logger
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("xinmoi").setLevel(logging.INFO)
    stop = threading.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_, lambda *_: stop.set())
    return stop


def _print(link: ServerLink, stop: threading.Event) -> None:
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

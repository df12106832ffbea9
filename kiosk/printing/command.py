"""`./run print-agent`: the agent as a program of its own."""

import logging
import signal
import sys
import threading

from kiosk.printing.agent import Agent
from kiosk.printing.server_link import ServerLink

FROM_STDIN = "-"


def print_agent(server: str, token: str) -> int:
    """Print for a server until SIGTERM or SIGINT; return 0.

    The token `-` is read from standard input, whose end then ends the agent too: whoever has
    started it is gone.
    """
    # python-escpos tells the root logger of every connection
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("xinmoi").setLevel(logging.INFO)
    stop = threading.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_, lambda *_: stop.set())
    if token == FROM_STDIN:
        token = sys.stdin.readline().strip()
        threading.Thread(target=_until_end, args=(stop,), daemon=True).start()
    link = ServerLink(server, token)
    threading.Thread(target=link.follow, args=(stop,), daemon=True).start()
    threading.Thread(target=_wake, args=(stop, link), daemon=True).start()
    Agent(link, stop).run()
    return 0


def _until_end(stop: threading.Event) -> None:
    while sys.stdin.read(1):
        pass
    stop.set()


def _wake(stop: threading.Event, link: ServerLink) -> None:
    stop.wait()
    link.wake()

"""An agent as a program: until when it runs, and with which token."""

import logging
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from web.agents.pairing import Say, forget_token, keep_token, pair, read_token
from web.roles import Role

UNKNOWN = "not_signed_in"
"""What the server says to a token that it does not know, or knows no more."""
OnRefusal = Callable[[str], None]
POLL_S = 0.5
Work = Callable[[str, str, OnRefusal, threading.Event], None]
"""`(server, token, on_refusal, stop)`: works until `stop` is set."""


def prepare() -> threading.Event:
    """Prepare this process; return what is set when it is to end."""
    # The server is a neighbour: no proxy of the environment comes between
    os.environ["no_proxy"] = "*"
    # Libraries log every connection at the root logger
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("xinmoi").setLevel(logging.INFO)
    stop = threading.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_, lambda *_: stop.set())
    return stop


def wait_for_end(stop: threading.Event) -> None:
    """Return once `stop` is set.

    It waits by and by: on Windows the first thread hears of Ctrl+C only between two waits.
    """
    while not stop.wait(POLL_S):
        pass


def run_beside(work: Callable[[], None], stop: threading.Event) -> int:
    """Do the work in a thread of its own until it ends or `stop` is set; return 1 if it failed.

    The first thread has nothing else to do and hears of signals at once: an answer that does not
    come holds up nobody.
    """
    failed = threading.Event()

    def attempt() -> None:
        try:
            work()
        except BaseException:
            failed.set()
            raise
        finally:
            stop.set()

    threading.Thread(target=attempt, daemon=True).start()
    wait_for_end(stop)
    return int(failed.is_set())


def work_paired(
    server: str, file: Path, role: Role, say: Say, stop: threading.Event, work: Work
) -> None:
    """Work with the token that is kept in the file, until `stop` is set.

    Without one, or once the server knows it no more, a code is shown until somebody lets this agent
    in; then its token is kept.
    """
    server = server.rstrip("/")
    while not stop.is_set():
        token = read_token(file, server)
        if token is None:
            token = pair(server, role, say, stop)
            if token is None:
                break
            keep_token(file, server, token)
            say("Đã được duyệt / approved")
        _work_until_unknown(server, token, file, stop, work)


def _work_until_unknown(
    server: str, token: str, file: Path, stop: threading.Event, work: Work
) -> None:
    """Work until `stop` is set, or until the server knows the token no more: it is forgotten."""
    over = threading.Event()

    def end(code: str) -> None:
        if code == UNKNOWN:
            forget_token(file)
            over.set()

    threading.Thread(target=_pass_on, args=(stop, over), daemon=True).start()
    work(server, token, end, over)


def _pass_on(stop: threading.Event, over: threading.Event) -> None:
    stop.wait()
    over.set()

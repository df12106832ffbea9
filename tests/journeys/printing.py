"""Printers of a centre under test: its configuration, and what its screens know of slips."""

import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.program import ROOT
from tests.waiting import LONG_S, wait_until
from tests.web.sockets import Socket

SERVICE = {"service": "TP"}


def with_printers(*ports, **more):
    """Return a change of the configuration: M1, M2 … on these ports, M1 at K1, M2 at K2."""

    def change(settings):
        settings["printers"] = {
            f"M{n}": {
                "names": {"vi": f"Máy in {n}"},
                "connection": "network",
                "host": "127.0.0.1",
                "port": port,
                "answer_s": 2,
                **more.get(f"M{n}", {}),
            }
            for n, port in enumerate(ports, start=1)
        }
        for kiosk, printer in zip(("K1", "K2"), settings["printers"], strict=False):
            settings["kiosks"][kiosk]["printer"] = printer
        for kiosk in ("K1", "K2")[len(ports) :]:
            settings["kiosks"][kiosk]["printer"] = None
        slip = settings["screens"]["kiosk"]["slip"]
        slip.update(more.get("slip", {}))

    return change


def start_agent(server):
    """Start a print agent in a process of its own, beside kiosk K1; whoever asks ends it."""
    token = subprocess.run(
        [sys.executable, "server.py", "token", "--role", "printer", "--kiosk", "K1", "--name",
         "agent", "--data", server.data, "--config", server.config],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=LONG_S,
    ).stdout.strip()  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "server.py", "print-agent", "--server", server.url, "--token", token],
        cwd=ROOT,
    )


@contextmanager
def watching(server, namespace, token="api"):
    """A screen of the centre, following."""
    screen = Socket(server.url, namespace, token=server.tokens[token])
    try:
        yield screen
    finally:
        screen.close()


class Kiosk:
    """What stands on kiosk K1 about its printer and its slips."""

    def __init__(self, screen):
        self._screen = screen

    @property
    def printing(self):
        return self._screen.view()["printing"] if not self._screen.views else (
            self._screen.views[-1]["printing"]
        )  # fmt: skip

    def says(self, state):
        """Wait until the printer stands so."""
        wait_until(f"printer {state}", lambda: self.printing["state"] == state)

    def slip(self, ticket, *states, cause=...):
        """Wait until the ticket's newest slip is in one of these states; return it."""

        def there():
            slip = self.printing["slips"].get(ticket)
            fits = slip is not None and slip["state"] in states
            return slip if fits and cause in (..., slip["cause"]) else None

        return wait_until(f"a slip {states}", there)


@contextmanager
def kiosk_of(server, token="kiosk"):
    with watching(server, "/kiosk", token) as screen:
        yield Kiosk(screen)


def agents_of(server):
    """Return the process ids of the print agents that the server has started."""
    children = f"/proc/{server.process.pid}/task/{server.process.pid}/children"
    return [int(pid) for pid in Path(children).read_text().split() if _is_print_agent(pid)]


def _is_print_agent(pid):
    with suppress(FileNotFoundError):
        return b"print-agent" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False

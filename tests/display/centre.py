"""A centre for the tests of the lobby: the real server, and hands for its counters."""

import subprocess
import sys
from contextlib import closing

from storage.accounts import Accounts
from storage.database import open_database
from tests.journeys.program import ROOT, Server, configuration
from tests.journeys.wire import Client
from tests.web.hours import SERVING, set_clock


def quickly(settings):
    """The shortest times that a centre may configure."""
    settings["screens"]["display"].update(hero_s=2, page_s=5, notice_s=5, turn_s=5)
    settings["voice"].update(repeats=1, rate=300, after_chime_ms=0, gap_ms=0)


class ServerAtAnHour(Server):
    """Serves the centre with a clock that the test sets; it goes on from there."""

    def set_clock(self, local):
        """Let it be that local time of the centre, like 2026-11-23T06:59:50."""
        set_clock(self.clock_file, local)

    @property
    def clock_file(self):
        return self.data.with_name("clock")

    def launch(self, **options):
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *SERVING, self.config, self.data, self.clock_file, str(self.port)],
                cwd=ROOT, stdout=log, stderr=log, **options,
            )  # fmt: skip


class Centre:
    """Serves a new data folder inside `folder`; `at` is its local time, else it is now.

    `options`: of the process, like its environment.
    """

    def __init__(self, folder, change=quickly, at=None, **options):
        data = folder / "data"
        data.mkdir()
        database = open_database(data)
        accounts = Accounts(database)
        tokens = {role: accounts.create_token(role, f"test {role}") for role in ("api", "display")}
        database.close()
        config = configuration(folder / "config.yaml", "eventlet", change)
        if at is None:
            self.server = Server(data, config, tokens).start(**options)
        else:
            self.server = ServerAtAnHour(data, config, tokens)
            self.server.set_clock(at)
            self.server.start(**options)

    @property
    def url(self):
        return self.server.url

    @property
    def token(self):
        return self.server.tokens["display"]

    def stop(self):
        self.server.stop()

    def board(self, zone="all"):
        with self._office() as office:
            return office.get(f"/api/board?zone={zone}")

    def issue(self, service, **wish):
        with self._office() as office:
            return office.done("/api/tickets", {"service": service, **wish})["ticket"]

    def at(self, counter, action, **body):
        """Press a button of a counter."""
        with self._office() as office:
            return office.done(f"/api/counters/{counter}/{action}", body)

    def _office(self):
        """A connection of its own each time: the server may have been away in between."""
        return closing(Client(self.server.port, self.server.tokens["api"]))

    def open(self, *counters):
        for counter in counters:
            self.at(counter, "open")

    def serve_next(self, counter, service, **wish):
        """Somebody comes, and the counter calls; returns the number."""
        self.issue(service, **wish)
        return self.at(counter, "finish-and-call-next")["ticket"]["number"]

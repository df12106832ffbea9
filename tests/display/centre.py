"""A centre for the tests of the lobby: the real server, and hands for its counters."""

from contextlib import closing

from storage.accounts import Accounts
from storage.database import open_database
from tests.journeys.program import Server, configuration
from tests.journeys.wire import Client


def quickly(settings):
    """The shortest times that a centre may configure."""
    settings["screens"]["display"].update(hero_s=2, page_s=5)


class Centre:
    """Serves a new data folder inside `folder`."""

    def __init__(self, folder, change=quickly):
        data = folder / "data"
        data.mkdir()
        database = open_database(data)
        accounts = Accounts(database)
        tokens = {role: accounts.create_token(role, f"test {role}") for role in ("api", "display")}
        database.close()
        config = configuration(folder / "config.yaml", "eventlet", change)
        self.server = Server(data, config, tokens).start()

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

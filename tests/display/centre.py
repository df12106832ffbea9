"""A centre for the tests of the lobby: the real server, and hands for its counters."""

from contextlib import closing
from functools import partial

from centre import assembly
from queueing.commands import IssueTicket
from settings.loading import load
from storage.database import open_database
from tests.journeys.wire import Client
from tests.program import in_a_hurry, server_in


def quickly(settings):
    """The shortest times that a centre may configure."""
    settings["screens"]["display"].update(hero_s=2, page_s=5, notice_s=5, turn_s=5)
    settings["voice"].update(repeats=1, rate=300, after_chime_ms=0, gap_ms=0)


class Centre:
    """Serves furnished data inside `folder`; `at` is its local time, else it is now.

    `crowd`: for which services somebody has taken a number before it serves. `options`: of the
    process, like its environment.
    """

    def __init__(self, furnished, folder, change=quickly, at=None, crowd=(), **options):
        self.server = server_in(folder, in_a_hurry, change, furnished=furnished, at=at)
        self.tickets = self._gather(crowd) if crowd else {}
        self.server.start(**options)

    @property
    def url(self):
        return self.server.url

    @property
    def token(self):
        return self.server.tokens["display"]

    def stop(self):
        assert self.server.stop() == 0

    def _gather(self, crowd):
        """Give numbers through the office's own door; return number -> ticket."""
        with closing(open_database(self.server.data)) as database:
            office = assembly.open_office(load(self.server.config), database, assembly.wall_clock)
            for place, service in enumerate(crowd):
                command = IssueTicket(service, follow=f"crowd-{place}", language="en")
                office.submit(command, actor="crowd", reply=lambda _hall, _entries: None)
            office.stop()
            return {ticket.number: ticket.id for ticket in office.hall.tickets.values()}

    def load(self, path):
        """Return what a board gets at this address."""
        with closing(Client(self.server.port, self.token)) as device:
            answer = device.get(path)
            assert answer.status == 200, (path, answer.status)
            return answer.text.decode()

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

    def tell(self, reason, **fields):
        """Publish a bulletin for ten minutes; returns how it is ended."""
        said = {"reason": reason, "shown_min": 10} | fields
        with self._office() as office:
            told = office.done("/api/bulletins", said)["id"]
        return partial(self._end_bulletin, told)

    def _end_bulletin(self, told):
        with self._office() as office:
            office.done(f"/api/bulletins/{told}/end", {})

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

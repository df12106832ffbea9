"""A whole centre in a data folder, without a server: database, journal, office, people, pages."""

from datetime import timedelta
from pathlib import Path

from queueing import commands as c
from queueing.office import Office
from storage.accounts import Accounts
from storage.database import open_database
from storage.journal import SqlJournal
from storage.reading import journal_end
from tests.queueing.centre import MORNING, small_centre
from web import settings as section
from web.app import Choices, build_site
from web.metrics import Metrics
from web.runtime import runtime
from web.section import Text

NAMES = section.Centre(
    names=Text(vi="Trung tâm"), city=Text(vi="Cần Thơ"), motto=Text(vi="Đúng hẹn")
)


class Centre:
    """The office of a data folder; the test turns the clock, unless `clock` goes by itself.

    `step_s`: how much time passes before each press. `options`: of the database.
    """

    def __init__(self, folder, catalogue=None, *, now=MORNING, clock=None, step_s=0.0, **options):
        self.now, self.step_s = now, step_s
        self.clock = clock or (lambda: self.now)
        self.catalogue = catalogue or small_centre()
        self.database = open_database(folder, **options)
        self.journal = SqlJournal(self.database, self.catalogue.zone_info, self.clock)
        self.office = Office(self.journal, self.catalogue, self.clock)
        self.accounts = Accounts(self.database)
        self._sites = []

    def press(self, command, after_s=None, **by):
        """Give a command; return what happened last, None when nothing did.

        With a `key` the answer is stored, so it is a number or the name of what happened.
        """
        self.now += timedelta(seconds=self.step_s if after_s is None else after_s)
        reply = _last_word if "key" in by else _last_event
        return self.office.submit(command, **({"actor": "user:lan", "reply": reply} | by))

    def issue(self, service="A", priority="normal", key=None, actor="user:lan", **fields):
        """Give a number; return what `press` does."""
        command = c.IssueTicket(service, f"follow-{self.office.hall.seq}", priority, **fields)
        return self.press(command, actor=actor, **({"key": key} if key else {}))

    def waiting(self, service="A"):
        """Return the numbers that wait, in the order of the rules."""
        return [ticket.number for ticket in self.office.hall.queue(service)]

    def last_seq(self):
        """Return the number of the last stored entry."""
        return self.database.read(journal_end)[0]

    def entries(self):
        """Return the whole journal."""
        return self.journal.entries_after(0, 1_000_000)

    def site(self, *rooms, names=NAMES, processes=None, **choices):
        """Return the site to which these rooms' pages can be added; `choices`: other than usual.

        `processes`: what it has in common with other sites, which then serve the centre together.
        """
        choices = Choices(centre=names, secret_key=b"k" * 32, version="test", **choices)
        folders = [Path(room.__file__).parent for room in rooms]
        parts = self.office, self.accounts, runtime("threading"), Metrics()
        self._sites.append(build_site(*parts, choices, folders, processes))
        return self._sites[-1]

    def close(self):
        """End what the sites do beside their requests: threads of a hundred are a heavy load."""
        for site in self._sites:
            site.background.stop()
        self.database.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def _last_event(_hall, entries):
    return entries[-1].event if entries else None


def _last_word(hall, entries):
    event = _last_event(hall, entries)
    return getattr(event, "number", type(event).__name__)

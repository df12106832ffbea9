"""The phone's pages over an office whose clock the test turns: no waiting, no browser."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import phone
from queueing import commands as c
from queueing.office import Office
from storage.citizen_words import CitizenWords
from storage.database import open_database
from storage.journal import SqlJournal
from tests.queueing.centre import MORNING, VIETNAM, named, small_centre
from web.building import Choices, build_site
from web.metrics import Metrics
from web.runtime import runtime
from web.site import Centre


class House:
    """A centre's office and the pages of its tickets."""

    def __init__(self, folder):
        self.now = MORNING
        self.database = open_database(folder)
        journal = SqlJournal(self.database, VIETNAM, lambda: self.now)
        self.office = Office(journal, small_centre(), lambda: self.now)
        choices = Choices(
            centre=Centre(named("Trung tâm"), named("Cần Thơ"), named("")),
            secret_key=b"k" * 32,
            version="test",
        )
        site = build_site(
            self.office, None, runtime("threading"), Metrics(), choices,
            [Path(phone.__file__).parent],
        )  # fmt: skip
        phone.install(site, None, CitizenWords(self.database, lambda: self.now))
        self.client = site.app.test_client()

    def press(self, command, after_min=0):
        self.now += timedelta(minutes=after_min)
        return self.office.submit(
            command, actor="user:lan", reply=lambda hall, entries: entries[-1].event
        )

    def issue(self, service="A", priority="normal"):
        return self.press(c.IssueTicket(service, f"follow-{self.office.hall.seq}", priority))

    def page(self, issued, after_min=0, query=""):
        self.now += timedelta(minutes=after_min)
        return self.client.get(f"/t/{issued.follow}{query}")

    def text(self, issued, **how):
        return self.page(issued, **how).get_data(as_text=True)


@contextmanager
def house_in(folder):
    house = House(folder)
    try:
        yield house
    finally:
        house.database.close()

"""The phone's pages over an office whose clock the test turns: no waiting, no browser."""

from contextlib import contextmanager
from datetime import timedelta

import phone
from storage.citizen_words import CitizenWords
from tests.centre import Centre


class House:
    """A centre's office and the pages of its tickets."""

    def __init__(self, centre):
        self.centre = centre
        self.site = site = centre.site(phone)
        phone.install(site, CitizenWords(centre.database, centre.clock), guidance=lambda: "C")
        self.client = site.app.test_client()

    def press(self, command, after_min=0):
        return self.centre.press(command, after_min * 60)

    def issue(self, *what, **which):
        return self.centre.issue(*what, **which)

    def page(self, issued, after_min=0, query=""):
        self.centre.now += timedelta(minutes=after_min)
        return self.client.get(f"/t/{issued.follow}{query}")

    def text(self, issued, **how):
        return self.page(issued, **how).get_data(as_text=True)


@contextmanager
def house_in(folder, catalogue=None):
    with Centre(folder, catalogue) as centre:
        yield House(centre)

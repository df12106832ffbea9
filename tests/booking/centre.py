"""The pages of bookings over an office whose clock the test turns: no waiting, no browser."""

import re
from contextlib import contextmanager
from datetime import timedelta

import booking
from booking.settings import BookingSettings
from queueing import commands as c
from queueing.catalogue import Bookings
from tests.centre import Centre
from tests.queueing.centre import DAYTIME, small_centre

KEY = b"k" * 32


class House:
    """A centre's office, its pages of bookings, and a phone."""

    def __init__(self, centre, settings):
        self.centre, self.settings = centre, settings
        self.site = centre.site(booking)
        booking.install(self.site, lambda: self.settings)
        self.client = self.site.app.test_client()

    @property
    def hall(self):
        return self.centre.office.hall

    def pass_time(self, minutes):
        self.centre.now += timedelta(minutes=minutes)

    def get(self, address, client=None):
        return (client or self.client).get(address)

    def send(self, address, client=None, **form):
        """Send a form as a browser without scripts does."""
        return (client or self.client).post(address, data=form)

    def book(self, service="A", client=None, **form):
        """Book; return the booking."""
        answer = self.send("/book", client, service=service, **form)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        follow = re.fullmatch(r"/b/([^?]+).*", answer.headers["Location"])[1]
        return next(each for each in self.hall.bookings.values() if each.follow == follow)

    def read(self, one):
        """Return a booking as it is now."""
        return self.hall.bookings[one.id]


@contextmanager
def house_in(folder, settings=None, **bookings):
    catalogue = small_centre(bookings=Bookings(**({"on": True} | bookings)), hours=DAYTIME)
    with Centre(folder, catalogue) as centre:
        for counter in "12":
            centre.press(c.OpenCounter(counter, "user:lan"))
        yield House(centre, settings or BookingSettings(on=True))

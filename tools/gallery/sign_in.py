"""Pages that belong to no screen: the front page, sign-in, a device without a token, errors."""

from functools import partial

from tools.gallery.counters import sign_in
from tools.gallery.hall import Hall
from tools.gallery.states import Group, Reach, Size, State, Visit, in_english

DESK: Size = (1440, 900)
TARGETS = (("button, input", 44), ("a", 24))


def page(path: str) -> Reach:
    """Return the way to a page by its address."""

    def reach(visit: Visit) -> None:
        visit.open(path)
        visit.sees("main h1")

    return reach


def refused(visit: Visit) -> None:
    """A password that is wrong."""
    page("/sign-in")(visit)
    visit.page.fill("#name", "can-bo")
    visit.page.fill("#password", "sai mật khẩu")
    visit.page.keyboard.press("Enter")
    visit.sees("[role=alert]")


def not_allowed(visit: Visit) -> None:
    """An officer asks for the managers' page."""
    sign_in(visit)
    visit.open("/reports")
    visit.sees("main h1")


desk = partial(State, size=DESK)

STATES = (
    desk("front", "What this server offers.", page("/"), english=in_english),
    desk("sign-in", "Signing in.", page("/sign-in"), english=in_english),
    desk("sign-in-refused", "A password that is wrong.", refused),
    desk("device", "A browser that is no known device.", page("/kiosk"), english=in_english),
    desk("error-404", "An address that leads nowhere.", page("/khong-co"), english=in_english),
    desk("error-403", "A page that is for others.", not_allowed),
)

GROUPS = (Group("sign-in", partial(Hall, at="07:05", lived=False), STATES, TARGETS),)

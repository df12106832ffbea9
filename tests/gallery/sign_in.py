"""Pages that belong to no screen: the front page, sign-in, a device without a token, errors."""

from functools import cache, partial
from time import time
from typing import Any

from queueing.totp import STEP_S, make_code
from tests.gallery.counters import sign_in
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english
from tests.program import PASSWORD

DESK: Size = (1440, 900)
PHONE: Size = (390, 844)
TARGETS = (("button, input", 44), ("a", 24))


@cache
def page(path: str) -> Reach:
    """Return the way to a page by its address."""

    def reach(visit: Visit) -> None:
        visit.open(path)
        visit.sees("main h1")

    return reach


def refused(visit: Visit, name: str = "can-bo") -> None:
    """A password that is wrong."""
    page("/sign-in")(visit)
    visit.page.fill("#name", name)
    visit.page.fill("#password", "sai mật khẩu")
    visit.page.keyboard.press("Enter")
    visit.sees("[role=alert]")


def paused(visit: Visit) -> None:
    """Too many passwords that are wrong."""
    for _ in range(6):
        refused(visit, "truong-phong")
    visit.sees("[role=alert]", "Quá nhiều lần thử")


def too_old(visit: Visit) -> None:
    """The page was open for too long."""
    page("/sign-in")(visit)
    visit.page.evaluate("document.querySelector('[name=csrf_token]').value = 'x'")
    visit.page.fill("#name", "can-bo")
    visit.page.fill("#password", PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.sees("main h1", "Trang đã mở quá lâu")


def not_allowed(visit: Visit) -> None:
    """An officer asks for the managers' page."""
    sign_in(visit, to="/reports")
    visit.sees("main h1")


@cache
def own(path: str, name: str = "can-bo") -> Reach:
    """Return the way to a page of somebody's own account."""

    def reach(visit: Visit) -> None:
        sign_in(visit, name, to=path)
        visit.sees("main h1")

    return reach


def recovery(visit: Visit, name: str = "thanh-tra") -> None:
    """The second factor is set up: the recovery codes."""
    own("/account/second-factor", name)(visit)
    secret = visit.page.locator("b.num").inner_text().replace(" ", "")
    visit.page.fill("#code", make_code(secret, int(time() // STEP_S)))
    visit.page.fill("#present", PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.sees(".plain-codes")


def code(visit: Visit) -> None:
    """The code is asked for after the password."""
    recovery(visit, "giam-doc")
    visit.page.context.clear_cookies()
    page("/sign-in")(visit)
    visit.page.fill("#name", "giam-doc")
    visit.page.fill("#password", PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.sees("#code")


desk, small = partial(State, size=DESK), partial(State, size=PHONE)

STATES = (
    desk("front", "What this server offers.", page("/"), english=in_english),
    desk("sign-in", "Signing in.", page("/sign-in"), english=in_english),
    desk("sign-in-refused", "A password that is wrong.", refused),
    small("sign-in-code", "The code of an app.", code, english=in_english),
    desk("account", "The own account.", own("/account"), english=in_english),
    small("account-phone", "The same on a phone.", own("/account")),
    small(
        "second-factor",
        "Setting up a second factor.",
        own("/account/second-factor"),
        english=in_english,
    ),
    small("recovery-codes", "The codes that stand for the phone.", recovery),
    desk("device", "A browser that is no known device.", page("/kiosk"), english=in_english),
    desk("error-404", "An address that leads nowhere.", page("/khong-co"), english=in_english),
    small("sign-in-paused", "Too many passwords that are wrong.", paused),
    small("error-old-page", "A page that was open for too long.", too_old),
    desk("error-403", "A page that is for others.", not_allowed),
)

PROVIDER_STATES = (
    desk("provider", "Signing in, also at a provider.", page("/sign-in"), english=in_english),
    small("provider-phone", "The same on a phone.", page("/sign-in")),
    desk("provider-away", "The provider gives no answer.", page("/sign-in/openid")),
)
LINK_STATES = (
    desk("provider-link", "Whose account is meant.", own("/admin/people/can-bo", "quan-tri")),
)


def at_provider(settings: dict[str, Any]) -> None:
    """Change the configuration so that people may sign in at a provider, which is away."""
    settings["server"]["public_url"] = "https://so.example"
    label = {"vi": "tài khoản công vụ Cần Thơ", "en": "your government account"}
    openid = {"issuer": "http://127.0.0.1:9", "client_id": "xinmoi", "label": label}
    settings["sign_in"]["openid"] = openid


AT_PROVIDER = partial(Hall, at="07:05", lived=False, change=at_provider)
GROUPS = (
    Group("sign-in", partial(Hall, at="07:05", lived=False), STATES, TARGETS),
    Group(
        "sign-in-provider",
        AT_PROVIDER,
        PROVIDER_STATES,
        TARGETS,
    ),
    Group(
        "sign-in-link",
        AT_PROVIDER,
        LINK_STATES,
        ((".frame-page .button", 44), ("button, a, input, select, summary", 24)),
    ),
)

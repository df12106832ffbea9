"""Every state of a ticket's page on a phone."""

from functools import partial
from typing import Any

from playwright.sync_api import expect

from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit

PHONE: Size = (390, 844)
COUNTER, SERVICE = "27", "NgV"
FAR = 7
ASKS_AGAIN = frozenset({"meta-refresh"})
"""Where no script runs, nothing else can tell whoever waits that the call has come."""
TARGETS = (
    ("button, .bt a, .plainly, [role=switch], .levels label, textarea", 44),
    ("a, button", 24),
)


def follow(visit: Visit, ahead: int = 0) -> dict[str, Any]:
    """Take a number with so many people ahead, and open its page; return the answer."""
    hall = visit.hall
    hall.free(COUNTER)
    while waiting := hall.get(f"/api/counters/{COUNTER}")["waiting"]:
        for ticket in waiting:
            hall.post(f"/api/tickets/{ticket['id']}/cancel")
    for _ in range(ahead):
        hall.issue(SERVICE)
    answer = hall.issue(SERVICE)
    visit.open(answer["follow_url"])
    visit.sees("#ticket .no", answer["ticket"]["number"])
    return answer


def far(visit: Visit) -> None:
    """Several people ahead."""
    follow(visit, FAR)
    visit.sees("#ticket", "người phía trước")


def near(visit: Visit) -> None:
    """Nobody ahead: it is time to come closer."""
    follow(visit)
    visit.sees(".soon")


def called(visit: Visit) -> None:
    """Full yellow, composed as the lobby's call."""
    follow(visit)
    visit.hall.press(COUNTER, "call-next")
    visit.sees("#ticket.now")


def one_done(visit: Visit) -> None:
    """One of three matters is done, the number waits for the next."""
    hall = visit.hall
    hall.free(COUNTER)
    while waiting := hall.get(f"/api/counters/{COUNTER}")["waiting"]:
        for ticket in waiting:
            hall.post(f"/api/tickets/{ticket['id']}/cancel")
    others = [{"service": "XD"}, {"service": "TP"}]
    answer = hall.issue(SERVICE, also=others)
    visit.open(answer["follow_url"])
    if answer["ticket"]["service"] == SERVICE:
        hall.press(COUNTER, "call-next")
        hall.press(COUNTER, "finish")
        visit.sees(".visit .done")
    visit.sees(".visit .now")


def after(*buttons: str, sees: str, **body: Any) -> Reach:
    """Return the way to what the phone says after some presses at the counter."""

    def reach(visit: Visit) -> None:
        follow(visit)
        visit.hall.press(COUNTER, "call-next")
        for button in buttons:
            visit.hall.press(COUNTER, button, **body)
        visit.sees(sees)

    return reach


served = after("finish", sees=".levels")


def panel(words: str, then: Reach = far) -> Reach:
    """Return the way to a question that a link of the page asks."""

    def reach(visit: Visit) -> None:
        then(visit)
        visit.page.get_by_role("link", name=words).click()
        visit.sees("#panel")

    return reach


def stepped_back(visit: Visit) -> None:
    """Somebody comes late and has let another pass."""
    panel("Tôi đến muộn", lambda v: _between(v))(visit)
    visit.click("#panel [name=places]")
    visit.sees("#ticket", "Ông/Bà báo đến muộn")


def _between(visit: Visit) -> None:
    follow(visit, 2)
    for _ in range(3):
        visit.hall.issue(SERVICE)


def told(visit: Visit) -> None:
    """Whoever missed the call has said to be here."""
    after("no-show", sees=".say")(visit)
    visit.click("#ticket form .strong")
    visit.sees("#ticket", "Đã báo nhân viên hướng dẫn")


def restored(visit: Visit) -> None:
    """A missed number waits again, and the page says why it stands where it stands."""
    answer = follow(visit)
    visit.hall.press(COUNTER, "call-next")
    visit.hall.press(COUNTER, "no-show")
    for _ in range(3):
        visit.hall.issue(SERVICE)
    visit.hall.post(f"/api/tickets/{answer['ticket']['id']}/restore")
    visit.sees("#ticket", "sau khi lỡ lượt")


def cancelled(visit: Visit) -> None:
    """The number was given back."""
    panel("Hủy số")(visit)
    visit.click("#panel .stop")
    visit.sees("#ticket", "Số này đã hủy")


def rated(visit: Visit) -> None:
    """Thanks for a rating."""
    served(visit)
    visit.page.locator(".levels label").first.click()
    visit.click(".panel .strong")
    visit.sees("#ticket", "Cảm ơn Ông/Bà đã đánh giá")


complaining = panel("Gửi phản ánh, kiến nghị", served)


def complained(visit: Visit) -> None:
    """The code by which a complaint is asked after."""
    complaining(visit)
    visit.page.locator("#text").fill("Biển chỉ dẫn ở tầng 1 khó đọc.")
    visit.click("#panel .strong")
    visit.sees(".code")


def late(visit: Visit) -> None:
    """It takes longer than the page had promised: the apology."""
    answer = follow(visit, FAR)
    visit.hall.set_clock("11:20")
    visit.hall.issue(SERVICE)
    visit.sees(".sorry")
    assert answer["wait"] is not None


def offline(visit: Visit) -> None:
    """The server is away."""
    far(visit)
    visit.lose_server()
    visit.sees("[data-offline]", "Đang kết nối lại")


def unknown(visit: Visit) -> None:
    """An address that leads to no ticket."""
    visit.open("/t/khong-co-so-nay")
    visit.sees("#ticket", "Không còn số này")


def expired(visit: Visit) -> None:
    """The day has ended: the ticket's page is gone."""
    far(visit)
    visit.hall.end_day()
    visit.sees("#ticket", "Không còn số này")


def without_internet(visit: Visit) -> None:
    """The centre would tell phones whose page is closed, but reaches nobody."""
    far(visit)
    visit.page.locator("[data-push]").scroll_into_view_if_needed()
    visit.sees("[data-push]", "không có Internet")


def tell_by_nobody(settings: dict[str, Any]) -> None:
    """Change the configuration so that phones are told by a service that cannot be reached."""
    settings["screens"]["phone"]["push"] = {
        "contact": "mailto:it@centre.example",
        "services": ["http://127.0.0.1:9"],
    }


def in_english(visit: Visit) -> None:
    """The same page by its own link to English."""
    visit.click("header [hreflang=en]")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")


hand = partial(State, size=PHONE)
translated = partial(hand, english=in_english)

STATES = (
    translated("phone", "Several people ahead: number, wait, where to go.", far),
    State("phone-without-scripts", "The same page where no script runs.", far, PHONE,
          scripts=False, allows=ASKS_AGAIN),
    translated("phone-near", "Nobody ahead: time to come closer.", near),
    translated("phone-matters", "One matter is done, the number waits for the next.", one_done),
    translated("phone-called", "Called: full yellow, composed as in the lobby.", called),
    translated("phone-serving", "At the counter.", after("start", sees=".say")),
    translated("phone-parked", "The counter keeps the number.", after("park", sees=".say")),
    translated("phone-missed", "The call was missed: what to do.",
               after("no-show", sees=".say")),
    hand("phone-missed-told", "Who missed the call is here, and guides know it.", told),
    translated("phone-restored", "A missed number waits again, and why it stands there.", restored),
    hand("phone-late-question", "Coming late: let others pass.", panel("Tôi đến muộn", _between)),
    translated("phone-stepped-back", "Others were let pass.", stepped_back),
    hand("phone-cancel", "Giving the number back is asked twice.", panel("Hủy số")),
    translated("phone-cancelled", "The number was given back.", cancelled),
    translated("phone-served", "Served: four levels and a free remark.", served),
    translated("phone-rated", "Thanks for the rating.", rated),
    hand("phone-complaint", "A complaint is separate from the rating.", complaining),
    hand("phone-complained", "The code by which it is asked after.", complained),
    hand("phone-unknown", "An address that leads to no number.", unknown),
    translated("phone-sorry", "Later than promised: the apology.", late),
    hand("phone-offline", "The server is away.", offline, cut_off=True),
    hand("phone-expired", "The day has ended.", expired),
)  # fmt: skip

PUSH_STATES = (
    translated(
        "phone-push-offline", "Alerts of a closed page, without the Internet.", without_internet
    ),
)

GROUPS = (
    Group("phone", partial(Hall, at="08:40"), STATES, TARGETS),
    Group("phone-push", partial(Hall, at="08:40", change=tell_by_nobody), PUSH_STATES, TARGETS),
)

"""Every state of an officer's console, wide and as a narrow panel, and of practice."""

from functools import cache, partial
from typing import Any

from playwright.sync_api import expect

from tests.gallery.hall import PASSWORD, Hall
from tests.gallery.states import Group, Reach, Size, State, Visit, in_english
from tests.hands import KEY_MS

WIDE: Size = (1440, 900)
PANEL: Size = (400, 900)
COUNTER = "08"
SERVICE = "GTVT-LX"
AT_LEAST = 5
SEATED = "can-bo at the counter"
PRESSED = (
    "button, a, select, summary, [role=option], .switch, input:not([type=checkbox], [type=radio])"
)
TARGETS = ((PRESSED, 36),)
"""8 mm on the smallest screen that the manual names."""


def sign_in(visit: Visit, name: str = "can-bo", to: str | None = None) -> None:
    """Sign in by the form; who has done so in this hall is known by the cookie.

    `to`: the page to go to, else the one where signing in leads.
    """
    if name in visit.hall.sessions:
        home, known = visit.hall.sessions[name]
        visit.page.context.add_cookies(known["cookies"])
        visit.open(to or home)
        return
    visit.open("/sign-in")
    visit.page.fill("#name", name)
    visit.page.fill("#password", PASSWORD)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url(lambda url: "/sign-in" not in url)
    visit.remember(name)
    if to is not None:
        visit.open(to)


def choose(visit: Visit) -> None:
    """The list of counters."""
    sign_in(visit)
    visit.sees(".choose-seat")


def choose_wanted(visit: Visit) -> None:
    """The list, after a counter's page was opened that was not taken here."""
    choose(visit)
    visit.open(f"/counters?wanted={COUNTER}")
    visit.sees(".choose-mine, .choose-take")


def sit_down(visit: Visit) -> None:
    """The console of a closed counter."""
    size = visit.page.viewport_size
    seat = f"/counters/{COUNTER}"
    wanted = f"{seat}?side=1" if size and size["width"] < 600 else seat
    if SEATED in visit.hall.sessions:
        sign_in(visit, SEATED, to=wanted)
    if seat not in visit.page.url:  # whoever gives its commands meanwhile has taken it
        take_seat(visit)
        if wanted != seat:
            visit.open(wanted)
    expect(visit.page.locator(".pill")).to_have_text("Trực tuyến")
    expect(visit.page.locator("button.main")).to_be_focused()


def take_seat(visit: Visit) -> None:
    """Choose the counter from the list; from now on the officer's page is known to be there."""
    choose(visit)
    visit.page.get_by_role("button", name=f"Quầy {COUNTER}").click()
    take_over = visit.page.locator(".choose-take .choose-primary")
    if take_over.count():
        take_over.click()
    visit.page.wait_for_url(f"**/counters/{COUNTER}")
    visit.remember(SEATED)


def tidy(hall: Hall) -> None:
    """Leave the counter open and free, with some people waiting for it."""
    hall.free(COUNTER)
    waiting = hall.get(f"/api/counters/{COUNTER}")["waiting"]
    for _ in range(len(waiting), AT_LEAST):
        hall.issue(SERVICE)


def closed(visit: Visit) -> None:
    """The counter is closed, and the button says that it opens it."""
    tidy(visit.hall)
    visit.hall.press(COUNTER, "close")
    sit_down(visit)
    shows(visit, "Đã đóng")


def shows(visit: Visit, word: str) -> None:
    """Wait for the one word of the counter's state, and until keys are taken."""
    expect(visit.page.locator(".card .s")).to_have_text(word)
    expect(visit.page.locator("[aria-busy=true], [data-locked=true]")).to_have_count(0)


def ready(visit: Visit) -> None:
    """Nobody is there; the button says who comes next and why."""
    tidy(visit.hall)
    sit_down(visit)
    shows(visit, "Sẵn sàng")


def empty(visit: Visit) -> None:
    """Nobody waits for the counter."""
    visit.hall.free(COUNTER)
    sit_down(visit)
    shows(visit, "Sẵn sàng")


def press(visit: Visit, key: str, word: str = "") -> None:
    """Press a key of the console, and wait for a state."""
    visit.page.keyboard.press(key, delay=KEY_MS)
    if word:
        shows(visit, word)


def calling(visit: Visit) -> None:
    """The next number was called."""
    ready(visit)
    press(visit, "Space", "Đang gọi")


def serving(visit: Visit, until: str = "", sees: str = ".tm") -> None:
    """Somebody is being served, until a time of the day."""
    calling(visit)
    press(visit, "b", "Đang phục vụ")
    press(visit, "1")
    if until:
        visit.hall.set_clock(until)
        visit.hall.issue("NN")
        visit.sees(".clock", until[:5])
        visit.sees(sees)
        expect(visit.page.locator(".toast")).to_have_count(0)


def paused(visit: Visit) -> None:
    """The counter takes a pause."""
    ready(visit)
    press(visit, "p")
    visit.sees("dialog[open]")
    press(visit, "1", "Tạm nghỉ")


def asked(visit: Visit) -> None:
    """A guide or manager asks the officer back."""
    paused(visit)
    visit.hall.post("/api/alarms/ask", counter=COUNTER)
    visit.sees("[data-asked]")


@cache
def dialog(key: str, then: Reach = calling, typed: str = "") -> Reach:
    """Return the way to the dialog of a key."""

    def reach(visit: Visit) -> None:
        then(visit)
        press(visit, key)
        visit.sees("dialog[open]")
        visit.page.keyboard.type(typed, delay=KEY_MS)

    return reach


def walked_in(visit: Visit) -> None:
    """Somebody without a number is being served."""
    dialog("n", ready)(visit)
    visit.page.keyboard.press("Enter")
    shows(visit, "Đang phục vụ")


def delivered(visit: Visit) -> None:
    """Two dossiers are said to be done."""
    dialog("d", typed="ly lich")(visit)
    visit.sees("[role=option] small")
    for _ in range(2):
        visit.page.keyboard.press("Enter", delay=KEY_MS)
    visit.sees(".done li")


def menu(visit: Visit) -> None:
    """What one does a few times a day."""
    calling(visit)
    visit.click(".who")
    visit.sees("dialog[open]")


@cache
def listed(tab: str) -> Reach:
    """Return the way to the list of parked or of missed tickets, with two of each in it."""

    def reach(visit: Visit) -> None:
        hall = visit.hall
        for button in ("park", "park", "no-show", "no-show"):
            tidy(hall)
            hall.press(COUNTER, "call-next")
            hall.press(COUNTER, button)
        ready(visit)
        visit.click(f"#tab-{tab}")
        # The list of before has rows too
        visit.sees(f"#rows[aria-labelledby=tab-{tab}] li:nth-child(2)")

    return reach


def undo(visit: Visit) -> None:
    """The last press can be taken back for some seconds."""
    calling(visit)
    press(visit, "v")
    visit.sees("dialog[open]")
    press(visit, "v", "Sẵn sàng")
    visit.sees(".toast")


def priority(visit: Visit) -> None:
    """Somebody with priority, who speaks English and was sent here by another counter."""
    tidy(visit.hall)
    sent = visit.hall.issue("GTVT-VT", priority="disability", language="en")["ticket"]
    visit.hall.press("09", "open")
    if visit.hall.get("/api/counters/09")["current"] is not None:
        visit.hall.press("09", "finish")
    visit.hall.press("09", "call", ticket=sent["id"], reason="other")
    visit.hall.press("09", "transfer", service=SERVICE)
    visit.hall.press(COUNTER, "call", ticket=sent["id"], reason="other")
    sit_down(visit)
    shows(visit, "Đang gọi")


def refused(visit: Visit) -> None:
    """What was asked for is not done: the number was called as often as may be."""
    calling(visit)
    for left in (2, 1, 0):
        press(visit, "r", "Đang gọi")
        visit.sees("[data-action=recall]", f"còn {left} lần")
    press(visit, "r")
    visit.sees(".notice")


def unsure(visit: Visit) -> None:
    """A case that was left open over lunch: when did it end?"""
    calling(visit)
    press(visit, "b", "Đang phục vụ")
    visit.hall.set_clock("11:40")
    visit.hall.issue("NN")
    visit.sees(".clock", "11:40")
    press(visit, "h", "Sẵn sàng")
    visit.sees("[data-unsure]")


def asked_when(visit: Visit) -> None:
    """The same, with the answers to choose from."""
    unsure(visit)
    press(visit, "k")
    visit.sees("dialog[open]")


def several(visit: Visit) -> None:
    """Somebody who comes for three things was called for the first of them."""
    seen = visit.hall.get(f"/api/counters/{COUNTER}")["current"]
    if seen is None or not seen["matters"]:
        visit.hall.free(COUNTER)
        also = [{"service": code} for code in ("TP", "LĐTBXH")]
        visit.hall.issue(SERVICE, also=also)
        visit.hall.press(COUNTER, "call-next")
    sit_down(visit)
    shows(visit, "Đang gọi")
    visit.sees(".more", "Còn 2 việc")


def taken(visit: Visit) -> None:
    """Another officer has taken the counter."""
    ready(visit)
    context = visit.page.context.browser
    assert context is not None
    other = context.new_context(base_url=visit.hall.url, locale="vi-VN")
    second = Visit(visit.hall, other.new_page())
    sign_in(second, "can-bo-2")
    second.page.get_by_role("button", name=f"Quầy {COUNTER}").click()
    second.click(".choose-take .choose-primary")
    second.page.wait_for_url(f"**/counters/{COUNTER}")
    other.close()
    visit.sees(".taken")


def offline(visit: Visit) -> None:
    """The server is away."""
    serving(visit)
    visit.lose_server()
    visit.sees("[role=alert]")


def practice(visit: Visit) -> None:
    """A counter for learning, with nobody real."""
    choose(visit)
    visit.page.get_by_role("button", name="Tập dùng thử").click()
    visit.page.wait_for_url("**/counters/practice")
    expect(visit.page.locator(".pill")).to_be_visible()
    press(visit, "Space", "Sẵn sàng")
    press(visit, "Space", "Đang gọi")


def english_console(visit: Visit) -> None:
    """The same console in English; what was open on it is not."""
    in_english(visit)
    visit.sees("button.main:focus")


wide = partial(State, size=WIDE)
narrow = partial(State, size=PANEL)
wide_in_both = partial(wide, english=english_console)
narrow_in_both = partial(narrow, english=english_console)

WORK = (
    wide("counter-choose", "Choosing a counter.", choose, english=in_english),
    wide("counter-choose-wanted", "Its page was opened before it was taken.", choose_wanted,
         english=in_english),
    wide_in_both("counter-closed", "Closed: the button opens it.", closed),
    wide_in_both("counter-ready", "Ready: who comes next, and why.", ready),
    wide_in_both("counter", "Serving, within the target.", lambda v: serving(v, "08:42:20")),
    wide("counter-calling", "A number has been called.", calling),
    narrow("counter-side", "The narrow panel beside another program.", calling),
    wide_in_both("counter-priority", "Priority, language and where somebody comes from.", priority),
    wide("counter-transfer", "Sending somebody on, found by a few letters.",
         dialog("c", typed="ly lich")),
    wide("counter-walk-in", "Somebody stands there without a number.", dialog("n", ready)),
    wide_in_both("counter-walked-in", "Somebody without a number is being served.", walked_in),
    wide("counter-deliver", "What was really done, said with the finish.",
         delivered),
    wide("counter-park", "Keeping a place while something is fetched.", dialog("g")),
    wide("counter-pause-reasons", "Why the counter pauses.", dialog("p", ready)),
    wide("counter-find", "Finding a ticket.", dialog("/", typed="d0")),
    wide("counter-help", "Every key on one page.", dialog("Shift+Slash")),
    wide("counter-menu", "What one does a few times a day.", menu),
    wide("counter-undo", "The last press can be taken back.", undo),
    wide("counter-parked", "Tickets that the counter keeps.", listed("parked")),
    wide("counter-missed", "Tickets whose holders did not come.", listed("missed")),
    wide_in_both("counter-paused", "Paused.", paused),
    wide("counter-asked", "Paused, and asked back: people wait.", asked),
    narrow("counter-side-asked", "The panel, paused and asked back.", asked),
    narrow_in_both("counter-side-ready", "The panel, ready.", ready),
    narrow_in_both("counter-side-closed", "The panel, closed.", closed),
    narrow_in_both("counter-side-serving", "The panel, serving.", serving),
    narrow("counter-side-transfer", "The panel: sending somebody on.",
           dialog("c", typed="ly lich")),
    narrow("counter-side-walk-in", "The panel: somebody without a number.", dialog("n", ready)),
    narrow("counter-side-deliver", "The panel: what was really done.", delivered),
    narrow("counter-side-missed", "The panel: who did not come.", listed("missed")),
    wide("practice", "A counter for learning, with nobody real.", practice),
    wide("counter-taken", "Another officer has taken the counter.", taken),
    wide("counter-late", "Over the target.", lambda v: serving(v, "08:48:30", ".tm.near")),
    wide("counter-very-late", "Far over the target.",
         lambda v: serving(v, "09:00:30", ".tm.missed")),
    wide("counter-refused", "What was asked for is not done, and why.", refused),
    narrow("counter-side-refused", "The panel: not done, and why.", refused),
    wide("counter-unsure", "A case was left open over lunch.", unsure),
    wide("counter-unsure-answers", "When it ended is chosen.", asked_when),
    narrow("counter-side-unsure", "The panel: a case was left open over lunch.", unsure),
    wide("counter-offline", "The server is away: nothing can be pressed.", offline, cut_off=True),
    narrow("counter-side-offline", "The panel without its server.", offline, cut_off=True),
)  # fmt: skip
EMPTY = (
    wide_in_both("counter-empty", "Nobody waits: the button says so.", empty),
    narrow_in_both("counter-side-empty", "The panel, nobody waits.", empty),
    wide_in_both("counter-several", "Called for the first of three matters.", several),
    narrow_in_both("counter-side-several", "The panel: the first of three matters.", several),
)

HIDDEN = (
    wide_in_both("counter-counts", "Officers see how many wait, and no number.", ready),
    narrow_in_both("counter-side-counts", "The panel: how many wait, and no number.", ready),
)


def only_counts(settings: dict[str, Any]) -> None:
    """Change the configuration so that officers see only how many wait."""
    settings["screens"]["counters"] = {"see": "counts"}


GROUPS = (
    Group("counter", partial(Hall, at="08:40"), WORK, TARGETS),
    Group("hidden numbers", partial(Hall, at="08:40", change=only_counts), HIDDEN, TARGETS),
    Group("empty counter", partial(Hall, at="07:05", lived=False), EMPTY, TARGETS),
)

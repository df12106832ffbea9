"""Every state of the kiosk: at home, on the way to a number, with every aid, closed and cut off."""

from functools import cache, partial
from typing import Any

from playwright.sync_api import expect

from tests.gallery.hall import Hall
from tests.gallery.states import Group, Reach, Size, State, Visit

PORTRAIT: Size = (1080, 1920)
LANDSCAPE: Size = (1920, 1080)
MAIN = ".tile, .find, .quick button, .r, .groups .no, .groups .yes, .act button, .back"
TARGETS = ((MAIN, 88), ("#screen button", 64))


def home(visit: Visit, *aids: str) -> None:
    """The first page, with the aids that somebody has touched."""
    visit.open(f"/kiosk?token={visit.hall.tokens['kiosk']}")
    visit.sees(".tile.ask")
    for aid in aids:
        visit.click(f"[data-aid={aid}]")


def open_search(visit: Visit, *aids: str) -> None:
    """The search before the first letter."""
    home(visit, *aids)
    visit.click(".find")


def search(visit: Visit, *aids: str, typed: str = "giay phep") -> None:
    """The search, after somebody has typed on the screen's own keyboard."""
    open_search(visit, *aids)
    for letter in typed:
        key = ".kb .space" if letter == " " else f'.kb button:text-is("{letter}")'
        visit.click(key)
    visit.sees(".res .r")


def unit(visit: Visit) -> None:
    """The services of a unit that has several."""
    home(visit)
    visit.click("[data-unit=GTVT]")
    visit.sees(".pick .r")


def priority(visit: Visit) -> None:
    """The question before the number."""
    home(visit)
    visit.click("[data-unit=XD]")
    visit.sees(".groups .yes")


def papers(visit: Visit, *aids: str) -> None:
    """What the catalogue says of a procedure."""
    open_search(visit, *aids)
    visit.page.locator(".field input").fill("doi giay phep lai xe")
    visit.sees(".res .r mark")
    visit.click(".res .r")
    visit.sees(".papers li")


def telling(visit: Visit, *aids: str) -> None:
    """A procedure of which the catalogue knows all that it may."""
    open_search(visit, *aids)
    visit.page.locator(".field input").fill("ly lich tu phap")
    visit.click(".res .r:has-text('Cấp phiếu')")
    visit.sees(".papers li")
    if "low" not in aids:  # there the papers are out of reach
        visit.click(".papers [role=checkbox]")


@cache
def leaving(button: str, *aids: str) -> Reach:
    """Return the way to what somebody does in place of taking a number."""

    def reach(visit: Visit) -> None:
        telling(visit, *aids)
        visit.click(f".leave button:has-text('{button}')")
        visit.sees(".leaving .qr img")

    return reach


def fill_up(hall: Hall) -> None:
    """Let so many wait for criminal records, late in the day, that one more may be too late."""
    hall.set_clock("15:45")
    hall.free("21")
    for ticket in hall.get("/api/counters/21")["waiting"]:
        hall.post(f"/api/tickets/{ticket['id']}/cancel")
    while not hall.find_service("TP")["late_for"]:
        hall.issue("TP")


def too_late(visit: Visit) -> None:
    """Shortly before the end of intake: the number is given, and may come to nothing."""
    fill_up(visit.hall)
    telling(visit)
    visit.sees(".late")


def ticket(visit: Visit, *aids: str) -> None:
    """The number of somebody who has looked for a procedure."""
    papers(visit, *aids)
    visit.click(".act .pri")
    visit.sees(".tk .no")


def matters(visit: Visit, *aids: str) -> None:
    """The list of what one number is for, after a procedure and two units."""
    papers(visit)
    visit.click(".leave .more")
    for code in ("XD", "YT"):
        visit.click(f"[data-unit={code}]")
        visit.sees(".list-of-matters .out")
        visit.click(".list-of-matters .more")
    visit.click(".quick .pri")
    expect(visit.page.locator(".list-of-matters .r")).to_have_count(3)
    for aid in aids:
        visit.click(f"[data-aid={aid}]")


def adding(visit: Visit) -> None:
    """The first page again, where something more is added to a number."""
    matters(visit)
    visit.click(".list-of-matters .more")
    visit.sees(".quick .pri")


def ticket_for_several(visit: Visit, *aids: str) -> None:
    """One number for several matters."""
    matters(visit, *aids)
    visit.click(".act .pri")
    visit.click(".groups .no")
    visit.sees(".tk .no")


def cancelling(visit: Visit) -> None:
    """The question whether the number is given back."""
    ticket(visit)
    visit.click(".ticket .act .sec")
    visit.sees("[role=alertdialog]")


def cancelled(visit: Visit) -> None:
    """Home again, after the number was given back."""
    cancelling(visit)
    visit.click(".answers .bad")
    visit.sees(".tile.ask")


def asking_first(settings: dict[str, Any]) -> None:
    """Change the configuration so that the kiosk asks before the same number again."""
    settings["rules"]["again_within_s"] = 20


def one_more(visit: Visit) -> None:
    """Somebody has just taken a number for the same."""
    visit.hall.issue("XD", kiosk="K1")
    priority(visit)
    visit.click(".groups .no")
    visit.sees("[role=alertdialog]")


def idle(visit: Visit) -> None:
    """Nobody has touched the search for a while."""
    search(visit)
    visit.let_pass(45)
    visit.sees("[role=alertdialog]")
    visit.hall.issue("TT")
    expect(visit.page.get_by_role("alert")).to_have_count(0)


def away(visit: Visit) -> None:
    """The server is away."""
    home(visit)
    visit.lose_server()
    visit.sees("[role=alert]")


def speak(language: str) -> Reach:
    """Return what turns the page to a language, by its own button."""

    def turn(visit: Visit) -> None:
        visit.click(f".lang [lang={language}]")
        expect(visit.page.locator("html")).to_have_attribute("lang", language)

    return turn


def home_in(language: str) -> Reach:
    """Return the way to the first page in a language."""

    def reach(visit: Visit) -> None:
        home(visit)
        speak(language)(visit)

    return reach


def at(time: str, then: Reach = home) -> Reach:
    """Return the way to a page at a time of the day."""

    def reach(visit: Visit) -> None:
        visit.hall.set_clock(time)
        then(visit)

    return reach


def wearing(*aids: str) -> Reach:
    """Return the way to the first page with these aids."""
    return lambda visit: home(visit, *aids)


def last_numbers(visit: Visit) -> None:
    """Shortly before the end of intake, where many wait already."""
    visit.hall.set_clock("15:50")
    for counter, service in (("10", "YT"), ("21", "TP")):
        visit.hall.press(counter, "open")
        for _ in range(8):
            if _is_given(visit.hall, service):
                visit.hall.issue(service)
    home(visit)
    visit.sees("[data-unit=YT].closed")


def _is_given(hall: Hall, code: str) -> bool:
    return bool(hall.find_service(code)["open"])


def ways_out(visit: Visit, *aids: str) -> None:
    """A service whose numbers have all been taken: what can be done instead."""
    home(visit, *aids)
    visit.click("[data-unit=TNMT]")
    visit.click(".pick .r.closed")
    visit.sees(".again")


def papers_when_closed(visit: Visit, *aids: str) -> None:
    """A procedure's papers, outside the hours."""
    papers(visit, *aids)
    visit.sees(".take .shut")


def keeping_hours(settings: dict[str, Any]) -> None:
    """Give numbers within the hours only; one service is closed."""
    settings["hours"]["enforced"] = True
    settings["services"]["VHTTDL"]["given"] = False
    settings["services"]["TNMT-MT"]["intake"] = {"numbers_per_day": 0}


def with_khmer(settings: dict[str, Any]) -> None:
    """Offer Khmer too."""
    settings["centre"]["languages"] = ["vi", "en", "km"]
    settings["screens"]["kiosk"]["offer_unfinished"] = True


english = speak("en")
tall = partial(State, size=PORTRAIT)
wide = partial(State, size=LANDSCAPE)


def in_each_place(aid: str, words: str) -> tuple[State, ...]:
    """Return home, search, papers and ticket with one aid on."""
    return (
        tall(f"kiosk-{aid}", f"{words}: the first page.", lambda v: home(v, aid), english=english),
        tall(f"kiosk-{aid}-search", f"{words}: the search.", lambda v: search(v, aid)),
        tall(f"kiosk-{aid}-papers", f"{words}: the papers to bring.", lambda v: papers(v, aid)),
        tall(f"kiosk-{aid}-ticket", f"{words}: the number.", lambda v: ticket(v, aid)),
    )


OPEN = (
    tall("kiosk", "The first page: search, short cuts, every unit with the people who wait.", home),
    tall("kiosk-english", "The first page in English.", home_in("en")),
    tall("kiosk-search-empty", "The search before the first letter.",
         open_search, english=english),
    tall("kiosk-search", "Typed without marks, found with marks.", search, english=english),
    tall("kiosk-search-none", "Nothing found: the way to a guide stays.",
         lambda v: search(v, typed="zzz"), english=english),
    tall("kiosk-unit", "A unit with several services.", unit, english=english),
    tall("kiosk-priority", "One neutral question, no proof asked for.", priority, english=english),
    tall("kiosk-papers", "Papers, fee and time limit before the number.", papers, english=english),
    tall("kiosk-procedure", "All that the catalogue may know, and papers to tick.", telling,
         english=english),
    tall("kiosk-procedure-large", "The same in large text.", lambda v: telling(v, "large")),
    tall("kiosk-procedure-low", "The same within reach from a wheelchair.",
         lambda v: telling(v, "low")),
    wide("kiosk-procedure-landscape", "The same on a panel that lies.", telling, english=english),
    tall("kiosk-leaving-papers", "Papers are missing: what to bring, and no number.",
         leaving("Tôi thiếu giấy tờ"), english=english),
    tall("kiosk-leaving-online", "It is filed online: the code for it, and no number.",
         leaving("Tôi sẽ nộp trực tuyến"), english=english),
    tall("kiosk-leaving-large", "What to bring, in large text.",
         leaving("Tôi thiếu giấy tờ", "large")),
    tall("kiosk-leaving-low", "What to bring, within reach from a wheelchair.",
         leaving("Tôi thiếu giấy tờ", "low")),
    wide("kiosk-leaving-landscape", "What to bring, on a panel that lies.",
         leaving("Tôi thiếu giấy tờ")),
    tall("kiosk-ticket", "The number, the wait, the code for the phone.", ticket, english=english),
    tall("kiosk-matters", "One number for several matters: the list.", matters, english=english),
    tall("kiosk-matters-more", "Something more is added to the same number.", adding,
         english=english),
    tall("kiosk-matters-ticket", "The number for all of them, in their probable order.",
         ticket_for_several, english=english),
    tall("kiosk-matters-large", "The list in large text.", lambda v: matters(v, "large")),
    tall("kiosk-matters-low", "The list within reach from a wheelchair.",
         lambda v: matters(v, "low")),
    tall("kiosk-matters-large-ticket", "The number for all of them, in large text.",
         lambda v: ticket_for_several(v, "large")),
    wide("kiosk-landscape-matters", "The list on a panel that lies.", matters),
    wide("kiosk-landscape-matters-ticket", "The number for all of them on a panel that lies.",
         ticket_for_several),
    tall("kiosk-cancelling", "A wrong number can be given back, after a question.", cancelling),
    tall("kiosk-cancelled", "Home again after giving the number back.", cancelled),
    tall("kiosk-idle", "Nobody has touched the screen for a while.", idle),
    wide("kiosk-landscape", "The first page on a panel that lies.", home, english=english),
    wide("kiosk-landscape-search", "The search on a panel that lies.", search, english=english),
    wide("kiosk-landscape-ticket", "The number on a panel that lies.", ticket, english=english),
    *in_each_place("large", "Large text"),
    *in_each_place("contrast", "High contrast"),
    *in_each_place("low", "Everything within reach from a wheelchair"),
    tall("kiosk-away", "The server is away: a person helps.", away, cut_off=True),
)  # fmt: skip
CLOSED = (
    tall("kiosk-early", "Before opening.", at("06:40"), english=english),
    tall("kiosk-papers-closed", "The papers can be looked up at any hour.", papers_when_closed),
    tall("kiosk-unit-closed", "A unit that gives no numbers says why.", at("08:40"),
         english=english),
    tall("kiosk-ways-out", "No number for a service: when again, online, where else.",
         at("08:40", ways_out), english=english),
    tall("kiosk-ways-out-large", "No number for a service, in large text.",
         at("08:40", lambda v: ways_out(v, "large"))),
    tall("kiosk-ways-out-low", "No number for a service, within reach from a wheelchair.",
         at("08:40", lambda v: ways_out(v, "low"))),
    tall("kiosk-last-numbers", "Where the turn would come too late, no number is given.",
         last_numbers, english=english),
    tall("kiosk-too-late", "The turn may come too late: that, other ways, and the number.",
         too_late, english=english),
    tall("kiosk-closed", "After the hours: when it opens again.", at("17:05"), english=english),
    tall("kiosk-closed-large", "After the hours, in large text.",
         at("17:05", wearing("large")), english=english),
    tall("kiosk-closed-contrast", "After the hours, in high contrast.",
         at("17:05", wearing("contrast"))),
    tall("kiosk-closed-low", "After the hours, within reach from a wheelchair.",
         at("17:05", wearing("low"))),
    tall("kiosk-closed-every-aid", "After the hours, with every aid.",
         at("17:05", wearing("large", "contrast", "low"))),
    tall("kiosk-papers-closed-large", "The papers after the hours, in large text.",
         at("17:05", lambda v: papers_when_closed(v, "large"))),
    tall("kiosk-unit-closed-large", "A unit that gives no numbers, in large text.",
         at("08:40", wearing("large"))),
)  # fmt: skip
ASKING = (tall("kiosk-one-more", "The same number again: who has it needs no other.", one_more),)
KHMER = (tall("kiosk-khmer", "The first page in Khmer, where it is offered.", home_in("km")),)

GROUPS = (
    Group("kiosk", partial(Hall, at="08:40"), OPEN, TARGETS),
    Group(
        "closed kiosk",
        partial(Hall, at="06:40", lived=False, change=keeping_hours),
        CLOSED,
        TARGETS,
    ),
    Group("asking kiosk", partial(Hall, at="08:40", change=asking_first), ASKING, TARGETS),
    Group("Khmer kiosk", partial(Hall, at="08:40", change=with_khmer), KHMER, TARGETS),
)

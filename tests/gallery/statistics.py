"""Every state of the reports of any span, of the tickets behind a figure, and of one ticket."""

from functools import partial
from pathlib import Path
from typing import Any

from queueing.catalogue import Limits
from tests.gallery.counters import sign_in
from tests.gallery.hall import DAY, Hall
from tests.gallery.reports import in_english
from tests.gallery.states import Group, Size, State, Visit
from tests.gallery.states import in_english as by_address

DESK: Size = (1440, 1080)
PHONE: Size = (390, 844)
A4: Size = (794, 1123)
MONTH = "from=2026-10-26&to=2026-11-23"
WEEK = "from=2026-11-16&to=2026-11-20"
TODAY = f"from={DAY}&to={DAY}"
PATH = "/reports/statistics"
OFFICER = "demo 07"
RECALL_INTERVAL_S = Limits().recall_interval_s
TARGETS = (("button, a, input, select, summary", 24),)


def report(visit: Visit, query: str = MONTH, name: str = "giam-doc", path: str = PATH) -> None:
    """A report as somebody asks for it."""
    sign_in(visit, name, to=f"{path}?{query}")
    visit.sees(".spans summary" if path == "/reports/mine" else ".ask")


def group(visit: Visit, text: str) -> None:
    """The table with another group of columns."""
    report(visit)
    visit.page.get_by_role("navigation", name="Nhóm cột").get_by_text(text, exact=True).click()
    visit.sees("#table [aria-current=true]", text)


def explained(visit: Visit) -> None:
    """What a figure means, opened beside it."""
    report(visit, TODAY)
    visit.click(".keys > div:nth-child(2) summary")
    visit.sees(".keys > div:nth-child(2) .what > div")


def printed(visit: Visit) -> None:
    """The report on paper."""
    report(visit, f"{WEEK}&compare=1&show=outcome")
    visit.page.emulate_media(media="print")


def listed(visit: Visit, figure: str, query: str = MONTH) -> None:
    """The tickets behind a figure."""
    sign_in(visit, "giam-doc", to=f"/reports/tickets?{query}&figure={figure}&sort=waiting")
    visit.sees("h1")


def saved(visit: Visit, query: str = MONTH) -> None:
    """The visits behind a figure that needed no number."""
    sign_in(visit, "giam-doc", to=f"/reports/saved?{query}&figure=saved")
    visit.sees("h1")


def sought(visit: Visit, number: str) -> None:
    """A number typed into the box of every page for managers."""
    report(visit, TODAY)
    visit.page.get_by_role("search").get_by_role("searchbox").fill(number)
    visit.page.keyboard.press("Enter")
    visit.sees(".found")


def one_ticket(visit: Visit, name: str) -> None:
    """The ticket that an officer of counter 07 called with priority, or the first one listed."""
    served = f"/reports/tickets?{TODAY}&figure=priority_share&counter=07&sort=waiting"
    sign_in(visit, name, to=served)
    visit.click("tbody th a")
    visit.sees("#states-title")


desk = partial(State, size=DESK, english=in_english)

STATES = (
    desk("statistics", "A month by department: key figures, waiting by day, hours and weekdays.",
         report),
    desk("statistics-compared", "A week by counter, compared with the days before.",
         lambda v: report(v, f"{WEEK}&compare=1&by=counter")),
    desk("statistics-day", "One day: waiting by hour.",
         lambda v: report(v, f"{TODAY}&by=service")),
    desk("statistics-outcome", "The table shows how the tickets ended.",
         lambda v: group(v, "Kết quả")),
    desk("statistics-counters", "The table shows the counters' time, below it the pauses.",
         lambda v: group(v, "Quầy")),
    desk("statistics-department", "A department's head sees one department.",
         lambda v: report(v, name="truong-phong")),
    desk("statistics-officer", "An officer sees the own figures alone.",
         lambda v: report(v, f"{TODAY}&by=hour", name=OFFICER, path="/reports/mine")),
    desk("statistics-few", "Of fewer than ten nothing is said that one of them would decide.",
         lambda v: report(v, f"{TODAY}&department=GTVT&priority=elderly")),
    desk("statistics-empty", "Nothing happened in the span.",
         lambda v: report(v, "from=2026-10-01&to=2026-10-02")),
    desk("statistics-wrong", "A question that cannot be asked says what to mend.",
         lambda v: report(v, "from=2026-11-24&to=2026-11-23")),
    desk("statistics-explained", "How a figure is worked out, beside it.", explained),
    desk("statistics-channels", "By the way numbers were taken, with what was done.",
         lambda v: report(v, f"{MONTH}&by=channel&show=delivered")),
    State("statistics-phone", "The same on a phone.", report, PHONE, english=by_address),
    State("statistics-printed", "The report on paper, A4.", printed, A4),
    desk("tickets", "The tickets behind a figure, the longest wait first.",
         lambda v: listed(v, "wait_within_target")),
    State("tickets-phone", "The same on a phone.", lambda v: listed(v, "called"), PHONE),
    desk("tickets-none", "No ticket is behind the figure.",
         lambda v: listed(v, "called", "from=2026-10-01&to=2026-10-02")),
    desk("statistics-saved", "Visits that needed no number, by procedure.",
         lambda v: report(v, f"{MONTH}&by=procedure")),
    desk("saved", "The visits behind a figure that needed no number: what, never who.", saved),
    State("saved-phone", "The same on a phone.", saved, PHONE, english=by_address),
    desk("saved-none", "No visit is behind the figure.",
         lambda v: saved(v, "from=2026-10-01&to=2026-10-02")),
    desk("find", "A number without its letter: those of the day that fit.",
         lambda v: sought(v, "1")),
    desk("ticket", "One ticket: its states, and for an auditor why it was called before others.",
         lambda v: one_ticket(v, "thanh-tra")),
    desk("ticket-department", "A department's head sees its states, and why it waited.",
         lambda v: one_ticket(v, "truong-phong")),
    State("ticket-phone", "The same on a phone.", lambda v: one_ticket(v, "thanh-tra"), PHONE),
)  # fmt: skip


def lived_weeks(folder: Path) -> Hall:
    """Open a hall with four weeks behind it, by the rules that it has now."""

    def same_rules(settings: dict[str, Any]) -> None:
        settings["rules"]["recall_interval_s"] = RECALL_INTERVAL_S

    return Hall(folder, at="08:40", weeks=True, change=same_rules)


GROUPS = (Group("statistics", lived_weeks, STATES, TARGETS),)

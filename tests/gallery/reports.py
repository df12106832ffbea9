"""Every state of the managers' page."""

from functools import partial
from pathlib import Path

from tests.gallery.counters import sign_in
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Size, State, Visit
from tests.gallery.states import in_english as english_by_address

DESK: Size = (1440, 1080)
NARROW: Size = (390, 844)
WALL: Size = (1920, 1080)
SHEET: Size = (794, 1123)
"""A4 at 96 dots to the inch."""
ENOUGH = 12
"""Ratings for a share to be shown."""
TARGETS = (("button, a, summary", 24),)


def live(visit: Visit, name: str = "giam-doc") -> None:
    """The day so far, as a manager sees it."""
    sign_in(visit, name)
    visit.sees(".live")
    visit.sees("table")


def nobody(visit: Visit) -> None:
    """Nobody has taken a number yet."""
    sign_in(visit, "giam-doc")
    visit.sees(".empty")


def explained(visit: Visit) -> None:
    """What each figure means."""
    live(visit)
    visit.click("main summary")


def offline(visit: Visit) -> None:
    """The server is away."""
    live(visit)
    visit.lose_server()
    visit.sees(".away")


def on_the_wall(visit: Visit) -> None:
    """The same page on a wall."""
    sign_in(visit, "giam-doc", to="/reports?tv=1")
    visit.sees(".beside")


def opinions(visit: Visit) -> None:
    """A month's complaints, and why people were less than satisfied."""
    hall = visit.hall
    for department, reasons in (("TP", ["wait", "manner"]), ("TP", ["wait"]), ("GTVT", ["place"])):
        hall.post("/complaints", department=department, text="Tôi chờ gần một tiếng.")
        answer = hall.issue("TP")
        hall.free("22")
        hall.press("22", "call", ticket=answer["ticket"]["id"], reason="other")
        hall.press("22", "finish")
        hall.post(f"{answer['follow_url']}/rate", level="dissatisfied", reasons=reasons)
    sign_in(visit, "giam-doc", to="/reports/opinions")
    visit.sees("tbody th", "Sở Giao thông vận tải")


def no_opinions(visit: Visit) -> None:
    """A month in which nobody has said anything."""
    sign_in(visit, "giam-doc", to="/reports/opinions?month=2025-01")
    visit.sees("p.none")


def hand_over(visit: Visit) -> None:
    """What one officer leaves to the next: who waits, who is kept and why, who is served."""
    hall = visit.hall
    hall.free("07")
    hall.call("07", "GTVT-LX")
    hall.press("07", "park", reason="nộp lệ phí")
    hall.call("07", "GTVT-LX")
    for _ in range(3):
        hall.issue("GTVT-LX")
    sign_in(visit, "giam-doc", to="/reports/hand-over?department=GTVT")
    visit.sees("tbody th")


def printed(visit: Visit) -> None:
    """The same sheet on paper."""
    hand_over(visit)
    visit.page.emulate_media(media="print")


def at_the_counters(visit: Visit) -> None:
    """What the action of an alert leads to: the counters of that department."""
    live(visit)
    visit.click(".alert a.act")
    visit.sees(".unit:target")


def without_alerts(visit: Visit) -> None:
    """Nothing needs a look."""
    sign_in(visit, "giam-doc")
    visit.sees(".calm")


def in_english(visit: Visit) -> None:
    """The same page by its own link to English."""
    visit.click(".languages [lang=en]")
    visit.sees("html[lang=en]")


def rated(folder: Path) -> Hall:
    """Open a hall in which a department's citizens have said how satisfied they are."""
    hall = Hall(folder, at="08:40", weeks=True)
    levels = ["very_satisfied", "satisfied", "very_satisfied", "dissatisfied"] * (ENOUGH // 4)
    for level in levels:
        answer = hall.issue("TP")
        hall.press("22", "open")
        hall.press("22", "call", ticket=answer["ticket"]["id"], reason="other")
        hall.press("22", "finish")
        hall.post(f"{answer['follow_url']}/rate", level=level)
    return hall


def few(folder: Path) -> Hall:
    """Open a hall to which one citizen has come, who was called at once."""
    hall = Hall(folder, at="08:00", lived=False)
    hall.press("07", "open")
    hall.call("07", "GTVT-LX")
    hall.set_clock("08:05")
    return hall


def at_lunch(folder: Path) -> Hall:
    """Open the same hall when that citizen has been served and everybody is at lunch."""
    hall = few(folder)
    hall.press("07", "finish")
    hall.set_clock("11:30")
    return hall


desk = partial(State, size=DESK)
wall = partial(State, size=WALL)

DAY = (
    desk("reports", "The day so far: alerts, key figures, the flow, what is usual, departments.",
         live, english=in_english),
    desk("reports-counters", "What an alert leads to: the counters of that department.",
         at_the_counters),
    State("reports-narrow", "The same page on a telephone.", live, NARROW),
    wall("reports-wall", "The same page on a wall: nothing to press, departments in turn.",
         on_the_wall, english=english_by_address),
    desk("reports-department", "A department's head sees one department.",
         lambda v: live(v, "truong-phong"), english=in_english),
    desk("reports-definitions", "What each figure means.", explained),
    desk("reports-opinions", "A month's complaints and reasons, by department.", opinions,
         english=in_english),
    State("reports-opinions-narrow", "The same on a telephone.", opinions, NARROW),
    desk("reports-opinions-none", "A month in which nobody has said anything.", no_opinions),
    desk("reports-hand-over", "What an officer leaves to the next one.", hand_over,
         english=english_by_address),
    State("reports-hand-over-narrow", "The same on a telephone.", hand_over, NARROW),
    State("reports-hand-over-printed", "The same on a sheet of A4.", printed, SHEET),
    desk("reports-offline", "The server is away: from when the figures are.", offline,
         cut_off=True),
)  # fmt: skip
EMPTY = (desk("reports-empty", "Nobody has taken a number yet.", nobody, english=in_english),)
FEW = (
    desk(
        "reports-few",
        "One call so far: no alert, and a dash where one call says nothing.",
        without_alerts,
        english=in_english,
    ),
)
LUNCH = (
    desk(
        "reports-lunch",
        "Outside the hours of intake: when alerts begin again.",
        without_alerts,
        english=in_english,
    ),
)

GROUPS = (
    Group("reports", rated, DAY, TARGETS),
    Group("empty reports", partial(Hall, at="07:05", lived=False), EMPTY, TARGETS),
    Group("reports of few", few, FEW, TARGETS),
    Group("reports at lunch", at_lunch, LUNCH, TARGETS),
)

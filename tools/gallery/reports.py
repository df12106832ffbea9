"""Every state of the managers' page."""

from functools import partial
from pathlib import Path

from tools.gallery.counters import sign_in
from tools.gallery.hall import Hall
from tools.gallery.states import Group, Size, State, Visit

DESK: Size = (1440, 1080)
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
    visit.click("summary")


def offline(visit: Visit) -> None:
    """The server is away."""
    live(visit)
    visit.lose_server()
    visit.sees(".away")


def in_english(visit: Visit) -> None:
    """The same page by its own link to English."""
    visit.click(".languages [lang=en]")
    visit.sees("html[lang=en]")


def rated(folder: Path) -> Hall:
    """Open a hall in which a department's citizens have said how satisfied they are."""
    hall = Hall(folder, at="08:40")
    levels = ["very_satisfied", "satisfied", "very_satisfied", "dissatisfied"] * (ENOUGH // 4)
    for level in levels:
        answer = hall.issue("TP")
        hall.press("22", "open")
        hall.press("22", "call", ticket=answer["ticket"]["id"], reason="picture")
        hall.press("22", "finish")
        hall.post(f"{answer['follow_url']}/rate", level=level)
    return hall


desk = partial(State, size=DESK)

DAY = (
    desk("reports", "The day so far: key figures, departments by worst wait.", live,
         english=in_english),
    desk("reports-department", "A department's head sees one department.",
         lambda v: live(v, "truong-phong"), english=in_english),
    desk("reports-definitions", "What each figure means.", explained),
    desk("reports-offline", "The server is away: from when the figures are.", offline,
         cut_off=True),
)  # fmt: skip
EMPTY = (desk("reports-empty", "Nobody has taken a number yet.", nobody, english=in_english),)

GROUPS = (
    Group("reports", rated, DAY, TARGETS),
    Group("empty reports", partial(Hall, at="07:05", lived=False), EMPTY, TARGETS),
)

"""A counter that changes hands, and one for which the server calls."""

from functools import partial
from typing import Any

from playwright.sync_api import expect

from tests.gallery.counters import (
    COUNTER,
    TARGETS,
    dialog,
    english_console,
    narrow,
    narrow_in_both,
    press,
    serving,
    shows,
    wide,
    wide_in_both,
)
from tests.gallery.hall import Hall
from tests.gallery.states import Group, Visit, in_english


def calling_by_itself(config: dict[str, Any]) -> None:
    """Free counters call the next by themselves."""
    config["rules"]["auto_call"] = {"all": True}


def handed_over(visit: Visit) -> None:
    """The officer has left the counter to the next one, with whom was served there."""
    serving(visit)
    press(visit, "o")
    visit.click("dialog .primary")
    shows(visit, "Đã bàn giao")


def choose_handed_over(visit: Visit) -> None:
    """The next officer is about to take the counter."""
    handed_over(visit)
    visit.open(f"/counters?wanted={COUNTER}")
    visit.sees(".choose-take")


def countdown(visit: Visit) -> None:
    """The counter has just become free, and somebody waits."""
    serving(visit)
    press(visit, "h", "Sẵn sàng")
    visit.sees(".auto b", "20")


def held(visit: Visit) -> None:
    """The officer does not want the next yet."""
    countdown(visit)
    press(visit, "l")
    expect(visit.page.locator(".auto")).to_have_count(0)


def english_hand_over(visit: Visit) -> None:
    """The dialog in English; it is opened anew."""
    english_console(visit)
    press(visit, "o")
    visit.sees("dialog[open]")


STATES = (
    wide("counter-hand-over", "What stays when the counter is handed over.", dialog("o"),
         english=english_hand_over),
    narrow("counter-side-hand-over", "The panel: handing the counter over.", dialog("o"),
           english=english_hand_over),
    wide_in_both("counter-handed-over", "Handed over: it waits for the next officer.", handed_over),
    narrow_in_both("counter-side-handed-over", "The panel, handed over.", handed_over),
    wide("counter-choose-handed-over", "The next officer takes it.", choose_handed_over,
         english=in_english),
    wide_in_both("counter-auto-call", "The next is called in some seconds.", countdown),
    narrow_in_both("counter-side-auto-call", "The panel: the next is called soon.", countdown),
    wide("counter-auto-call-held", "The officer holds the call.", held),
)  # fmt: skip

HALL = partial(Hall, at="08:40", change=calling_by_itself)
GROUPS = (Group("shifts", HALL, STATES, TARGETS),)

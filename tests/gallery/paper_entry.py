"""Every state of entering slips of paper on the guide's tablet."""

from functools import partial

from tests.gallery.guide import TARGETS, on_duty, tablet
from tests.gallery.hall import Hall
from tests.gallery.states import Group, State, Visit, in_english


def entering_paper(visit: Visit) -> None:
    """Slips of paper are entered: which ones, what for, about when."""
    on_duty(visit)
    visit.click(".who")
    visit.click("dialog[open] [data-choice=paper]")
    visit.page.locator("dialog[open] [name=first]").fill("D9001")
    visit.page.locator("dialog[open] [name=last]").fill("D9024")
    visit.page.locator("dialog[open] [name=began]").fill("08:05")
    visit.sees("dialog[open] .primary", "24")


def entering_wrong_paper(visit: Visit) -> None:
    """The two numbers are the wrong way round: the dialog says so and stays."""
    entering_paper(visit)
    visit.page.locator("dialog[open] [name=last]").fill("D9000")
    visit.click("dialog[open] .primary")
    visit.sees("dialog[open] .wrong", "D9000")


def entered_paper(visit: Visit) -> None:
    """The slips have their places; that can be taken back."""
    entering_paper(visit)
    visit.click("dialog[open] .primary")
    visit.sees(".notice [data-action=undo]")


ENTERING = (
    tablet("guide-paper-entry", "Slips of paper are entered after an outage.", entering_paper,
           english=in_english),
    State("guide-paper-entry-narrow", "The same on a phone.", entering_paper, (390, 844)),
    tablet("guide-paper-wrong", "Numbers that cannot be meant.", entering_wrong_paper),
    tablet("guide-paper-entered", "The slips have their places, and that can be taken back.",
           entered_paper, english=in_english),
)  # fmt: skip
GROUPS = (Group("paper slips", partial(Hall, at="08:40"), ENTERING, TARGETS),)

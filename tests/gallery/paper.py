"""The kiosk beside a printer: what becomes of the slip, and what it says when there is none."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.gallery import kiosk
from tests.gallery.hall import Hall
from tests.gallery.kiosk import LANDSCAPE, PORTRAIT, TARGETS
from tests.gallery.print_agent import PrintAgent
from tests.gallery.states import Group, Reach, State, Visit

Report = Callable[[PrintAgent, str], None]


class PrintingHall(Hall):
    """A hall with two printers, of which an agent beside the first kiosk speaks."""

    def __init__(self, folder: Path, *, at: str, lived: bool = True) -> None:
        """Open it with both printers ready."""
        super().__init__(folder, at=at, lived=lived, change=with_printers)
        self.agent = PrintAgent(self.port, self.tokens["printer"], M1="ready", M2="ready")

    def stop(self) -> None:
        """Take the agent and the server away."""
        self.agent.stop()
        super().stop()


def with_printers(settings: dict[str, Any]) -> None:
    """Let both printers of the configuration be plugged into the computer of the first kiosk."""
    for printer in settings["printers"].values():
        printer.update(connection="file", device="/dev/null", beside="K1")


def agent_of(visit: Visit) -> PrintAgent:
    """Return who speaks for the printers."""
    assert isinstance(visit.hall, PrintingHall)
    return visit.hall.agent


def slip(report: Report, shown: str, *aids: str) -> Reach:
    """Return the way to a number whose slip the agent reports on, until the page shows it so."""

    def reach(visit: Visit) -> None:
        agent_of(visit).finds("M1", "ready")
        kiosk.papers(visit, *aids)
        report(agent_of(visit), take(visit))
        visit.sees(f"[data-news={shown}]")

    return reach


def take(visit: Visit) -> str:
    """Press for the number; return the ticket's id."""
    with visit.page.expect_response("**/api/tickets") as answered:
        visit.click(".act .pri")
    visit.sees(".tk .no")
    return str(answered.value.json()["ticket"]["id"])


def coming(agent: PrintAgent, ticket: str) -> None:
    """It is being printed."""
    agent.slip(ticket, "sending")


def out(agent: PrintAgent, ticket: str) -> None:
    """It is on paper."""
    agent.slip(ticket, "sending", "printed")


def cannot(agent: PrintAgent, ticket: str) -> None:
    """Nothing is on paper."""
    agent.slip(ticket, "not_started", cause="paper_out")


def doubtful(agent: PrintAgent, ticket: str) -> None:
    """The paper ended within it."""
    agent.slip(ticket, "sending", "unknown", cause="paper_out")


def second_copy(visit: Visit) -> None:
    """As many copies as a kiosk prints."""
    agent_of(visit).finds("M1", "ready")
    kiosk.papers(visit)
    ticket = take(visit)
    out(agent_of(visit), ticket)
    for copy in (1, 2):
        with visit.page.expect_response("**/reprint"):
            visit.click(".three-acts .sec:first-child:enabled")
        agent_of(visit).slip(ticket, "sending", "printed", copy=copy)
        visit.sees("[data-news=out]")


def without_paper(then: Reach) -> Reach:
    """Return the way to a page while no slip can be printed."""

    def reach(visit: Visit) -> None:
        agent_of(visit).finds("M1", "paper_out")
        then(visit)
        visit.sees(".no-slips")

    return reach


english = kiosk.speak("en")
tall = partial(State, size=PORTRAIT)
wide = partial(State, size=LANDSCAPE)

STATES = (
    tall("kiosk-slip-coming", "The slip is being printed.", slip(coming, "coming"),
         english=english),
    tall("kiosk-slip", "The slip is there to be taken.", slip(out, "out"), english=english),
    tall("kiosk-slip-cannot", "The printer cannot print just now: the number is valid without.",
         slip(cannot, "cannot"), english=english),
    tall("kiosk-slip-doubtful", "Nobody knows whether the slip came out: a copy is offered.",
         slip(doubtful, "doubtful"), english=english),
    tall("kiosk-slip-copies", "After two copies a person helps.", second_copy, english=english),
    wide("kiosk-slip-landscape", "The slip, on a panel that lies.", slip(out, "out"),
         english=english),
    tall("kiosk-slip-large", "The slip, in large text.", slip(out, "out", "large"),
         english=english),
    tall("kiosk-slip-contrast", "The slip is being printed, in high contrast.",
         slip(coming, "coming", "contrast")),
    tall("kiosk-slip-low", "A doubtful slip, within reach from a wheelchair.",
         slip(doubtful, "doubtful", "low")),
    tall("kiosk-no-slips", "Nothing can be printed: said before the first touch.",
         without_paper(kiosk.home), english=english),
    tall("kiosk-no-slips-papers", "The same, beside the papers to bring.",
         without_paper(kiosk.papers), english=english),
    tall("kiosk-no-slips-priority", "The same, at the last question.",
         without_paper(kiosk.priority), english=english),
    wide("kiosk-no-slips-landscape", "The same on a panel that lies.",
         without_paper(kiosk.home), english=english),
    tall("kiosk-no-slips-large", "The same in large text.",
         without_paper(lambda v: kiosk.home(v, "large")), english=english),
    tall("kiosk-no-slips-low", "The same, within reach from a wheelchair.",
         without_paper(lambda v: kiosk.home(v, "low")), english=english),
)  # fmt: skip

GROUPS = (Group("kiosk with a printer", partial(PrintingHall, at="08:40"), STATES, TARGETS),)

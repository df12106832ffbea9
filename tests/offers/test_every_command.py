"""Every command is one that a screen's offers are compared with, or says here why it is not."""

from pathlib import Path
from re import findall
from typing import get_args

from counters.actions import ACTIONS
from queueing.commands import Command
from queueing.measures.unsure import TimeAnswer
from tests.offers.screens import press

BODIES = {
    "call": {"ticket": "t", "reason": "help"},
    "resume": {"ticket": "t"},
    "answer-time": {"ticket": "t", "answer": TimeAnswer.ENDED},
    "transfer": {"service": "A"},
    "walk-in": {"service": "A"},
}
"""What buttons of a console need to say."""
NOT_COMPARED = {
    "CallByItself": "the clock presses it: tests/queueing/test_auto_calls.py",
    "ChangeRoll": "always offered, never refused",
    "CloseDay": "the clock presses it, or the operator",
    "EndBulletin": "beside each bulletin that is told, and never refused",
    "EndDay": "of the operator",
    "EndVisit": "always offered: a figure, no ticket",
    "EraseBookings": "of the server itself",
    "EraseTicket": "of the operator",
    "ExplainRating": "offered by the answer to a rating: tests/queueing/test_citizens.py",
    "PublishBulletin": "a form; its limits: tests/queueing/test_bulletins.py",
    "ReopenDay": "of the operator",
    "ReportPrintJob": "of the print agent",
    "RestoreRun": "offered by the answer to CancelRun: tests/queueing/test_runs.py",
    "TakeBackPaper": "offered by the answer to EnterPaper: tests/queueing/test_paper.py",
    "TakeOnAlarm": "beside each alarm, and never refused",
}


def test_a_new_command_is_compared_or_says_why_not():
    every = {kind.__name__ for kind in get_args(Command)}
    buttons = {type(press(name, "1", "lan", **BODIES.get(name, {}))).__name__ for name in ACTIONS}
    assert every - buttons - _named_beside_buttons() == set(NOT_COMPARED)


def _named_beside_buttons():
    """Return the commands that the modules beside this one compare with offers, by name."""
    modules = (each for each in Path(__file__).parent.glob("*.py") if each.name[:5] != "test_")
    return {name for each in modules for name in findall(r"\bc\.([A-Z]\w+)", each.read_text())}

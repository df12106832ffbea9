"""What staff are offered beside a ticket, and whether the door would do it: one pair a button."""

from types import SimpleNamespace

from complaints.view import desk_row
from counters.guide_view import guide_view
from counters.view import make_counter_view
from queueing import commands as c
from tests.offers.screens import holds, moment, would

READERS = {
    "director": SimpleNamespace(assigns=True, answers=True, answers_for=None),
    "head": SimpleNamespace(assigns=False, answers=True, answers_for="XD"),
}


def complaints(hall, at):
    """Yield (button, offered, command) of the staff's list, for a director and for a head."""
    for reader, acts in READERS.items():
        for each in hall.complaints.values():
            row = desk_row(each, hall, at, {}, acts=acts)
            answering = c.AnswerComplaint(each.code, "", acts.answers_for)
            yield f"{reader} answers {each.code}", row["may_answer"], answering
            if acts.assigns:
                yield f"reopen {each.code}", row["may_reopen"], c.ReopenComplaint(each.code)
                every = [c.AssignComplaint(each.code, code) for code in hall.catalogue.departments]
                # The list names all departments; the same once more is no news
                done = next((one for one in every if would(hall, one, at)), every[0])
                yield f"assign {each.code}", row["may_assign"], done


def help_calls(hall, counter, at):
    """Yield the same of the dialog of a console, and of the calls of counters near."""
    shown = make_counter_view(hall, counter, at)["help"]
    own = shown["here"]
    unheld = own is not None and moment(own["held_until"]) <= at
    by = own["by"] if own else "lan"
    yield "call", own is None or own["test"], c.CallForHelp(counter, "lan")
    yield "try", own is None, c.CallForHelp(counter, "lan", test=True)
    yield "end the own", unheld, c.EndHelp(counter, by)
    for call in shown["near"]:
        yield "end another's", True, c.EndHelp(call["counter"], "of another name")
        if call["coming"] in (None, "mai"):
            come = c.ComeToHelp(call["counter"], "mai")
            yield "come", call["coming"] is None, come


def alarms(hall, at):
    """Yield the same of the counters that a guide may ask to serve those who wait."""
    could = set()
    for line in guide_view(hall, at)["services"]:
        if line["waiting"]:
            able = {*line["idle"], *line["paused"], *line["closed"]}
            could |= able - line["asked"].keys()
    for counter in hall.catalogue.counters:
        yield f"ask {counter}", counter in could, c.AskCounter(counter, "mai")


def paper(hall, seen_at, at):
    """Yield the same of the services for which a guide may enter slips of paper."""
    view = guide_view(hall, seen_at)
    for code, service in hall.catalogue.services.items():
        offered = holds(view["issue"], at) and code in view["open_services"]
        slip = f"{service.letter}9900"
        yield f"enter {slip}", offered, c.EnterPaper(code, slip, slip, ("new",))

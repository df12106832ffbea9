"""What every screen offers of a hall, and whether the door would do it: one pair per button."""

from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace

from counters.actions import ACTIONS
from counters.guide_view import guide_row, guide_view
from counters.rows import no_procedures
from counters.view import make_counter_view
from kiosk.view import make_kiosk_view
from phone.view import phone_offers
from queueing import commands as c
from queueing.decisions import decide
from queueing.decisions.issuing import find_just_taken
from queueing.errors import Refusal
from queueing.estimate import Basis
from queueing.hall.tickets import LEVELS, State
from queueing.measures.unsure import TimeAnswer
from rating.view import make_rating_view
from web.roles import Role

BASIS = Basis()
OF_A_ROW = ("call", "resume", "transfer", "answer-time", "walk-in")


def would(hall, command, at):
    """Say whether the door would carry the command out at that moment, and change something."""
    try:
        return decide(hall, command, at, BASIS) != ()
    except Refusal:
        return False


def holds(offer, at):
    """Say whether an offer of a view, or none, holds at a moment, as the scripts read it."""
    if offer is None:
        return False
    begun = offer["after"] is None or moment(offer["after"]) <= at
    return begun and (offer["until"] is None or at <= moment(offer["until"]))


def moment(text):
    return datetime.fromisoformat(text)


def press(name, at, officer, /, **body):
    """Return the command of a button, as its address makes it."""
    action = ACTIONS[name]
    return action.command(at, action.body(**body), SimpleNamespace(name=officer, role=Role.OFFICER))


def console(hall, counter, seen_at, at):
    """Yield (button, offered, command) of a counter's console, seen a while ago and pressed now."""
    view = make_counter_view(hall, counter, seen_at)
    actions = view["actions"]
    officer = view["counter"]["officer"] or view["counter"]["handed_by"] or "user:new"
    for name in sorted(set(ACTIONS) - set(OF_A_ROW)):
        body = {"reason": "meeting"} if name == "pause" else {}
        command = press(name, counter, officer, **body)
        yield name, holds(actions.get(name), at), command
    for code in hall.catalogue.services:
        offered = code in view["walk_in"] and holds(actions.get("walk-in"), at)
        yield f"walk-in {code}", offered, press("walk-in", counter, officer, service=code)
    current = view["current"]
    unasked = current is not None and current["state"] == "called"
    unasked = unasked and moment(current["held_until"]) <= at
    unasked = unasked and holds(actions.get("no-show"), at)
    yield "no-show unasked", unasked, press("no-show", counter, officer, unless_held=True)
    lists = ("waiting", "parked", "missed", "finished", "unsure")
    rows = {part: {row["id"]: row for row in view[part]} for part in lists}
    for ticket in hall.tickets.values():
        for name, part in (("call", "waiting"), ("resume", "parked")):
            offered = ticket.id in rows[part] and holds(actions.get(name), at)
            why = {"reason": "help"} if name == "call" else {}
            command = press(name, counter, officer, ticket=ticket.id, **why)
            yield f"{name} {ticket.number}", offered, command
        if ticket.service in hall.counter(counter).services:
            row = rows["missed"].get(ticket.id)
            offered = row is not None and at <= moment(row["restorable_until"])
            finished = rows["finished"].get(ticket.id)
            if ticket.state is State.SERVED and ticket.counter == counter:
                offered = finished is not None and at <= moment(finished["take_back_until"])
            guides_alone = ticket.state is State.CANCELLED
            if not guides_alone and (ticket.state is not State.SERVED or ticket.counter == counter):
                yield f"restore {ticket.number}", offered, c.RestoreTicket(ticket.id)
        row = rows["unsure"].get(ticket.id)
        for answer in TimeAnswer:
            body = {"ticket": ticket.id, "answer": answer}
            if answer == TimeAnswer.ENDED:
                suggested = row and row["suggested_end"]
                if not suggested:
                    continue
                body["ended_at"] = moment(suggested)
            command = press("answer-time", counter, officer, **body)
            yield f"{answer} {ticket.number}", row is not None, command
    yield from _transfers(hall, counter, view, officer, at)


def _transfers(hall, counter, view, officer, at):
    targets = view["transfer_to"] or {"services": [], "counters": []}
    offered = holds(view["actions"].get("transfer"), at)
    catalogue = hall.catalogue
    for kind, things in (("service", catalogue.services), ("counter", catalogue.counters)):
        for code in things:
            command = press("transfer", counter, officer, **{kind: code})
            yield f"transfer to {kind} {code}", offered and code in targets[f"{kind}s"], command


def guide(hall, seen_at, at):
    """Yield the same of the guide's tablet, of tickets in its list and of those found by number."""
    view = guide_view(hall, seen_at)
    listed = {row["id"]: row for row in view["tickets"]}
    for ticket in hall.tickets.values():
        row = guide_row(hall, ticket, seen_at, no_procedures)
        assert listed.get(ticket.id, row) == row
        until = row["restorable_until"]
        lapsed = until is not None and moment(until) < at
        back = "take_back" if ticket.state is State.SERVED else "restore"
        for name, command in (
            (back, c.RestoreTicket(ticket.id)),
            ("reprint", c.ReprintTicket(ticket.id)),
            ("cancel", c.CancelTicket(ticket.id)),
        ):
            offered = name in row["actions"] and not (lapsed and name != "cancel")
            yield f"{name} {ticket.number}", offered, command
        for code in hall.catalogue.services:
            offered = (
                "move" in row["actions"]
                and code in view["open_services"]
                and code != ticket.service
            )
            yield f"move {ticket.number} to {code}", offered, c.CorrectService(ticket.id, code)
    for run in view["runs"]:
        yield f"cancel the run of {run['kiosk']}", True, c.CancelRun(tuple(run["tickets"]))
    for code in hall.catalogue.services:
        offered = holds(view["issue"], at) and code in view["open_services"]
        for priority in hall.catalogue.priorities:
            command = c.IssueTicket(code, "follow", priority, by_staff=True)
            yield f"issue {code} {priority}", offered, command


def kiosk(hall, at):
    """Yield the same of a kiosk, which looks at the hall anew every two seconds."""
    for unit in make_kiosk_view(hall, at, BASIS, "v1")["departments"]:
        for row in unit["services"]:
            assert row["open"] == ("normal" in row["open_for"]) == (row["reason"] is None)
            assert set(row["open_for"]) <= set(unit["open_for"])
            for priority in hall.catalogue.priorities:
                command = c.IssueTicket(row["code"], "follow", priority, kiosk="k1")
                offered = priority in row["open_for"]
                yield f"take {row['code']} {priority}", offered, command
                service = hall.catalogue.services[row["code"]]
                asked = find_just_taken(hall, "k1", service, at) is not None
                command = replace(command, unless_just_taken=True)
                yield f"take {row['code']} {priority} unasked", offered and not asked, command


def phone(hall, at):
    """Yield the same of the page of every ticket."""
    for ticket in hall.tickets.values():
        offers = phone_offers(hall, ticket, at)
        steps = offers["postpone"] or {"choices": []}
        assert offers["postpone"] is None or steps["left"] > 0
        offered = [choice["places"] for choice in steps["choices"]]
        for places in offered or [1]:
            command = c.PostponeTicket(ticket.id, places=places)
            yield f"step back {places}", places in offered, command
        yield "take a step back", offers["take_back"], c.TakeBackPostpone(ticket.id)
        yield "ask for a call", offers["ask_for_call"], c.AskForCall(ticket.id)
        yield "cancel", offers["cancel"], c.CancelTicket(ticket.id, by_staff=False)
        if ticket.state not in (State.SERVED, State.CANCELLED):
            yield "come back", offers["come_back"], c.RestoreTicket(ticket.id)
        yield "complain", offers["complain"], c.FileComplaint(ticket.id, "K7P2-QA34")
        for level in LEVELS:
            yield f"rate {level}", offers["rate"], c.RateTicket(ticket.id, level)


def tablet(hall, counter, seen_at, at):
    """Yield the same of the tablet that asks at a counter."""
    view = make_rating_view(hall, counter, seen_at)
    asked = view["ticket"]["id"] if view["ticket"] else None
    for ticket in hall.tickets.values():
        offered = ticket.id == asked and at <= moment(view["until"])
        for level in LEVELS:
            command = c.RateTicket(ticket.id, level, counter=counter)
            yield f"rate {ticket.number} {level}", offered, command

"""One ticket as its page shows it: states that add up, events, and the order at each call."""

from datetime import datetime
from itertools import zip_longest
from typing import Any

from queueing import events as e
from queueing.hall.tickets import OVER
from queueing.hall.transitions import seconds_between
from queueing.measures.timelines import Timeline
from queueing.measures.times import waits_with_paper
from reports.language.formatting import NONE, Formatter
from reports.pages.history import Call, History, Place
from reports.pages.sentences import happened, why

STATES = {
    "waiting": "Đang chờ", "called": "Đang gọi", "serving": "Đang phục vụ", "parked": "Đang giữ",
    "served": "Hoàn tất", "no_show": "Vắng mặt", "cancelled": "Đã hủy", "expired": "Hết hiệu lực",
}  # fmt: skip
ABSENT = "Vắng mặt, chờ gọi lại"


def ticket_view(found: History, now: datetime, write: Formatter) -> dict[str, Any]:
    """Return what everybody who may see the ticket sees: its states and their sum."""
    issued, moves = found.timeline.issued, found.timeline.transitions
    states, total_s = _states(found.timeline, now, write)
    return {
        "number": issued.number,
        "day": write.long_day(issued.day),
        "service": write.service(issued.service),
        "priority": None if issued.priority == "normal" else write.priority(issued.priority),
        "promised": None if issued.high_min is None else f"{issued.low_min or 0}–{issued.high_min}",
        "state": write.gettext(STATES[moves[-1].state]),
        "states": states,
        "total": write.duration(total_s),
        "total_s": total_s,
    }


def journal_view(found: History, write: Formatter) -> dict[str, Any]:
    """Return what auditors see besides: every entry about the ticket, and each call's order."""
    return {
        "entries": [_entry(entry, found, write) for entry in found.entries],
        "calls": [_call(call, call.seq in found.undone, write) for call in found.calls.values()],
    }


def _states(
    timeline: Timeline, now: datetime, write: Formatter
) -> tuple[list[dict[str, Any]], float]:
    moves, rows, total_s = timeline.transitions, [], 0.0
    for move, following in zip_longest(moves, moves[1:]):
        end = following.at if following else None
        over = end is None and move.state in OVER
        seconds = 0.0 if over else seconds_between(move.at, end or now)
        total_s += seconds
        absent = end is not None and move.state in OVER
        rows.append({
            "state": write.gettext(ABSENT if absent else STATES[move.state]),
            "kind": str(move.state),
            "from": write.clock(move.at, seconds=True),
            "until": NONE if over else write.gettext("đến nay") if end is None
            else write.clock(end, seconds=True),
            "counter": write.counter(move.counter),
            "officer": write.officer(move.officer),
            "spent": NONE if over else write.duration(seconds),
            "unsure": waits_with_paper(timeline, move)
            or (not over and timeline.is_clock_set_between(move, following)),
            "seconds": seconds,
        })  # fmt: skip
    return rows, total_s


def _entry(entry: e.Entry, found: History, write: Formatter) -> dict[str, Any]:
    return {
        "seq": write.count(entry.seq),
        "at": write.clock(entry.event.at, seconds=True),
        "said": happened(entry.event, write),
        "who": write.officer(entry.actor),
        "undone": entry.seq in found.undone,
        "call": entry.seq if entry.seq in found.calls else None,
    }


def _call(call: Call, undone: bool, write: Formatter) -> dict[str, Any]:
    return {
        "seq": call.seq,
        "title": write.gettext(
            "%(time)s, %(counter)s", time=write.clock(call.at, seconds=True),
            counter=write.counter(call.counter),
        ),
        "undone": undone,
        "why": why(call, write),
        "waiting": [_place(number, place, call, write)
                    for number, place in enumerate(call.waiting, start=1)],
    }  # fmt: skip


def _place(number: int, place: Place, call: Call, write: Formatter) -> dict[str, Any]:
    credit = place.credit_s
    return {
        "place": number,
        "ticket": place.ticket,
        "number": place.number,
        "its_own": place.ticket == call.its_own.ticket,
        "priority": write.priority(place.priority),
        "arrival": write.clock(place.arrival, seconds=True),
        "credit": _minutes(-credit, write),
        "penalty": _minutes(place.penalty_s, write),
        "key": write.clock(place.key[0], seconds=True),
        "waited": write.gettext("không rõ")
        if place.on_paper
        else write.duration(max(0.0, (call.at - place.arrival).total_seconds())),
    }


def _minutes(seconds: float, write: Formatter) -> str:
    """Return by how much the key was moved: "−15", "+10", or a dash for not at all."""
    return write.difference("seconds", seconds, 0) if seconds else NONE

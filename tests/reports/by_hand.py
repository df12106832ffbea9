"""Every figure once more, slowly: from the entries alone, leg by leg."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from queueing import events as e

SECOND = timedelta(seconds=1)
WAITING, CALLED, SERVING = "waiting", "called", "serving"
PARKED, ABSENT, OVER = "parked", "absent", "over"
CONTENT = ["very_satisfied", "satisfied"]
AFTER = {
    e.TicketIssued: WAITING, e.TicketCalled: CALLED, e.TicketRecalled: CALLED,
    e.ServiceStarted: SERVING, e.ServiceReopened: SERVING, e.TicketParked: PARKED,
    e.TicketResumed: SERVING,
    e.NoShowRecorded: ABSENT, e.TicketRestored: WAITING, e.TicketReturned: WAITING,
    e.TicketTransferred: WAITING, e.TicketWentOn: WAITING, e.GoingOnTakenBack: OVER,
    e.TicketServed: OVER, e.ServedByHand: OVER, e.TicketCancelled: OVER,
    e.TicketExpired: OVER,
}  # fmt: skip


@dataclass
class Stay:
    """One leg. `moves`: (event, state after it), with the event that ended it, if one did."""

    issued: e.TicketIssued
    number: int
    service: str
    department: str
    moves: list = field(default_factory=list)
    seqs: list = field(default_factory=list)
    officers: list = field(default_factory=list)
    rating: str | None = None
    answer: str | None = None
    called_before: bool = False

    @property
    def entered(self):
        return self.moves[0][0].at

    @property
    def next_matter(self):
        return isinstance(self.moves[0][0], e.TicketWentOn)

    @property
    def moved_here(self):
        return isinstance(self.moves[0][0], e.TicketTransferred)

    @property
    def calls(self):
        return [event for event, state in self.moves if state == CALLED]

    @property
    def stood_there(self):
        return bool(self.calls) and getattr(self.calls[0], "walk_in", False)

    @property
    def on_paper(self):
        """Nobody knows since when its holder waited: nobody had called the slip before."""
        return not self.called_before and self.issued.channel == "paper"

    @property
    def in_turn(self):
        chosen = [each for each in self.calls if not getattr(each, "in_turn", True)]
        return not chosen

    @property
    def called(self):
        return self.calls[0].at if self.calls else None

    @property
    def end(self):
        last = self.moves[-1][0]
        names = {
            e.TicketServed: "served", e.ServedByHand: "served", e.NoShowRecorded: "no_show",
            e.TicketCancelled: "cancelled", e.TicketExpired: "expired",
        }  # fmt: skip
        if len(self.moves) > 1 and isinstance(last, e.TicketTransferred):
            return "transferred"
        return names.get(type(last))

    @property
    def ended(self):
        return self.moves[-1][0].at if self.end else None

    def believe(self, answered):
        """Take the officer's word for when the service ended, or for whether it counts."""
        self.answer = answered.answer
        if answered.ended_at:
            event, state = self.moves[-1]
            self.moves[-1] = replace(event, at=answered.ended_at), state

    def occupied(self):
        """Time called and served."""
        moves = zip(self.moves, self.moves[1:], strict=False)
        spent = [then.at - at.at for (at, state), (then, _) in moves if state in (CALLED, SERVING)]
        return sum(spent, timedelta())

    def unsure(self, limit):
        if self.answer:
            return self.answer == "left_out"
        return self.occupied() > limit

    def spent(self):
        """Seconds waiting before any call, walking (or None), in service, parked."""
        waiting = service = parked = timedelta()
        walking = None
        for (event, state), (following, then) in zip(self.moves, self.moves[1:], strict=False):
            took = following.at - event.at
            mistaken = isinstance(event, e.TicketCancelled)
            if (state == WAITING or mistaken) and not (self.called and event.at >= self.called):
                waiting += took
            elif state == SERVING:
                service += took
            elif state == PARKED:
                parked += took
            elif getattr(event, "walk_in", False):
                continue
            elif state == CALLED and then == SERVING:
                walking = (walking or timedelta()) + took
            elif state == CALLED and isinstance(
                following, e.TicketServed | e.TicketParked | e.TicketTransferred
            ):
                service += took
        return waiting, walking, service, parked


def stays_of(entries):
    """Every leg of every ticket; what was undone is struck out first."""
    undone = {
        seq for entry in entries if isinstance(entry.event, e.ActionUndone)
        for seq in entry.event.undoes
    }  # fmt: skip
    seats, rated, stays = {}, {}, defaultdict(list)
    for entry in entries:
        event = entry.event
        match event:
            case e.CounterOpened() if entry.seq not in undone:
                seats[event.counter] = event.officer
            case e.TicketRated():
                rated[event.ticket] = event.level
            case e.ServiceReopened() | e.TicketRestored():
                rated.pop(event.ticket, None)
            case e.ServiceTimeAnswered():
                stays[event.ticket][-1].believe(event)
        if type(event) not in AFTER or entry.seq in undone:
            continue
        own = stays[event.ticket]
        if isinstance(event, e.GoingOnTakenBack):
            own.pop()
            continue
        if isinstance(event, e.TicketWentOn):
            own.append(Stay(own[0].issued, len(own), event.service, event.department))
            own[-1].called_before = True
            own[-1].moves.append((event, WAITING))
            own[-1].seqs.append(entry.seq)
            continue
        if isinstance(event, e.TicketIssued):
            own.append(Stay(event, 0, event.service, event.department))
        own[-1].moves.append((event, AFTER[type(event)]))
        own[-1].seqs.append(entry.seq)
        own[-1].answer = None
        counter = getattr(event, "counter", None)
        if counter and not isinstance(event, e.TicketRestored):
            own[-1].officers.append((counter, seats[counter]))
        if isinstance(event, e.TicketTransferred):
            called = any(each.calls for each in own)
            own.append(Stay(own[0].issued, len(own), event.service, event.department))
            own[-1].called_before = called
            own[-1].moves.append((event, WAITING))
            own[-1].seqs.append(entry.seq)
    for ticket, given in rated.items():
        stays[ticket][-1].rating = given
    return dict(stays)


def nearest_rank(values, q):
    values = sorted(values)
    if len(values) < 10:
        return None
    return round(values[-(-q * len(values) // 100) - 1] / SECOND, 1)


def times(name, values):
    us = [value // timedelta(microseconds=1) for value in values]
    return {
        f"{name}_mean_s": round(sum(us) / (len(us) * 10**6), 1) if us else None,
        f"{name}_p50_s": nearest_rank(values, 50),
        f"{name}_p90_s": nearest_rank(values, 90),
        f"{name}_max_s": round(max(values) / SECOND, 1) if values else None,
    }


def part_of(some, whole):
    return round(some / whole, 4) if whole else None


def abandoned(stays):
    last, before = stays[-1].moves[-1][0], stays[-1].moves[-2:][0][1]
    gave_up = isinstance(last, e.TicketCancelled) and not last.by_staff
    return gave_up or (isinstance(last, e.TicketExpired) and before == WAITING)


def by_staff(stays):
    last = stays[-1].moves[-1][0]
    return isinstance(last, e.TicketCancelled) and last.by_staff


def figures(tickets, counts, target_s=900, red_line_s=1800, unsure_s=5400):
    """Figures of the tickets (lists of stays); `counts`: (kind, stay, moment) -> does it count."""
    stays = [stay for ticket in tickets for stay in ticket]
    called = [s for s in stays if s.called and counts("called", s, s.called)]
    gone = [s for s in stays if s.end in ("cancelled", "expired") and counts("gone", s, s.ended)]
    moved = [s for s in stays if s.end == "transferred" and not s.called]
    moved = [s for s in moved if counts("moved", s, s.ended)]
    issued = [t for t in tickets if counts("issued", t[0], t[0].entered)]
    spent = {id(s): s.spent() for s in stays}
    up = [s for s in called if not s.stood_there]
    known_up = [s for s in up if not s.on_paper]
    waits = [spent[id(s)][0] for s in known_up]
    by_hand = [s for s in stays if s.end == "served" and not s.called]
    served = [s for s in called if s.end == "served"]
    served += [s for s in by_hand if counts("served", s, s.ended)]
    ended = [s.end for s in called]
    promises = [s for s in called if s.number == 0 and s.issued.high_min is not None]

    def within(limit_s):
        limit = timedelta(seconds=limit_s)
        late = [s for s in gone if not (s.called or s.on_paper) and spent[id(s)][0] > limit]
        return part_of(sum(wait <= limit for wait in waits), len(known_up) + len(late))

    def minutes(stay):
        return spent[id(stay)][0] / timedelta(minutes=1)

    limit = timedelta(seconds=unsure_s)
    sure = [s for s in called if not s.unsure(limit)]
    sure_of_all = [s for s in sure if not s.on_paper]
    known = sum(spent[id(s)][1] is not None for s in called)
    walks = [spent[id(s)][1] for s in sure if spent[id(s)][1] is not None]
    parked = times("parked", [spent[id(s)][3] for s in called if spent[id(s)][3]])
    del parked["parked_p50_s"]
    visits = [
        last.ended - last.issued.at
        for *earlier, last in tickets
        if last.end == "served" and counts("visit", last, last.ended) and not last.unsure(limit)
        if all(stay.occupied() <= limit for stay in earlier)
        if last.issued.channel not in ("counter", "paper")
    ]
    waited = times("visit_wait", [
        sum((spent[id(s)][0] for s in t), timedelta())
        for t in tickets if t[-1].end == "served" and counts("visit", t[-1], t[-1].ended)
        if t[0].issued.channel not in ("counter", "paper")
    ])  # fmt: skip
    ends = [t[-1] for t in tickets if t[-1].end == "served" and t[-1] in served]
    ratings = [s.rating for s in called if s.rating]
    staff = [t for t in issued if by_staff(t)]
    return {
        "issued": len(issued),
        "transferred_in": sum(s.moved_here and counts("in", s, s.entered) for s in stays),
        "next_matters": sum(s.next_matter and counts("in", s, s.entered) for s in stays),
        "called": len(called),
        "served": len(served),
        "no_show": ended.count("no_show"),
        "cancelled": [s.end for s in gone].count("cancelled"),
        "expired": [s.end for s in gone].count("expired"),
        "transferred_out": ended.count("transferred") + len(moved),
        "recalls": sum(len(s.calls) - 1 for s in called),
        "priority_share": part_of(sum(s.issued.priority != "normal" for s in called), len(called)),
        **times("wait", waits),
        "wait_within_target": within(target_s),
        "wait_within_red_line": within(red_line_s),
        **times("walking", walks),
        "walking_known": part_of(known, len(up)),
        **times("service", [spent[id(s)][2] for s in sure if s.end == "served"]),
        "unsure": len(called) - len(sure_of_all),
        **parked,
        "parked": sum(bool(spent[id(s)][3]) for s in called),
        **times("visit", visits),
        "visits": len(issued) - len(staff),
        "legs": sum(counts("issued", s, s.entered) for t in tickets if not by_staff(t) for s in t),
        "several_matters": sum(bool(t[0].issued.matters) for t in issued if t not in staff),
        "visit_wait_mean_s": waited["visit_wait_mean_s"],
        "visit_wait_p90_s": waited["visit_wait_p90_s"],
        **chosen([s for s in up if not s.in_turn], len(up), limit, stays),
        **delivered(served),
        "no_show_rate": part_of(ended.count("no_show"), len(called)),
        "abandonment": part_of(sum(map(abandoned, issued)), len(issued) - len(staff)),
        "promise_kept": part_of(
            sum(minutes(s) <= s.issued.high_min for s in promises), len(promises)
        ),
        "promise_early": part_of(
            sum(minutes(s) < s.issued.low_min for s in promises), len(promises)
        ),
        "promises": len(promises),
        "satisfaction": part_of(
            sum("satisfied" in r and "dis" not in r for r in ratings), len(ratings)
        ),
        "ratings": len(ratings),
        "rated_share": part_of(len(ratings), len(ends)),
    }


def chosen(legs, of, limit, stays):
    """What calls out of turn cost others: `stays` of everybody, to see when each left its queue."""
    delays = []
    for stay in legs:
        parts = [
            delay_of(place, stay, stays)
            for place, (event, _) in enumerate(stay.moves)
            if isinstance(event, e.TicketCalled) and not event.in_turn and not event.walk_in
        ]
        if None not in parts and not stay.unsure(limit):
            delays.append(sum(parts))
    return {
        "chosen": len(legs),
        "chosen_share": part_of(len(legs), of),
        "passed": sum(len(event.passed) for s in legs for event, _ in s.moves
                      if isinstance(event, e.TicketCalled) and not event.walk_in),
        "delay_s": round(sum(delays), 1) if delays else None,
        "delay_mean_s": round(sum(delays) / len(delays), 1) if delays else None,
    }  # fmt: skip


def delay_of(place, stay, stays):
    """Seconds that those waited who stood before, until they left or the counter was free."""
    call, later = stay.moves[place][0], stay.moves[place + 1 :]
    free = next((event.at for event, state in later if state not in (CALLED, SERVING)), None)
    if free is None:
        return None
    moves = [
        (seq, event) for each in stays if each.issued.ticket in call.passed
        for seq, (event, _) in zip(each.seqs, each.moves, strict=True)
        if seq > stay.seqs[place]
    ]  # fmt: skip
    total = 0
    for ticket in call.passed:
        left = min(
            ((seq, event.at) for seq, event in moves if event.ticket == ticket), default=None
        )
        until = free if left is None else min(free, left[1])
        total += max(0, (until - call.at) / SECOND)
    return total


def delivered(served):
    """What was done at counters, of the legs that ended so."""
    said = [(s, s.moves[-1][0]) for s in served]
    said = [(s, event) for s, event in said if isinstance(event, e.TicketServed)]
    each = [sum(count for _, count, _ in event.delivered) or 1 for _, event in said]
    each += [1] * (len(served) - len(said))
    other = 0
    for stay, event in said:
        asked = getattr(stay.moves[0][0], "procedure", None)
        done = {procedure for procedure, _, _ in event.delivered}
        other += bool(asked and done and done != {asked})
    papers = [event for _, event in said if event.outcome == "supplement"]
    return {
        "dossiers": sum(each),
        "dossiers_mean": round(sum(each) / len(each), 2) if each else None,
        "several_dossiers": sum(count > 1 for count in each),
        "done_other": other,
        "supplements": len(papers),
        "supplements_again": sum(event.again for event in papers),
    }


def local_key(by, moment: datetime, zone):
    at = moment.astimezone(zone)
    return {
        "day": at.date().isoformat(),
        "weekday": str(at.isoweekday()),
        "hour": str(at.hour),
        "weekday_hour": f"{at.isoweekday()}-{at.hour}",
    }[by]


def key_of(by, stay, moment, zone):
    match by:
        case "department":
            return stay.department
        case "service":
            return stay.service
        case "priority":
            return stay.issued.priority
        case "call_reason":
            calls = [event for event, _ in stay.moves if isinstance(event, e.TicketCalled)]
            chosen = [event for event in calls if not event.in_turn and not event.walk_in]
            return chosen[-1].reason if chosen else ""
        case "channel":
            issued = stay.issued
            return issued.channel or ("guide" if issued.by_staff else "kiosk")
        case "counter":
            return stay.officers[-1][0] if stay.officers else ""
        case "officer":
            return stay.officers[-1][1] if stay.officers else ""
        case _:
            return local_key(by, moment, zone)

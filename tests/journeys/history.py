"""The checker: what callers were told beside what is in the journal, and every fault between them.

It reads the journal's rows itself and keeps a hall of its own: nothing here is the program's code.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

Profiles = Mapping[str, Sequence[tuple[str, int]]]
"""Counter -> the services it calls, each with its penalty in seconds."""


@dataclass(frozen=True)
class Exchange:
    """A keyed command that was answered. `asked`: when it was first sent, in monotonic seconds."""

    caller: str
    key: str
    path: str
    asked: float
    answered: float
    status: int
    answer: dict[str, Any]
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """One entry of the journal, as it lies on the disk."""

    seq: int
    kind: str
    fields: Mapping[str, Any]
    key: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a ticket is: waiting, at a counter, aside (parked or missed), or gone."""

    state: str
    service: str
    due: datetime
    order: int
    counter: str | None = None
    only_at: str | None = None


def journal_of(data: Path) -> list[Fact]:
    """Read the journal of a data folder, whichever engine has its database."""
    named = data / "database"
    if named.exists():
        return journal_on(named.read_text().strip())
    with closing(sqlite3.connect(data / "xinmoi.db")) as database:
        rows = database.execute("SELECT seq, kind, data, key FROM journal ORDER BY seq")
        return [Fact(seq, kind, json.loads(text), key) for seq, kind, text, key in rows]


def journal_on(url: str) -> list[Fact]:
    """Read the journal of a database on PostgreSQL."""
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT seq, kind, data::json, key FROM journal ORDER BY seq")
        return [Fact(*row) for row in rows]


def faults(journal: Sequence[Fact], exchanges: Sequence[Exchange], profiles: Profiles) -> list[str]:
    """Return every fault of a day, one sentence each."""
    return [
        *duplicate_numbers(journal),
        *counter_faults(journal, profiles),
        *differing_answers(exchanges),
        *lost_acknowledgements(journal, exchanges),
        *overtaken_in_time(journal, exchanges),
    ]


def duplicate_numbers(journal: Iterable[Fact]) -> Iterator[str]:
    """Say which numbers were given twice, and where numbers were left out."""
    serials: dict[tuple[str, str], list[int]] = defaultdict(list)
    tickets: set[str] = set()
    for fact in journal:
        if fact.kind == "TicketIssued":
            of = fact.fields
            serials[of["day"], of["letter"]].append(of["serial"])
            if of["ticket"] in tickets:
                yield f"ticket {of['ticket']} was issued twice"
            tickets.add(of["ticket"])
    for (day, letter), given in serials.items():
        for serial in {serial for serial in given if given.count(serial) > 1}:
            yield f"number {letter}{serial:03d} of {day} was given twice"
        if set(given) != set(range(1, max(given) + 1)):
            yield f"letter {letter} of {day} has a gap"


def counter_faults(journal: Iterable[Fact], profiles: Profiles) -> list[str]:
    """Say which calls took a ticket that was not waiting, a busy counter, or the wrong ticket."""
    hall = Retold(profiles)
    for fact in journal:
        hall.take(fact)
    return hall.faults


AT_COUNTER = "at a counter"
LEAVES = {
    "TicketServed": "gone", "NoShowRecorded": "aside", "TicketParked": "aside",
    "TicketReturned": "waiting", "TicketTransferred": "waiting",
}  # fmt: skip


class Retold:
    """The hall, told again from the journal by the checker's own rules."""

    def __init__(self, profiles: Profiles) -> None:
        self.faults: list[str] = []
        self._profiles = profiles
        self._places: dict[str, Place] = {}
        self._open: set[str] = set()
        self._before: dict[int, tuple[str, Place]] = {}

    def take(self, fact: Fact) -> None:
        """Look at the next entry, then let it happen."""
        of = fact.fields
        match fact.kind:
            case "TicketIssued":
                due = datetime.fromisoformat(of["due"])
                self._places[of["ticket"]] = Place("waiting", of["service"], due, fact.seq)
            case "TicketCalled" | "TicketResumed" | "ServiceReopened":
                self._comes_to_counter(fact)
            case "TicketRecalled" | "ServiceStarted":
                self._must_be_at(fact)
            case "TicketTransferred" if of["counter"] is None:
                self._must_be_waiting(fact)
                self._leaves_counter(fact)
            case kind if kind in LEAVES:
                self._must_be_at(fact)
                self._leaves_counter(fact)
            case "TicketRestored":
                due = datetime.fromisoformat(of["due"])
                self._move(fact, state="waiting", due=due)
            case "TicketCancelled" | "TicketExpired":
                self._move(fact, state="gone", counter=None)
            case "ActionUndone":
                for seq in (each for each in reversed(of["undoes"]) if each in self._before):
                    ticket, place = self._before[seq]
                    self._places[ticket] = place
            case "CounterOpened":
                self._open.add(of["counter"])
            case "CounterClosed":
                self._open.discard(of["counter"])

    def _comes_to_counter(self, fact: Fact) -> None:
        ticket, counter = fact.fields["ticket"], fact.fields["counter"]
        place = self._places[ticket]
        needed = {"TicketCalled": "waiting", "ServiceReopened": "gone"}.get(fact.kind, "aside")
        if place.state != needed:
            self._fault(fact, f"ticket {ticket} comes to counter {counter} while {place.state}")
        for other, there in self._places.items():
            if there.state == AT_COUNTER and there.counter == counter:
                self._fault(fact, f"counter {counter} gets {ticket} while it has {other}")
        if fact.kind == "TicketCalled" and fact.fields["in_turn"]:
            first = min(self._callable(counter), default=(None, None))[1]
            if first != ticket:
                self._fault(fact, f"counter {counter} calls {ticket} before {first}")
        self._move(fact, state=AT_COUNTER, counter=counter)

    def _must_be_at(self, fact: Fact) -> None:
        ticket, counter = fact.fields["ticket"], fact.fields["counter"]
        place = self._places[ticket]
        if (place.state, place.counter) != (AT_COUNTER, counter):
            self._fault(fact, f"{fact.kind} of {ticket} at counter {counter}, where it is not")

    def _must_be_waiting(self, fact: Fact) -> None:
        ticket = fact.fields["ticket"]
        if self._places[ticket].state != "waiting":
            self._fault(fact, f"{fact.kind} of {ticket} while {self._places[ticket].state}")

    def _leaves_counter(self, fact: Fact) -> None:
        state, changes = LEAVES[fact.kind], {}
        if fact.kind == "TicketTransferred":
            changes = {"service": fact.fields["service"], "only_at": fact.fields["to_counter"]}
        self._move(fact, state=state, counter=None, **changes)

    def _callable(self, counter: str) -> Iterator[tuple[tuple[datetime, datetime, int], str]]:
        penalties = dict(self._profiles[counter])
        for ticket, place in self._places.items():
            mine = place.only_at in (None, counter) or place.only_at not in self._open
            if place.state == "waiting" and place.service in penalties and mine:
                late = place.due + timedelta(seconds=penalties[place.service])
                yield (late, place.due, place.order), ticket

    def _move(self, fact: Fact, **changes: Any) -> None:
        ticket = fact.fields["ticket"]
        self._before[fact.seq] = ticket, self._places[ticket]
        self._places[ticket] = replace(self._places[ticket], **changes)

    def _fault(self, fact: Fact, sentence: str) -> None:
        self.faults.append(f"entry {fact.seq}: {sentence}")


def differing_answers(exchanges: Iterable[Exchange]) -> Iterator[str]:
    """Say which keys were answered in more than one way."""
    for key, told in _by_key(exchanges).items():
        if any((each.status, each.answer) != (told[0].status, told[0].answer) for each in told):
            yield f"key {key} has different answers: {[(e.status, e.answer) for e in told]}"


OF_A_TICKET = {
    "call-next": "TicketCalled", "call": "TicketCalled", "recall": "TicketRecalled",
    "start": "ServiceStarted", "finish": "TicketServed", "no-show": "NoShowRecorded",
    "park": "TicketParked", "resume": "TicketResumed", "transfer": "TicketTransferred",
    "return": "TicketReturned", "restore": "TicketRestored", "cancel": "TicketCancelled",
    "tickets": "TicketIssued",
}  # fmt: skip
OF_NO_TICKET = {"undo": "ActionUndone", "open": "CounterOpened"}
HALL_KEEPING = ("DayOpened", "DayHalted", "DayReopened", "DayClosed")


def lost_acknowledgements(journal: Iterable[Fact], exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Say which answers the journal knows nothing of, and which commands happened twice."""
    done: dict[str | None, list[Fact]] = defaultdict(list)
    for fact in journal:
        if fact.kind not in HALL_KEEPING:
            done[fact.key].append(fact)
    for key, told in _by_key(exchanges).items():
        promised = _promised(told[0])
        stored = [(fact.kind, fact.fields.get("ticket")) for fact in done[key]]
        missing = [each for each in promised if each not in stored]
        if missing:
            yield f"key {key}: {told[0].path} was acknowledged, the journal lacks {missing}"
        elif len(stored) > len(promised):
            yield f"key {key}: {told[0].path} happened as {stored}, it was told as {promised}"


def _promised(exchange: Exchange) -> list[tuple[str, str | None]]:
    """Return the entries that an answer says are in the journal."""
    if exchange.status >= 300:
        return []
    action = exchange.path.rsplit("/", 1)[-1]
    if action == "finish-and-call-next":
        pairs = (("TicketServed", "finished"), ("TicketCalled", "ticket"))
        return [
            (kind, exchange.answer[name]["id"]) for kind, name in pairs if exchange.answer[name]
        ]
    if action in OF_NO_TICKET:
        return [(OF_NO_TICKET[action], None)]
    return [(OF_A_TICKET[action], exchange.answer["ticket"]["id"])]


def overtaken_in_time(journal: Iterable[Fact], exchanges: Sequence[Exchange]) -> Iterator[str]:
    """Say which commands come before others that had been answered before they were even asked."""
    place = {fact.key: fact.seq for fact in journal if fact.key is not None}
    spans = [
        (min(each.asked for each in told), min(each.answered for each in told), place[key], key)
        for key, told in _by_key(exchanges).items()
        if key in place
    ]
    by_answer = sorted(spans, key=lambda span: span[1])
    newest, known = -1, 0
    for asked, _, seq, key in sorted(spans):
        while known < len(by_answer) and by_answer[known][1] < asked:
            newest = max(newest, by_answer[known][2])
            known += 1
        if seq < newest:
            yield f"key {key} is entry {seq}, asked after entry {newest} had been answered"


def _by_key(exchanges: Iterable[Exchange]) -> dict[str, list[Exchange]]:
    keys: dict[str, list[Exchange]] = defaultdict(list)
    for exchange in exchanges:
        keys[exchange.key].append(exchange)
    return keys

"""A batch: commands decided on a copy of the hall, published once all of it is stored."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Protocol, TypeVar

from queueing.catalogue import Catalogue
from queueing.errors import CannotStore, PressGivenUp, Refusal
from queueing.events import Entry, Event
from queueing.hall import Hall
from queueing.hall.changes import apply

Answer = dict[str, Any]
"""What a caller gets, ready for JSON: {"ok": …} or {"refused": code, "fields": {…}}."""
T_co = TypeVar("T_co", covariant=True)


class Reply(Protocol[T_co]):
    """Makes the answer to a caller from the hall as its command left it."""

    def __call__(self, hall: Hall, entries: tuple[Entry, ...], /) -> T_co:
        """Return something that JSON can hold."""
        ...


class Stopping(CannotStore):
    """The office is being ended and takes nothing new; nothing changed (HTTP 503)."""


Decide = Callable[[Hall, datetime], tuple[Event, ...]]
FindAnswer = Callable[[str, str], Answer | None]
"""Finds what was stored as the answer to an actor's key."""


def _acquired_lock() -> Lock:
    turn = Lock()
    turn.acquire()
    return turn


@dataclass(slots=True)
class Request:
    """One caller's command on its way through the door; `urgent` ones go first.

    `turn` is held until somebody else is done with it, or hands the writing on to it.
    """

    decide: Decide
    reply: Reply[Any]
    actor: str
    key: str | None = None
    urgent: bool = True
    catalogue: Catalogue | None = None
    answer: Answer | None = None
    failure: BaseException | None = None
    done: bool = False
    turn: Lock = field(default_factory=_acquired_lock)


@dataclass(slots=True)
class Batch:
    """Starts from a copy of the stored hall; becomes the stored hall once it is on disk."""

    hall: Hall
    at: datetime
    entries: list[Entry] = field(default_factory=list)
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)
    refuses: bool = False

    def take(self, request: Request, find_stored: FindAnswer) -> None:
        """Decide the request, apply it to the draft and set its answer; refusals change nothing.

        One whose key was answered before, in this batch or by `find_stored`, gets that answer.
        """
        if request.key is None:
            request.answer = self._answer(request)
            return
        caller = request.actor, request.key
        request.answer = self.answers.get(caller) or find_stored(*caller)
        if request.answer is None:
            request.answer = self.answers[caller] = self._answer(request)

    def carry_out(
        self, events: tuple[Event, ...], actor: str, key: str | None = None
    ) -> tuple[Entry, ...]:
        """Apply events to the draft and number them."""
        first = self.hall.seq + 1
        entries = tuple(Entry(first + n, event, actor, key) for n, event in enumerate(events))
        for entry in entries:
            apply(self.hall, entry.event, entry.seq)
        self.entries.extend(entries)
        return entries

    def _answer(self, request: Request) -> Answer:
        try:
            events = request.decide(self.hall, self.at)
        except Refusal as refusal:
            self.refuses = True
            return {"refused": refusal.code, "fields": refusal.fields}
        entries = self.carry_out(events, request.actor, request.key)
        if request.catalogue is not None and events:
            self.hall.catalogue = request.catalogue
        return {"ok": request.reply(self.hall, entries)}


def decide_nothing(_hall: Hall, _now: datetime) -> tuple[Event, ...]:
    """Decide nothing: the batch itself ends the day where that is due."""
    return ()


def refuse_as_given_up(_hall: Hall, _now: datetime) -> tuple[Event, ...]:
    """Refuse: the caller has given up its key."""
    raise PressGivenUp


def give_no_answer(_hall: Hall, _entries: tuple[Entry, ...]) -> None:
    """Answer nothing."""
    return None

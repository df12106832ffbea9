"""Calling without a press: what consoles tell of presses, and the beat that asks the rule."""

from contextlib import suppress
from datetime import datetime, timedelta

from flask import Response

from counters.attending import Attending
from counters.seats import is_taken_by_another, require_seat
from queueing.auto_call_limits import Presses
from queueing.commands import CallByItself
from queueing.decisions.auto_calls import is_auto_call_due
from queueing.errors import Refusal
from queueing.office import Office
from web.actions import Nothing
from web.answers import json_answer
from web.callers import Caller
from web.processes import SharedState
from web.processes.shared_state import Value
from web.roles import Right
from web.site import Site

BEAT_S = 1.0
BY_ITSELF = "auto-call"
"""Stands in the journal where nobody pressed."""
ROOM, KEPT_S = "presses at consoles", 24 * 3600.0


class ConsolePresses:
    """When somebody pressed a key or the mouse at a console, known to all processes.

    Consoles tell of it about once a minute. A place is a counter, or a practice.
    """

    def __init__(self, shared: SharedState) -> None:
        """`shared`: what the processes of the centre know together."""
        self._shared = shared

    def note(self, place: str, now: datetime, silence: timedelta) -> None:
        """Keep that somebody is there now; a longer silence than `silence` begins anew."""

        def step(before: Value | None, _now_s: float) -> Value:
            told = now.isoformat()
            if before is None or not _goes_on(_read(before), now, silence):
                return {"began": told, "last": told}
            return {"began": before["began"], "last": told}

        self._shared.change(ROOM, place, step, KEPT_S)

    def find(self, place: str) -> Presses | None:
        """Return when somebody was there, None: never, or long ago."""
        told = self._shared.look(ROOM).get(place)
        return _read(told) if told else None


def _goes_on(presses: Presses, now: datetime, silence: timedelta) -> bool:
    """Say whether somebody is there still. Of a later moment another clock has told."""
    return presses.began <= now and timedelta(0) <= now - presses.last <= silence


def _read(told: Value) -> Presses:
    return Presses(*(datetime.fromisoformat(told[key]) for key in ("began", "last")))


def call_by_itself(office: Office, counter: str, presses: Presses | None) -> None:
    """Call the next to a counter if the rule says so now."""
    if presses is None or not is_auto_call_due(office.hall, counter, presses, office.now()):
        return
    # Somebody was faster: then nobody is called
    with suppress(Refusal):
        command = CallByItself(counter, presses)
        office.submit(command, actor=BY_ITSELF, reply=lambda hall, entries: None)


def find_silence(office: Office) -> timedelta:
    """Return how long nobody may have pressed anything where calls come by themselves."""
    return timedelta(seconds=office.hall.catalogue.limits.auto_call.pressed_s)


def install_auto_calls(site: Site, attending: Attending) -> None:
    """Serve `POST /api/counters/…/pressed`, and call where the officer is there; by one process."""
    presses, office = ConsolePresses(site.processes.shared), site.office

    @site.post("/api/counters/<counter_id>/pressed", Right.WORK_AT_COUNTER, Nothing)
    def pressed(caller: Caller, _content: Nothing, counter_id: str) -> Response:
        require_seat(site, caller, counter_id)
        # Whoever was taken over, or looks on, says nothing of the officer
        if not is_taken_by_another(office.hall, counter_id, caller):
            presses.note(counter_id, office.now(), find_silence(office))
        return json_answer({})

    def beat() -> None:
        counters = office.hall.catalogue.counters.values()
        wanted = [counter.id for counter in counters if counter.auto_call]
        here = attending.list_counters() if wanted else set()
        for counter_id in wanted:
            if counter_id in here:
                call_by_itself(office, counter_id, presses.find(counter_id))

    site.background.every(BEAT_S, beat, "calling without a press", duty="automatic calls")

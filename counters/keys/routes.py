"""The keys of a counter, as the server knows them: four commands, and what their agent shows."""

from collections.abc import Mapping
from datetime import datetime

from counters.actions import Code, answer_both
from counters.attending import Attending
from counters.keys.view import KeysView, make_keys_view
from counters.seats import require_own
from queueing import commands as c
from queueing.errors import CounterIsClosed, Refusal
from queueing.hall import DeskState, Hall
from web.actions import Action, Place, install_actions
from web.callers import Caller
from web.live.screen import Screen
from web.requests import Body
from web.roles import Right
from web.site import Site


class OfficerNotHere(Refusal):
    """Whoever opened the counter has no console of it open: nobody works there."""

    code = "officer_not_here"


class SeenBody(Body):
    """Which ticket the agent shows at the counter, null: none."""

    current: Code | None


class CurrentBody(Body):
    """Which ticket the agent shows at the counter: of no other is anything said."""

    current: Code


def finish_and_call(counter: str, seen: str | None) -> c.Command:
    """Return what the one key of the day asks; where nobody was seen, nobody is finished."""
    if seen is None:
        return c.CallNext(counter)
    return c.FinishAndCallNext(counter, current=seen, unless_just_called=True)


KEYS: Mapping[str, Action] = {
    "call-next": Action(lambda at, body, caller: c.CallNext(at), SeenBody),
    "finish-and-call-next": Action(
        lambda at, body, caller: finish_and_call(at, body.current), SeenBody, answer_both
    ),
    "recall": Action(lambda at, body, caller: c.Recall(at, current=body.current), CurrentBody),
    "no-show": Action(
        lambda at, body, caller: c.RecordNoShow(
            at, unless_held=True, unless_just_called=True, current=body.current
        ),
        CurrentBody,
    ),
}
"""All that keys do, by the last part of the address; whoever presses cannot be asked anything."""


def install_keys(site: Site, attending: Attending) -> None:
    """Serve `POST /api/counters/ID/keys/…` and namespace `/keys`."""

    def query(parameters: Mapping[str, str], caller: Caller) -> str:
        counter_id = parameters.get("counter") or caller.counter or ""
        require_own(site, caller, counter_id)
        return counter_id

    def look(hall: Hall, counter_id: str, _now: datetime) -> KeysView:
        return make_keys_view(hall, counter_id)

    def find(caller: Caller, counter_id: str) -> Place:
        require_own(site, caller, counter_id)
        require_officer(site.office.hall, counter_id, attending)
        return Place(site.office, counter_id, whole=False)

    Screen(site, "/keys", right=Right.PRESS_KEYS, query=query, view=look)
    install_actions(site, "/api/counters/<counter_id>/keys", Right.PRESS_KEYS, KEYS, find)


def require_officer(hall: Hall, counter_id: str, attending: Attending) -> None:
    """Raise CounterIsClosed, or OfficerNotHere unless whoever opened the counter is there now.

    Keys have nobody's name: what they do is done at the desk of the officer who works there.
    """
    if hall.desk(counter_id).state is DeskState.CLOSED:
        raise CounterIsClosed(counter=counter_id)
    if counter_id not in attending.list_counters():
        raise OfficerNotHere(counter=counter_id)

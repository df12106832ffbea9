"""Calls for help: made at the own counter, answered by guides, managers and the counters near."""

from collections.abc import Callable, Mapping

from flask import Response

from counters.seats import CounterNotChosen, get_chosen_counter
from queueing.commands import CallForHelp, ComeToHelp, Command, EndHelp
from queueing.errors import CounterIsClosed
from queueing.events import Entry
from queueing.hall import Hall
from queueing.help_calls import is_near, may_end_from
from web.actions import Action, answer_view
from web.callers import Caller
from web.errors import NotAllowed
from web.requests import Body
from web.roles import Right, Role
from web.site import Site

AT_COUNTERS = (Role.OFFICER, Role.COUNTER)


class HelpBody(Body):
    """Whether the call is only tried: it says so everywhere."""

    test: bool = False


HELP_ACTIONS: Mapping[str, Action] = {
    "call-for-help": Action(
        lambda at, body, caller: CallForHelp(at, caller.name, body.test), HelpBody, answer_view
    ),
    "end-help": Action(lambda at, body, caller: EndHelp(at, caller.name), answer=answer_view),
}
"""What the officer does at the own counter; a practice has the same buttons, and reaches nobody."""


def install_help_calls(site: Site) -> None:
    """Serve `POST /api/help/<counter>/come`, `…/end` and `…/test`; all answer with nothing."""

    def answer(caller: Caller, command: Command, counter_id: str) -> Response:
        _require_near(site, caller, counter_id, ends=isinstance(command, EndHelp))
        return site.command(caller, command, _answer_nothing)

    def serve(name: str, right: Right, make: Callable[[str, str], Command]) -> None:
        @site.post(f"/api/help/<counter_id>/{name}", right)
        def press(caller: Caller, counter_id: str) -> Response:
            return answer(caller, make(counter_id, caller.name), counter_id)

    serve("come", Right.HELP_COUNTERS, ComeToHelp)
    serve("end", Right.HELP_COUNTERS, EndHelp)
    serve("test", Right.MIND_ALARMS, lambda counter, by: CallForHelp(counter, by, test=True))


def _require_near(site: Site, caller: Caller, counter_id: str, *, ends: bool) -> None:
    """Let officers answer what was called near their own counter alone, everybody else all.

    A computer of all counters is near each. From a counter that is closed no other's call is ended.
    """
    hall = site.office.hall
    if caller.role not in AT_COUNTERS or (caller.role is Role.COUNTER and caller.counter is None):
        return
    own = caller.counter if caller.role is Role.COUNTER else get_chosen_counter()
    if own is None:
        raise CounterNotChosen
    if not is_near(hall, own, hall.counter(counter_id).id):
        raise NotAllowed
    if ends and not may_end_from(hall, own, counter_id, caller.name):
        raise CounterIsClosed(counter=own)


def _answer_nothing(_hall: Hall, _entries: tuple[Entry, ...]) -> Mapping[str, object]:
    return {}

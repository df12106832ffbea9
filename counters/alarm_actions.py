"""What guides and managers do about alarms: take one on, ask a counter to serve who waits."""

from collections.abc import Mapping

from flask import Response

from counters.actions import Code
from queueing.commands import AskCounter, TakeOnAlarm
from queueing.events import Entry
from queueing.hall import Hall
from web.callers import Caller
from web.errors import NotAllowed
from web.requests import Body
from web.roles import Right, Role
from web.site import Site


class SubjectBody(Body):
    """What the alarm is about: `queue XD`, `counter 07` or `printer in1`."""

    subject: Code


class AskBody(Body):
    """Which counter is asked."""

    counter: Code


def install_alarm_actions(site: Site) -> None:
    """Serve `POST /api/alarms/take-on` and `/api/alarms/ask`; both answer with nothing."""

    @site.post("/api/alarms/take-on", Right.MIND_ALARMS, SubjectBody)
    def take_on_alarm(caller: Caller, given: SubjectBody) -> Response:
        kind, _, name = given.subject.partition(" ")
        catalogue = site.office.hall.catalogue
        counter = catalogue.counters.get(name) if kind == "counter" else None
        _require_own(caller, counter.department if counter else name)
        return site.command(caller, TakeOnAlarm(given.subject, caller.name), _answer_nothing)

    @site.post("/api/alarms/ask", Right.MIND_ALARMS, AskBody)
    def ask_counter(caller: Caller, given: AskBody) -> Response:
        hall = site.office.hall
        counter = hall.counter(given.counter)
        served = {hall.catalogue.services[code].department for code in counter.services}
        _require_own(caller, counter.department, *served)
        return site.command(caller, AskCounter(counter.id, caller.name), _answer_nothing)


def _require_own(caller: Caller, *departments: str) -> None:
    """Let a department's head mind the alarms of the own department alone."""
    if caller.role is Role.DEPARTMENT_HEAD and caller.department not in departments:
        raise NotAllowed


def _answer_nothing(_hall: Hall, _entries: tuple[Entry, ...]) -> Mapping[str, object]:
    return {}

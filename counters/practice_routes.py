"""The front door of practice: beginning and leaving it, its page, and its buttons."""

from typing import Any

from flask import Response, request

from counters.actions import ACTIONS, Nothing, PauseBody
from counters.choosing import choose_page
from counters.practice import Practice
from counters.practice_rooms import Rooms
from counters.rows import ProcedureNames
from counters.seats import ACTING, chosen_counter
from queueing.batch import Reply
from queueing.catalogue import Catalogue
from queueing.commands import (
    CloseCounter,
    Command,
    OpenCounter,
    PauseCounter,
    RestoreTicket,
)
from web.answers import json_answer
from web.errors import NotAllowed
from web.pages import see_other
from web.requests import body, idempotency_key
from web.sign_in import Caller
from web.site import Site
from web.tickets import ticket_json

DESK = ("open", "pause", "close")


def install_practice(site: Site, procedures: ProcedureNames) -> None:
    """Serve `/counters/practice`, `/api/practice/…` and the namespaces `/practice/N`."""
    rooms = Rooms(site, procedures)
    _install_coming_and_going(site, rooms)
    _install_page(site, rooms)
    _install_buttons(site, rooms, procedures)


def practice_counter(catalogue: Catalogue, caller: Caller, wanted: str | None) -> str:
    """Return where to practise: at the wanted counter, else at the first of the department."""
    for counter in (wanted, caller.counter):
        if counter in catalogue.counters:
            return str(counter)
    own = (c.id for c in catalogue.counters.values() if c.department == caller.department)
    return next(own, next(iter(catalogue.counters)))


def _install_coming_and_going(site: Site, rooms: Rooms) -> None:
    @site.app.post("/counters/practice")
    def begin() -> Response:
        caller = site.guard.caller(*ACTING)
        wanted = request.form.get("counter") or chosen_counter()
        counter = practice_counter(site.office.hall.catalogue, caller, wanted)
        if rooms.begin(caller, counter):
            return see_other("/counters/practice")
        message = site.words.gettext(
            site.language(), "Hiện đã đủ người đang tập. Hãy thử lại sau ít phút."
        )
        return choose_page(site, caller, None, message, 409)

    @site.app.post("/counters/practice/end")
    def end() -> Response:
        rooms.end(site.guard.caller(*ACTING))
        return see_other("/counters")


def _install_page(site: Site, rooms: Rooms) -> None:
    @site.app.get("/counters/practice")
    def practice_page() -> Response:
        caller = site.signed_in(*ACTING)
        if isinstance(caller, Response):
            return caller
        found = rooms.of(caller)
        if found is None:
            return see_other("/counters")
        room, practice = found
        return site.page(
            "counters.html",
            language=site.language(),
            screen="counters",
            view=room.look(practice),
            extra={
                "officer": caller.name,
                "kiosks": {
                    code: site.words.named(site.language(), names)
                    for code, names in practice.office.hall.catalogue.kiosks.items()
                },
                "practice": True,
                "api": f"/api/practice/{practice.id}",
                "namespace": room.namespace,
                "query": {"practice": practice.id},
            },
        )


def _install_buttons(site: Site, rooms: Rooms, procedures: ProcedureNames) -> None:
    def press(practice_id: str, counter_id: str, name: str) -> Response:
        practice, caller = _mine(site, rooms, practice_id)
        if counter_id != practice.counter:
            raise NotAllowed
        if name in DESK:
            command = _desk_command(name, counter_id, caller)
            return _submit(
                practice,
                caller,
                command,
                lambda hall, _: practice.view(hall, practice.office.now(), procedures),
            )
        action = ACTIONS[name]
        return _submit(
            practice, caller, action.command(counter_id, body(action.body)), action.answer
        )

    for name in (*DESK, *ACTIONS):
        site.app.add_url_rule(
            f"/api/practice/<practice_id>/counters/<counter_id>/{name}",
            f"practice_{name}",
            press,
            methods=["POST"],
            defaults={"name": name},
        )

    @site.app.post("/api/practice/<practice_id>/tickets/<ticket_id>/restore")
    def practice_restore(practice_id: str, ticket_id: str) -> Response:
        practice, caller = _mine(site, rooms, practice_id)
        body(Nothing)
        return _submit(
            practice,
            caller,
            RestoreTicket(ticket_id),
            lambda hall, _: {"ticket": ticket_json(hall.ticket(ticket_id))},
        )


def _mine(site: Site, rooms: Rooms, practice_id: str) -> tuple[Practice, Caller]:
    caller = site.guard.caller(*ACTING)
    return rooms.practice(practice_id, caller), caller


def _submit(practice: Practice, caller: Caller, command: Command, reply: Reply[Any]) -> Response:
    answer = practice.office.submit(command, actor=caller.id, key=idempotency_key(), reply=reply)
    return json_answer(answer)


def _desk_command(name: str, counter: str, caller: Caller) -> Command:
    if name == "pause":
        return PauseCounter(counter, body(PauseBody).reason)
    body(Nothing)
    return OpenCounter(counter, caller.name) if name == "open" else CloseCounter(counter)

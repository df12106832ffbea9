"""The front door of practice: beginning and leaving it, its page, and its buttons."""

from flask import Response, request

from counters.actions import ACTIONS
from counters.auto_calls import find_silence
from counters.choosing import choose_page, find_practice_counter
from counters.help_calls import HELP_ACTIONS
from counters.practice_journal import EventCodec
from counters.practice_rooms import Rooms
from counters.rows import ProcedureNames
from counters.view_types import ConsoleExtra
from queueing.commands import RestoreTicket
from web.actions import Action, Nothing, Place, answer_named, install_actions
from web.answers import json_answer
from web.callers import Caller
from web.errors import NotAllowed
from web.redirects import see_other
from web.roles import Right
from web.site import Site


def install_practice(site: Site, procedures: ProcedureNames, codec: EventCodec) -> None:
    """Serve `/counters/practice`, `/api/practice/…` and the namespaces `/practice/N`."""
    rooms = Rooms(site, procedures, codec)
    _install_coming_and_going(site, rooms)
    _install_page(site, rooms)
    _install_buttons(site, rooms, procedures)


def _install_coming_and_going(site: Site, rooms: Rooms) -> None:
    @site.post("/counters/practice", Right.WORK_AT_COUNTER)
    def begin(caller: Caller) -> Response:
        known = site.office.hall.catalogue.counters
        wanted = request.form.get("counter")
        counter = wanted if wanted in known else find_practice_counter(site, caller)
        if rooms.begin(caller, counter or next(iter(known))):
            return see_other("/counters/practice")
        message = site.words.gettext(
            site.language(), "Hiện đã đủ người đang tập. Hãy thử lại sau ít phút."
        )
        return choose_page(site, caller, None, message, 409)

    @site.post("/counters/practice/end", Right.WORK_AT_COUNTER)
    def end(caller: Caller) -> Response:
        rooms.end(caller)
        return see_other("/counters")


def _install_page(site: Site, rooms: Rooms) -> None:
    @site.staff_page("/counters/practice", Right.WORK_AT_COUNTER)
    def practice_page(caller: Caller) -> Response:
        found = rooms.of(caller)
        if found is None:
            return see_other("/counters")
        room, practice = found
        extra: ConsoleExtra = {
            "officer": caller.name,
            "practice": True,
            "api": f"/api/practice/{practice.id}",
            "namespace": room.namespace,
            "query": {"practice": practice.id},
        }
        return site.render_page(
            "counters.html",
            language=site.language(),
            screen="counters",
            view=room.look(practice),
            extra=extra,
        )


def _install_buttons(site: Site, rooms: Rooms, procedures: ProcedureNames) -> None:
    def find_counter(caller: Caller, practice_id: str, counter_id: str) -> Place:
        practice = rooms.practice(practice_id, caller)
        if counter_id != practice.counter:
            raise NotAllowed
        office = practice.office
        return Place(
            office,
            counter_id,
            lambda hall: practice.view(hall, office.now(), procedures),
            whole=False,
        )

    def find_ticket(caller: Caller, practice_id: str, ticket_id: str) -> Place:
        return Place(rooms.practice(practice_id, caller).office, ticket_id, whole=False)

    right, prefix = Right.WORK_AT_COUNTER, "/api/practice/<practice_id>"

    @site.post(f"{prefix}/counters/<counter_id>/pressed", right, Nothing)
    def pressed(caller: Caller, _content: Nothing, practice_id: str, counter_id: str) -> Response:
        office = find_counter(caller, practice_id, counter_id).office
        rooms.presses.note(practice_id, office.now(), find_silence(office))
        return json_answer({})

    buttons = {**ACTIONS, **HELP_ACTIONS}
    install_actions(site, f"{prefix}/counters/<counter_id>", right, buttons, find_counter)
    restore = Action(lambda at, body, caller: RestoreTicket(at), answer=answer_named)
    tickets = f"{prefix}/tickets/<ticket_id>"
    install_actions(site, tickets, right, {"restore": restore}, find_ticket)

"""The counters' front door: views, commands, pages, and the live view of the console."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import Response

from counters.actions import ACTIONS, Nothing, PauseBody
from counters.choosing import install_choosing
from counters.guide import NoPrinters, Printers, install_guide
from counters.guide_voice import NoVoice, Voice
from counters.practice_routes import install_practice
from counters.rows import ProcedureNames, no_procedures
from counters.seats import (
    ACTING,
    WATCHING,
    acting,
    chosen_counter,
    require_own,
    taken_by_another,
    watching,
)
from counters.view import counter_view
from queueing.commands import CloseCounter, CounterCommand, OpenCounter, PauseCounter
from queueing.hall import Hall
from web.answers import json_answer
from web.push import Screen
from web.requests import body, idempotency_key
from web.sign_in import Caller
from web.site import Site

View = Callable[[Hall, str, datetime], dict[str, Any]]


def install(
    site: Site,
    procedures: ProcedureNames = no_procedures,
    printers: Printers | None = None,
    voice: Voice | None = None,
) -> None:
    """Serve the counters: `/counters`, `/api/counters/…`, namespace `/counters`; and the guide.

    `procedures` gives the names of the procedure a ticket was taken for; `printers`: how the
    printers of slips are, `voice`: how calls are spoken, both for the guide.
    """

    def view(hall: Hall, counter_id: str, now: datetime) -> dict[str, Any]:
        return counter_view(hall, counter_id, now, procedures)

    def query(parameters: Mapping[str, str], caller: Caller) -> str:
        counter_id = parameters.get("counter") or caller.counter or ""
        site.office.hall.counter(counter_id)
        require_own(caller, counter_id)
        return counter_id

    Screen(site, "/counters", roles=WATCHING, query=query, view=view)
    _install_views(site, view)
    _install_commands(site)
    install_choosing(site)
    install_guide(site, procedures, printers or NoPrinters(), voice or NoVoice())
    install_practice(site, procedures)
    _install_console(site, view)


def _install_views(site: Site, view: View) -> None:
    office = site.office

    @site.app.get("/api/counters/<counter_id>")
    def counter(counter_id: str) -> Response:
        hall = office.hall
        watching(site.guard, hall, counter_id)
        return json_answer(view(hall, counter_id, office.now()))

    def change(caller: Caller, command: CounterCommand) -> Response:
        answer = office.submit(
            command,
            actor=caller.id,
            key=idempotency_key(),
            reply=lambda hall, _: view(hall, command.counter, office.now()),
        )
        return json_answer(answer)

    @site.app.post("/api/counters/<counter_id>/open")
    def open_counter(counter_id: str) -> Response:
        caller = acting(site.guard, office.hall, counter_id)
        body(Nothing)
        return change(caller, OpenCounter(counter_id, caller.name))

    @site.app.post("/api/counters/<counter_id>/pause")
    def pause_counter(counter_id: str) -> Response:
        caller = acting(site.guard, office.hall, counter_id)
        return change(caller, PauseCounter(counter_id, body(PauseBody).reason))

    @site.app.post("/api/counters/<counter_id>/close")
    def close_counter(counter_id: str) -> Response:
        caller = acting(site.guard, office.hall, counter_id)
        body(Nothing)
        return change(caller, CloseCounter(counter_id))


def _install_commands(site: Site) -> None:
    def carry_out(counter_id: str, name: str) -> Response:
        action = ACTIONS[name]
        caller = acting(site.guard, site.office.hall, counter_id)
        command = action.command(counter_id, body(action.body))
        answer = site.office.submit(
            command, actor=caller.id, key=idempotency_key(), reply=action.answer
        )
        # The lobby first: the officer's own answer can wait until the call is on its way
        site.runtime.sleep(0)
        return json_answer(answer)

    for name in ACTIONS:
        site.app.add_url_rule(
            f"/api/counters/<counter_id>/{name}",
            f"counter_{name}",
            carry_out,
            methods=["POST"],
            defaults={"name": name},
        )


def _install_console(site: Site, view: View) -> None:
    @site.app.get("/counters/<counter_id>")
    def console(counter_id: str) -> Response:
        caller = site.signed_in(*ACTING)
        if isinstance(caller, Response):
            return caller
        hall, language = site.office.hall, site.language()
        hall.counter(counter_id)
        require_own(caller, counter_id)
        elsewhere = chosen_counter() != counter_id or taken_by_another(hall, counter_id, caller)
        if caller.role == "officer" and elsewhere:
            return Response(status=303, headers={"Location": f"/counters?wanted={counter_id}"})
        kiosks = {
            code: site.words.named(language, names) for code, names in hall.catalogue.kiosks.items()
        }
        return site.page(
            "counters.html",
            language=language,
            screen="counters",
            view=view(hall, counter_id, site.office.now()),
            extra={
                "officer": caller.name,
                "person": caller.name if caller.role == "officer" else "",
                "kiosks": kiosks,
            },
        )

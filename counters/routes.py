"""The counters' front door: views, commands, pages, and the live view of the console."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from flask import Response

from counters.actions import ACTIONS
from counters.alarm_actions import install_alarm_actions
from counters.attending import Attending
from counters.auto_calls import install_auto_calls
from counters.bulletins import install_bulletins
from counters.choosing import install_choosing
from counters.guide import GUIDE_PAGE, NoPrinters, Printers, install_guide
from counters.guide_voice import NoVoice, Voice
from counters.help_calls import HELP_ACTIONS, install_help_calls
from counters.keys.routes import install_keys
from counters.practice_journal import EventCodec
from counters.practice_routes import install_practice
from counters.presence import Presence
from counters.refusals import REFUSALS
from counters.rows import ProcedureNames, no_procedures
from counters.seats import (
    get_chosen_counter,
    is_taken_by_another,
    require_own,
    require_seat,
)
from counters.view import make_counter_view
from counters.view_types import ConsoleExtra, CounterView
from queueing.hall import Hall
from web.actions import Place, install_actions
from web.answers import json_answer
from web.callers import Caller
from web.front_links import GUIDES, OFFICERS, FrontLink
from web.live.screen import Screen
from web.roles import Right, Role
from web.sight import sees_all
from web.site import Site

PRESENCE_S = 5.0


class Looked(NamedTuple):
    """Which counter is looked at, and whether by who may see every number that waits."""

    counter: str
    whole: bool


View = Callable[[Hall, Looked, datetime], CounterView]

HOMES = {
    Role.OFFICER: "/counters",
    Role.COUNTER: "/counters",
    Role.ADMIN: "/counters",
    Role.GUIDE: GUIDE_PAGE,
}


def install(
    site: Site,
    codec: EventCodec,
    procedures: ProcedureNames = no_procedures,
    printers: Printers | None = None,
    voice: Voice | None = None,
) -> None:
    """Serve the counters: `/counters`, `/api/counters/…`, their live views; and the guide.

    `codec`: how events are written; `procedures` gives the names of the procedure a ticket was
    taken for; `printers`, `voice`: how slips are printed and calls spoken, both for the guide.
    """

    def view(hall: Hall, looked: Looked, now: datetime) -> CounterView:
        return make_counter_view(hall, looked.counter, now, procedures, whole=looked.whole)

    def query(parameters: Mapping[str, str], caller: Caller) -> Looked:
        counter_id = parameters.get("counter") or caller.counter or ""
        require_own(site, caller, counter_id)
        return Looked(counter_id, sees_all(caller))

    screen = Screen(site, "/counters", right=Right.SEE_COUNTERS, query=query, view=view)
    presence = _follow_consoles(site, screen)
    _install_commands(site, view)
    install_choosing(site)
    install_guide(site, procedures, printers or NoPrinters(), voice or NoVoice(), presence)
    install_bulletins(site)
    install_practice(site, procedures, codec)
    _install_console(site, view)
    site.words.add_refusals("counters", REFUSALS)
    site.homes |= HOMES
    site.front_page_links += (
        FrontLink(
            "/counters",
            {"vi": "Quầy tiếp nhận", "en": "Counters"},
            {"vi": "Cán bộ gọi số và phục vụ.", "en": "Officers call numbers and serve."},
            OFFICERS,
            "counters/front/counter-side.webp",
        ),
        FrontLink(
            GUIDE_PAGE,
            {"vi": "Máy tính bảng của nhân viên hướng dẫn", "en": "The guide's tablet"},
            {
                "vi": "Tìm số, cấp số, chuyển đúng nội dung.",
                "en": "Find, issue and correct numbers.",
            },
            GUIDES,
            "counters/front/guide.webp",
        ),
    )


def _follow_consoles(site: Site, screen: Screen[Looked]) -> Presence:
    attending = Attending(
        site, lambda: {(at.counter, caller.name) for caller, at in screen.list_clients()}
    )
    presence = Presence(site.processes.shared, attending.list_counters)
    install_auto_calls(site, attending)
    install_keys(site, attending)
    site.background.every(
        PRESENCE_S,
        lambda: presence.look(site.office.hall, site.office.now()),
        "looking for consoles",
        duty="missing consoles",
    )
    return presence


def _install_commands(site: Site, view: View) -> None:
    office = site.office

    @site.get("/api/counters/<counter_id>", Right.SEE_COUNTERS)
    def counter(caller: Caller, counter_id: str) -> Response:
        require_own(site, caller, counter_id)
        return json_answer(view(office.hall, Looked(counter_id, sees_all(caller)), office.now()))

    def find(caller: Caller, counter_id: str) -> Place:
        require_seat(site, caller, counter_id)
        at = Looked(counter_id, sees_all(caller))
        return Place(office, counter_id, lambda hall: view(hall, at, office.now()), at.whole)

    install_actions(site, "/api/counters/<counter_id>", Right.WORK_AT_COUNTER, ACTIONS, find)
    install_actions(site, "/api/counters/<counter_id>", Right.WORK_AT_COUNTER, HELP_ACTIONS, find)
    install_help_calls(site)
    install_alarm_actions(site)


def _install_console(site: Site, view: View) -> None:
    @site.staff_page("/counters/<counter_id>", Right.WORK_AT_COUNTER)
    def console(caller: Caller, counter_id: str) -> Response:
        hall, language = site.office.hall, site.language()
        require_own(site, caller, counter_id)
        elsewhere = get_chosen_counter() != counter_id or is_taken_by_another(
            hall, counter_id, caller
        )
        if caller.role is Role.OFFICER and elsewhere:
            return Response(status=303, headers={"Location": f"/counters?wanted={counter_id}"})
        extra: ConsoleExtra = {
            "officer": caller.name,
            "person": caller.name if caller.role is Role.OFFICER else "",
        }
        return site.render_page(
            "counters.html",
            language=language,
            screen="counters",
            view=view(hall, Looked(counter_id, sees_all(caller)), site.office.now()),
            extra=extra,
        )

"""The page of one ticket, whole as the server draws it; scripts only keep it up to date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any
from urllib.parse import quote

from babel.dates import format_date
from flask import Response, request
from pydantic import Field

from phone.push import PushAlerts
from phone.push.keys import find_public_key
from phone.view import (
    NEAR,
    find_counters,
    passed_by,
    paused_counters,
    phone_offers,
    phone_view,
    steps_back,
)
from phone.view_types import PhoneExtra, PhoneView, PushOptions
from queueing.decisions.serving import held_until
from queueing.decisions.tickets import restore_until
from queueing.decisions.visits import list_matters
from queueing.hall import Hall
from queueing.hall.tickets import LEVELS, State, Ticket
from queueing.matters import Matter
from queueing.phone_alerts import CHOICES
from queueing.procedures import COLLECTING, Procedure
from queueing.staffing import NoCounter
from queueing.wanted import find_wanted
from web.languages import LANGUAGES
from web.paper_slips import RollSlip
from web.places import list_counters
from web.requests import Parameters, read_parameters
from web.site import Site

FILED = "filed"
"""The panel of a complaint that was taken: the browser knows its code, no address has it."""
ASKS = ("late", "cancel", "complain", FILED)
STEPS = 7
"""Places drawn before the citizen's own."""


class PageParameters(Parameters):
    """What the address of a ticket's page may say."""

    ask: str | None = Field(None, description=f"the panel that is open: {', '.join(ASKS)}")


ProcedureOf = Callable[[str], Procedure | None]
Guidance = Callable[[], str | None]
"""Gives the service for those who do not know whom to see, as configured now."""


def no_procedure(_code: str) -> Procedure | None:
    """Know no procedure."""
    return None


def no_guidance() -> str | None:
    """Know no service that guides people."""
    return None


@dataclass(frozen=True, slots=True)
class NamedMatter:
    """One matter of a visit; `step`: `done`, `now`, or `next` for those to come."""

    name: str
    step: str


class TicketPage:
    """Draws a ticket's page in every state.

    The address may open a panel (`?ask=late`, `cancel`, `complain`, `filed`).
    """

    def __init__(
        self,
        site: Site,
        procedure_of: ProcedureOf,
        guidance: Guidance,
        alerts: PushAlerts | None = None,
    ) -> None:
        """`procedure_of` gives the procedure of a code, `guidance` the service that guides."""
        self._site, self._procedure_of, self._guidance = site, procedure_of, guidance
        self._alerts = alerts

    def draw(
        self, ticket: Ticket, said: str = "", status: int = 200, complaint: str = ""
    ) -> Response:
        """Return the page; `said` is an answer to what was just asked for.

        `complaint`: the code of one that was just taken. It stands in no address: logs and
        histories keep those, and nothing is to join a complaint to a ticket.
        """
        site = self._site
        hall, now, language = site.office.hall, site.office.now(), self.language(ticket)
        view = phone_view(hall, ticket, now, site.office.basis)
        extra: PhoneExtra = {
            "token": ticket.follow,
            "near": NEAR,
            "steps": STEPS,
            "streams": site.runtime.green,
            "push": self._find_push(),
        }
        response = site.render_page(
            "phone.html",
            language=language,
            screen="phone",
            view=view,
            extra=extra,
            ticket=ticket,
            shown=view,
            said=said,
            away=not site.processes.in_touch(),
            names=site.catalogue.of(hall.catalogue, language),
            other=next((each for each in hall.catalogue.languages if each != language), None),
            push=extra["push"],
            push_choices=CHOICES,
            push_reached=self._alerts is not None and self._alerts.is_reached,
            complaint=complaint,
            **_asked_for(ticket),
            offers=phone_offers(hall, ticket, now, site.office.basis),
            **self._told(hall, ticket, view, language, now),
        )
        response.status_code = status
        return response

    def _find_push(self) -> PushOptions | None:
        alerts = self._alerts
        if alerts is None or alerts.options is None:
            return None
        return {"key": find_public_key(alerts.secret)}

    def gone(self, slip: RollSlip | None = None) -> Response:
        """Return the page of an address that no ticket has, or has no more.

        `slip`: whose address it is that was printed in advance; it may get a ticket yet.
        """
        site = self._site
        response = site.render_page(
            "phone_gone.html", language=site.language(), screen="phone", slip=slip
        )
        response.status_code = 404 if slip is None else 200
        return response

    def language(self, ticket: Ticket) -> str:
        """Return the language asked for in the address, else the one the ticket was taken in."""
        wanted = request.args.get("lang")
        return wanted if wanted in self._site.words.languages else ticket.language

    def _list_matters(
        self, hall: Hall, ticket: Ticket, language: str, now: datetime
    ) -> list[NamedMatter]:
        """Return what the number is for, done, present and to come; nothing where it is one."""
        done, rest = list_matters(hall, ticket, now, self._site.office.basis)
        steps = ["done"] * len(done) + ["now"] + ["next"] * (len(rest) - 1)
        if len(steps) > 1 and ticket.state is State.SERVED:
            steps[len(done)] = "done"
        services = self._site.catalogue.of(hall.catalogue, language)["services"]

        def name(matter: Matter) -> str:
            procedure = self._procedure_of(matter.procedure) if matter.procedure else None
            if procedure is not None:
                return self._site.words.pick_name(language, procedure.names)
            known = services.get(matter.service)
            return known["name"] if known else matter.service

        named = [
            NamedMatter(name(each), step) for each, step in zip((*done, *rest), steps, strict=True)
        ]
        return named if len(named) > 1 else []

    def _told(
        self, hall: Hall, ticket: Ticket, view: PhoneView, language: str, now: datetime
    ) -> dict[str, Any]:
        """Return what no view needs: it is true when the page is drawn, and hardly changes."""
        limits, credits = hall.catalogue.limits, hall.catalogue.priorities.values()
        wanted = find_wanted(ticket)
        procedure = self._procedure_of(wanted) if wanted else None
        catalogue, floors = (
            hall.catalogue,
            self._site.catalogue.of(hall.catalogue, language)["floors"],
        )
        guides = catalogue.own_counters_for.get(self._guidance() or "", ())
        waiting = ticket.state is State.WAITING
        reasons = catalogue.rating_reasons.items()
        return {
            "reasons": {code: self._site.words.pick_name(language, each) for code, each in reasons},
            "procedure": self._site.words.pick_name(language, procedure.names)
            if procedure
            else None,
            "opens_at": _say_opening(hall, view, language),
            "back_at": _say_time(hall, view["back_at"]),
            "papers": procedure.documents if procedure else (),
            "matters": self._list_matters(hall, ticket, language, now),
            "procedure_page": _find_page(procedure, language),
            "place": list_counters(catalogue, floors, find_counters(hall, ticket)),
            "floor": floors.get(view["floor"] or "", "") if catalogue.has_floors else "",
            "paused": paused_counters(hall, ticket),
            "passed_by": passed_by(hall, ticket) if waiting else 0,
            "credit_min": max((each.credit_s for each in credits), default=0) // 60,
            "steps": steps_back(hall, ticket, now, self._site.office.basis) if waiting else None,
            "clock": lambda text: _local(hall, datetime.fromisoformat(text)),
            "called_at": _local(hall, ticket.last_call_at),
            "lapses_at": _local(hall, hall.halted_until),
            "held_until": _held_until(hall, ticket),
            "held_for_sure": limits.no_show_enforced,
            "call_asked_at": _local(hall, ticket.call_asked_at),
            "restore_until": _local(hall, restore_until(ticket, limits)),
            "guides": list_counters(catalogue, floors, guides),
            "restore_behind": limits.restore_behind,
            "restore_min": round(limits.restore_within_s / 60) if limits.restores else 0,
        }


def _find_page(procedure: Procedure | None, language: str) -> str | None:
    """Return the address of the public page of a procedure, None where it has none."""
    if procedure is None or procedure is COLLECTING:
        return None
    return f"/procedures/{quote(procedure.code, safe='')}?lang={language}"


def _asked_for(ticket: Ticket) -> dict[str, Any]:
    """Return which panel is open, and how forms come back to this page."""
    asked, lang = read_parameters(PageParameters), request.args.get("lang")
    return {
        "ask": asked.ask if asked.ask in ASKS else None,
        "here": f"/t/{ticket.follow}",
        "lang": lang if lang in LANGUAGES else None,
        "key": token_urlsafe(16),
        "levels": LEVELS,
        "near": NEAR,
        "places_drawn": STEPS,
    }


def _held_until(hall: Hall, ticket: Ticket) -> str:
    """Return until when a called number is held; nothing where the rules hold none."""
    limits = hall.catalogue.limits
    return _local(hall, held_until(ticket, limits)) if limits.no_show_after_s else ""


def _say_opening(hall: Hall, view: PhoneView, language: str) -> str:
    """Return when the hours of the centre go on, with the day where that is another one."""
    if view["opens_at"] is None:
        return ""
    opens_at = datetime.fromisoformat(view["opens_at"])
    if view["no_counter"] is not NoCounter.OVER:
        return _local(hall, opens_at)
    day = opens_at.astimezone(hall.catalogue.zone_info)
    name = format_date(day, "EEEE, dd/MM", locale=LANGUAGES[language].babel_locale)
    return f"{_local(hall, opens_at)}, {name}"


def _say_time(hall: Hall, text: str | None) -> str:
    return _local(hall, datetime.fromisoformat(text)) if text else ""


def _local(hall: Hall, moment: datetime | None) -> str:
    return f"{moment.astimezone(hall.catalogue.zone_info):%H:%M}" if moment else ""

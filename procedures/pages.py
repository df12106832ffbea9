"""Draws the public pages: the search, one procedure, the poster for the hall."""

from collections.abc import Callable
from functools import partial
from typing import Any

from procedures.catalogue import Catalogue
from procedures.elsewhere import find_elsewhere
from procedures.finding import find
from procedures.view import make_service_now
from procedures.words import Words
from queueing.catalogue import Service
from queueing.decisions.bookings import may_book
from queueing.intake import closed_reason_for_staff
from queueing.procedures import Offer, Procedure
from queueing.staffing import NoCounter
from web.closures import say_closure
from web.places import list_counters
from web.procedure_facts import make_facts
from web.public_pages import render_public_page
from web.qr import make_qr_address
from web.site import Site

MOST_FOUND = 40
MOST_ASKED = 8
PATH, RESULTS = "/procedures", "/results"


class Pages:
    """The pages as bytes; each is the same for all readers of a language."""

    def __init__(self, site: Site, catalogue: Catalogue, results: Callable[[], bool]) -> None:
        """`catalogue`: the procedures as they are now; `results`: whether `/results` is there."""
        self._site, self._catalogue, self._results = site, catalogue, results

    def draw_search(self, language: str, typed: str, department: str) -> bytes:
        """Return the search, with what fits the typed words, or all of a department."""
        known, hall = self._catalogue.look(), self._site.office.hall
        names = self._site.catalogue.of(hall.catalogue, language)
        if typed:
            found = find(known.findable, typed, self._catalogue.synonyms(), MOST_FOUND)
        elif department:
            found = known.in_department(department)
        else:
            found = list(known.offered[: min(MOST_ASKED, len(self._catalogue.asked()))])
        away = find_elsewhere(typed, known.elsewhere, known.here) if typed else None
        own = {each.department for each in known.offered}
        return self._render(
            "procedure_search.html",
            language,
            typed=typed,
            away=away and (away.name, self._site.words.pick_name(language, away.go_to)),
            chosen=names["departments"].get(department),
            unserved=self._has_no_counter(department),
            rows=[self._row(each, language, names) for each in found],
            version=known.version,
            count=len(known.offered),
            departments=[
                (code, each["name"], len(known.in_department(code)))
                for code, each in names["departments"].items()
                if code in own
            ],
            department_names={code: each["name"] for code, each in names["departments"].items()},
            stand_ins=names["stand_ins"],
        )

    def draw_procedure(self, code: str, language: str, address: str) -> tuple[bytes, Offer] | None:
        """Return a procedure's page and whether it is offered today; None: there never was one.

        `address`: where the server is reached, for the code on paper.
        """
        site, now = self._site, self._site.office.now()
        hall = site.office.hall
        zone = hall.catalogue.zone_info
        found = self._catalogue.look().offer_of(code, now.astimezone(zone).date())
        if found is None:
            return None
        procedure, offer = found
        service = hall.catalogue.services.get(procedure.service)
        shown = None
        if service is not None and offer is Offer.OFFERED:
            shown = make_service_now(hall, service, now, site.office.basis)
        drawn = self._render(
            "procedure_facts.html",
            language,
            facts=make_facts(procedure),
            name=site.words.pick_name(language, procedure.names),
            named_in=language if language in procedure.names else "vi",
            refusal=self._words(language).offer(procedure, offer),
            now=shown,
            say_closure=partial(say_closure, site.words, language),
            book=shown is not None and self._may_book(service),
            at=now,
            tells_wait=shown is not None and self._is_served(service),
            over=NoCounter.OVER,
            qr=make_qr_address(f"{address}{PATH}/{code}"),
            address=f"{address}{PATH}/{code}",
            **self._place(procedure, language),
        )
        return drawn, offer

    def draw_poster(self, language: str, address: str) -> bytes:
        """Return the sheet with the codes that lead to the search and to results, where told."""
        results = f"{address}{RESULTS}" if self._results() else None
        offered = self._catalogue.look().offered
        return self._render(
            "procedure_poster.html",
            language,
            qr=make_qr_address(f"{address}{PATH}"),
            address=f"{address}{PATH}",
            results=results,
            results_qr=results and make_qr_address(results),
            count=len(offered),
            fees=any(each.fee for each in offered),
        )

    def _is_served(self, service: Service | None) -> bool:
        """Say whether there is a wait to tell: the service is taken in, at some counter."""
        catalogue = self._site.office.hall.catalogue
        return service is not None and closed_reason_for_staff(catalogue, service) is None

    def _has_no_counter(self, department: str) -> bool:
        """Say whether no service of a department has a counter; then nobody can come for it."""
        services = self._site.office.hall.catalogue.services.values()
        own = [each for each in services if each.department == department]
        return bool(own) and not any(self._is_served(each) for each in own)

    def _may_book(self, service: Service | None) -> bool:
        hall = self._site.office.hall
        return hall.catalogue.bookings.on and service is not None and may_book(hall, service)

    def _place(self, procedure: Procedure, language: str) -> dict[str, Any]:
        """Return where a procedure is done, in words; nothing of what the centre has no more."""
        catalogue = self._site.office.hall.catalogue
        names = self._site.catalogue.of(catalogue, language)
        department = names["departments"].get(procedure.department)
        counters = catalogue.own_counters_for.get(procedure.service, ())
        return {
            "department": department and department["name"],
            "counters": list_counters(catalogue, names["floors"], counters),
        }

    def _row(self, procedure: Procedure, language: str, names: Any) -> dict[str, str]:
        department = names["departments"].get(procedure.department)
        return {
            "code": procedure.code,
            "name": self._site.words.pick_name(language, procedure.names),
            "lang": language if language in procedure.names else "vi",
            "department": department["name"] if department else "",
        }

    def _words(self, language: str) -> Words:
        zone = self._site.office.hall.catalogue.zone_info
        return Words(self._site.words.make_translator(language, "procedures"), language, zone)

    def _render(self, template: str, language: str, **shown: Any) -> bytes:
        return render_public_page(
            self._site,
            template,
            language=language,
            screen="procedures",
            words=self._words(language),
            **shown,
        )

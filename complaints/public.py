"""The public pages: filing a complaint without a ticket, and reading its answer by the code.

Without scripts, without an account; programs send JSON and get JSON. A code goes in the body of a
POST alone: it is all that protects an answer, and addresses stay in logs and histories.
"""

from collections.abc import Callable
from datetime import date
from secrets import token_urlsafe
from typing import Any

from flask import Response, request
from pydantic import Field

from complaints.filing import File, file_complaint
from complaints.settings import ComplaintsScreen
from complaints.view import public_view
from complaints.view_types import FiledComplaint
from complaints.words import ComplaintWords, find_texts
from queueing.complaint_errors import UnknownComplaint
from queueing.errors import CannotStore, InvalidField, Refusal
from web.answers import json_answer
from web.citizen_words import LONGEST
from web.errors import RequestRefused
from web.guesses import Flow, Guesses, Key
from web.public_pages import make_public_links
from web.requests import (
    Body,
    find_own_network,
    is_form,
    read_form_or_body,
    require_own_page,
)
from web.roles import Open
from web.site import Site
from web.strangers_keys import read_strangers_key

HERE, ANSWER = "/complaints", "/complaints/answer"
IN_HALL = "hall"
"""`?at=` of the address on the lobby's poster."""
LOOKS_LIKE = str.maketrans({" ": "", "-": "", "–": "", ".": ""})
PER_ADDRESS = Flow(free=30, every_s=10)
"""Wrong codes from one address; the whole hall may be behind it, so that no pause is long.

A day of six a minute tries 8,640 of the 10^12 codes."""
NO_TEXT = "Xin Ông/Bà ghi nội dung phản ánh, nhiều nhất %(most)s ký tự."
Fault = Refusal | RequestRefused | CannotStore
FAULTS = (Refusal, RequestRefused, CannotStore)
"""What is said on the page itself, which keeps what was typed."""
Settings = Callable[[], ComplaintsScreen]


class Ask(Body):
    """Body of `POST /complaints/answer`."""

    code: str = Field(max_length=40)


def read_code(typed: str) -> str:
    """Return a code as it is stored, however it was typed: small letters, blanks, no dash."""
    signs = typed.upper().translate(LOOKS_LIKE)
    return f"{signs[:4]}-{signs[4:]}"


class PublicPages:
    """Serves them; `words` keeps and gives what was written."""

    def __init__(self, site: Site, words: ComplaintWords, settings: Settings) -> None:
        """Count guesses of codes at all processes of the centre together."""
        self._site, self._words, self._settings = site, words, settings
        self._guesses = Guesses(site.processes.shared)

    def file(self) -> Response:
        """Take a complaint; a form is answered with the page that shows its code.

        Sent once more by the browser, the form's key gets the same code again.
        """
        try:
            require_own_page(self._site.addresses)
            self._check_rate()
            said = read_form_or_body(File)
            key = read_strangers_key()
            channel = "lobby" if said.at == IN_HALL else "web"
            filed = file_complaint(self._site, self._words, said, channel, "citizen", key)
        except FAULTS as fault:
            if not is_form():
                raise
            return self.show_form(fault=fault)
        if not is_form():
            return json_answer(filed, 201)
        response = self.show_form(filed)
        response.status_code = 201
        return response

    def show_form(
        self, filed: FiledComplaint | None = None, fault: Fault | None = None
    ) -> Response:
        """Return the page: to be filled in, or with the code of what was just filed."""
        return self._draw(
            "complaint.html",
            fault,
            at=IN_HALL if request.values.get("at") == IN_HALL else "",
            chosen=request.values.get("department", ""),
            typed=request.form.get("text", ""),
            # The same key again where the first answer was lost
            key=(request.form.get("key") or token_urlsafe(12))[:64],
            filed=filed,
            due=date.fromisoformat(filed["due"]) if filed and filed["due"] else None,
            kept_days=self._settings().kept_days,
        )

    def answer(self) -> Response:
        """Show how far the complaint of a code is, and its answer."""
        try:
            require_own_page(self._site.addresses)
            shown = self._find(read_form_or_body(Ask).code)
        except FAULTS as fault:
            if not is_form():
                raise
            return self.show_answer(fault=fault)
        return self.show_answer(shown) if is_form() else json_answer(shown)

    def show_answer(self, shown: Any = None, fault: Fault | None = None) -> Response:
        """Return the page that asks for a code, or shows what it stands for."""
        return self._draw(
            "complaint_answer.html",
            fault,
            shown=shown,
            typed=request.form.get("code", ""),
            due=date.fromisoformat(shown["due"]) if shown and shown["due"] else None,
        )

    def _find(self, typed: str) -> Any:
        """Return the view of a code; a wrong one counts as a guess. Raises UnknownComplaint."""
        site, guess = self._site, Key(PER_ADDRESS, ("complaint", find_own_network()))
        self._guesses.count(guess)
        code = read_code(typed)
        complaint = site.routes.find_newest(lambda: site.office.hall.complaints.get(code))
        if complaint is None:
            raise UnknownComplaint(code=code[:9])
        self._guesses.forgive(guess)
        texts = find_texts(self._words, [complaint])
        return public_view(complaint, site.office.hall, site.office.now(), texts)

    def _check_rate(self) -> None:
        site, network = self._site, find_own_network()
        site.rates.check("address", network, site.limits.actions_per_address_per_min)
        if site.limits.complaints_per_ticket_per_day is not None:
            per_day = self._settings().per_address_per_day
            site.rates.check_day("complaint without a ticket", network, per_day)

    def _names(self) -> Any:
        site = self._site
        return site.catalogue.of(site.office.hall.catalogue, site.language())

    def _draw(self, template: str, fault: Fault | None, **context: Any) -> Response:
        site, language = self._site, self._site.language()
        response = site.render_page(
            template,
            language=language,
            screen="complaints",
            public_links=make_public_links(site, language),
            said=self._say(fault, language) if fault else "",
            names=self._names(),
            day=lambda text: f"{site.local_time(text):%d/%m/%Y}",
            away=not site.processes.in_touch(),
            **context,
        )
        if fault is not None:
            response.status_code = _find_status(fault)
            if isinstance(fault, RequestRefused) and fault.retry_after_s is not None:
                response.headers["Retry-After"] = str(fault.retry_after_s)
        return response

    def _say(self, fault: Fault, language: str) -> str:
        if isinstance(fault, InvalidField) and fault.fields["field"] == "text":
            return self._site.words.gettext(language, NO_TEXT, "complaints", most=LONGEST)
        fields = fault.fields if isinstance(fault, Refusal) else {}
        code = "cannot_store" if isinstance(fault, CannotStore) else fault.code
        return self._site.words.say_refusal(language, code, fields)


def _find_status(fault: Fault) -> int:
    match fault:
        case RequestRefused():
            return fault.status
        case CannotStore():
            return 503
        case UnknownComplaint():
            return 404
        case _:
            return 422


def install_public_pages(site: Site, words: ComplaintWords, settings: Settings) -> None:
    """Serve `/complaints` and `/complaints/answer`."""
    pages = PublicPages(site, words, settings)

    @site.routes.open("GET", HERE, Open.TO_ALL)
    def form() -> Response:
        return pages.show_form()

    @site.routes.open("POST", HERE, Open.TO_ALL, File)
    def file() -> Response:
        return pages.file()

    @site.routes.open("GET", ANSWER, Open.TO_ALL)
    def ask() -> Response:
        return pages.show_answer()

    @site.routes.open("POST", ANSWER, Open.TO_ALL, Ask)
    def answer() -> Response:
        return pages.answer()

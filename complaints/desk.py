"""The staff's list: the director gives complaints to departments, their heads answer.

With a complaint's code anybody reads its answer: so it stands in no address here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe
from typing import Any
from urllib.parse import urlencode

from flask import Response, flash, get_flashed_messages, request
from pydantic import Field

from complaints.view import OPEN, SHOWN, count_open, desk_row, select_complaints
from complaints.view_types import DeskCounts
from complaints.words import ComplaintWords, find_texts
from queueing.commands import AnswerComplaint, AssignComplaint, ReopenComplaint
from queueing.errors import InvalidField, Refusal, UnknownThing
from queueing.hall import Hall
from web.callers import Caller
from web.citizen_words import Note, Words, make_words_id, submit_with_words
from web.live.screen import Screen
from web.redirects import see_other
from web.requests import Body, Parameters, read_form_key, read_form_or_body, read_parameters
from web.roles import Right, roles_with
from web.site import Site

HERE = "/complaints/desk"
PAGE = 50
"""So many stand on a page."""
POLL_S = 20.0
DONE = {
    "assigned": "Đã giao phản ánh %(code)s.",
    "answered": "Đã trả lời phản ánh %(code)s. Người dân xem được ngay bằng mã.",
    "reopened": "Đã mở lại phản ánh %(code)s.",
}


class DeskParameters(Parameters):
    """What the list may be limited to."""

    show: str = Field(OPEN, description=f"which: {', '.join(SHOWN)}")
    department: str | None = Field(None, description="only of this one: its code")
    page: int = Field(1, ge=1, le=10_000, description="which fifty")


class About(Body):
    """Body of `reopen`; `code`: of which complaint."""

    code: str = Field(max_length=64)


class Assign(About):
    """Body of `assign`."""

    department: str = Field(max_length=64)


class Answer(About):
    """Body of `answer`."""

    text: Words


@dataclass(frozen=True)
class Reader:
    """What somebody sees and may do here. `only`: the one department, None: all."""

    only: str | None
    assigns: bool
    answers: bool

    @property
    def answers_for(self) -> str | None:
        """For which department alone, None: for any."""
        return self.only


def find_reader(caller: Caller) -> Reader:
    """Return what a caller may see and do; raise NotAllowed for a head of no department."""
    return Reader(
        caller.find_only_department(),
        caller.role in roles_with(Right.ASSIGN_COMPLAINTS),
        caller.role in roles_with(Right.ANSWER_COMPLAINTS),
    )


class Desk:
    """The pages; `words` keeps and gives what was written."""

    def __init__(self, site: Site, words: ComplaintWords) -> None:
        """Serve the complaints of the site's office."""
        self._site, self._words = site, words

    def counts(self, hall: Hall, only: str | None, now: datetime) -> DeskCounts:
        """Return the view of namespace `/complaints`."""
        return count_open(hall, now, only)

    def show(self, caller: Caller, fault: Refusal | None = None) -> Response:
        """Return the list; `fault`: why what was just asked for was refused."""
        site, reader = self._site, find_reader(caller)
        try:
            asked = read_parameters(DeskParameters)
        except InvalidField:
            asked = DeskParameters(show=OPEN, department=None, page=1)
        show = asked.show if asked.show in SHOWN else OPEN
        hall, now, language = site.office.hall, site.office.now(), site.language()
        found = select_complaints(hall, now, show, asked.department, reader.only)
        here = found[(asked.page - 1) * PAGE : asked.page * PAGE]
        texts = find_texts(self._words, here)
        counts = count_open(hall, now, reader.only)
        say = site.words.make_translator(language, "complaints")
        response = site.render_page(
            "complaints_desk.html",
            language=language,
            screen="complaints",
            view=counts,
            active="complaints",
            name=caller.name,
            role=caller.role,
            counts=counts,
            rows=[desk_row(each, hall, now, texts, acts=reader) for each in here],
            show=show,
            chosen=asked.department,
            page=asked.page,
            pages=max(1, -(-len(found) // PAGE)),
            total=len(found),
            link=lambda **other: _link(asked, language, other),
            action=lambda what: f"{HERE}/{what}?{_query(asked, language)}",
            reader=reader,
            names=site.catalogue.of(hall.catalogue, language),
            day=lambda text: f"{site.local_time(text):%d/%m/%Y}",
            date=lambda text: f"{date.fromisoformat(text):%d/%m/%Y}",
            key=token_urlsafe(12),
            done=_say_done(say),
            said=site.words.say_refusal(language, fault.code, fault.fields) if fault else "",
            kept=request.form.get("text", ""),
            kept_of=request.form.get("code", ""),
        )
        if fault is not None:
            response.status_code = 422 if isinstance(fault, InvalidField) else 409
        return response

    def assign(self, caller: Caller) -> Response:
        """Give it to a department."""
        asked = read_form_or_body(Assign)
        self._site.office.submit(
            AssignComplaint(asked.code, asked.department),
            actor=caller.id,
            key=read_form_key(),
            reply=lambda _hall, _entries: None,
        )
        return _back("assigned", asked.code)

    def answer(self, caller: Caller) -> Response:
        """Answer it; the words first."""
        said, reader, hall = read_form_or_body(Answer), find_reader(caller), self._site.office.hall
        complaint = hall.complaint(said.code)
        note = Note(make_words_id(), "answer", complaint.answerable, said.text, complaint.due)
        submit_with_words(
            self._site.office,
            self._words,
            AnswerComplaint(said.code, note.id, reader.answers_for),
            note,
            actor=caller.id,
            key=read_form_key(),
            reply=lambda _hall: None,
        )
        return _back("answered", said.code)

    def reopen(self, caller: Caller) -> Response:
        """Have it answered anew."""
        code = read_form_or_body(About).code
        self._site.office.submit(
            ReopenComplaint(code),
            actor=caller.id,
            key=read_form_key(),
            reply=lambda _hall, _entries: None,
        )
        return _back("reopened", code)


def install_desk(site: Site, words: ComplaintWords) -> None:
    """Serve `/complaints/desk`, what is done there, and its namespace `/complaints`."""
    desk = Desk(site, words)

    def query(_parameters: Mapping[str, str], caller: Caller) -> str | None:
        return find_reader(caller).only

    Screen(
        site,
        "/complaints",
        right=Right.READ_COMPLAINTS,
        query=query,
        view=desk.counts,
        again_s=POLL_S,
    )

    @site.staff_page(HERE, Right.READ_COMPLAINTS)
    def complaints_desk(caller: Caller) -> Response:
        return desk.show(caller)

    acts = (
        ("assign", Right.ASSIGN_COMPLAINTS, desk.assign),
        ("answer", Right.ANSWER_COMPLAINTS, desk.answer),
        ("reopen", Right.ASSIGN_COMPLAINTS, desk.reopen),
    )
    for name, right, act in acts:
        _install_act(site, desk, f"{HERE}/{name}", right, act)


def _install_act(site: Site, desk: Desk, rule: str, right: Right, act: Any) -> None:
    @site.post(rule, right)
    def carry_out(caller: Caller) -> Response:
        try:
            done: Response = act(caller)
        except UnknownThing:
            raise
        except Refusal as fault:
            return desk.show(caller, fault)
        return done


def _back(what: str, code: str) -> Response:
    kept = {
        name: request.args[name] for name in ("show", "department", "lang") if name in request.args
    }
    flash(f"{what} {code}", HERE)
    return see_other(f"{HERE}?{urlencode(kept)}" if kept else HERE)


def _say_done(say: Any) -> str:
    done = [str(each).split(" ", 1) for each in get_flashed_messages(category_filter=[HERE])]
    return " ".join(str(say(DONE[what], code=code)) for what, code in done)


def _query(asked: DeskParameters, language: str, **other: Any) -> str:
    wanted = {"show": asked.show, "department": asked.department, "lang": language, **other}
    return urlencode({name: text for name, text in wanted.items() if text})


def _link(asked: DeskParameters, language: str, other: Mapping[str, Any]) -> str:
    return f"{HERE}?{_query(asked, language, **other)}"

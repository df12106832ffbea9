"""`/reports/hand-over`: the sheet that whoever goes leaves to whoever comes, for one department."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Response
from pydantic import Field

from queueing.catalogue import NORMAL
from queueing.decisions.tickets import restore_until
from queueing.hall import Hall
from queueing.hall.tickets import State, Ticket
from queueing.measures.unsure import find_waits_since
from queueing.open_work import find_open_work
from reports.language.formatting import NONE, Formatter, formatter_of
from web.callers import Caller
from web.errors import NotAllowed, NotFound
from web.requests import Parameters, read_parameters
from web.roles import Right
from web.site import Site

PATH = "/reports/hand-over"
Cells = tuple[str, ...]


class SheetParameters(Parameters):
    """Of which department the sheet is; a department's head has that of the own."""

    department: str | None = Field(None, description="a department's code")


def install_hand_over(site: Site) -> None:
    """Serve the sheet to managers and heads of departments: it names numbers that wait."""

    @site.staff_page(PATH, Right.READ_REPORTS)
    def sheet(caller: Caller) -> Response:
        hall, now = site.office.hall, site.office.now()
        write = formatter_of(site, site.language())
        department = _choose(hall, caller, read_parameters(SheetParameters).department)
        return site.render_page(
            "hand_over.html",
            language=write.language,
            screen="reports",
            active="hand-over",
            name=caller.name,
            role=caller.role,
            chosen=department,
            department=write.department(department),
            departments=[(code, write.department(code)) for code in _list_for(hall, caller)],
            at=write.clock(now),
            day=write.long_day(now.astimezone(write.zone).date()),
            seq=write.count(hall.seq),
            sections=make_sections(hall, department, now, write),
        )


def make_sections(
    hall: Hall, department: str, now: datetime, write: Formatter
) -> list[dict[str, Any]]:
    """Return the sheet's tables, what is most urgent first: title, headings, rows of texts."""
    work, _ = find_open_work(hall, department, now), write.gettext
    rows = _Rows(hall, now, write)
    number, matter, counter = _("Số"), _("Nội dung"), _("Quầy")
    sections: list[tuple[str, Cells, tuple[Ticket, ...], Callable[[Ticket], Cells]]] = [
        (_("Đang ở quầy"), (number, matter, counter, _("Cán bộ"), _("Từ lúc"), _("Tình trạng")),
         work.at_counters, rows.at_counter),
        (_("Đang giữ"), (number, matter, counter, _("Từ lúc"), _("Lý do")),
         work.parked, rows.parked),
        (_("Vắng mặt, còn được gọi lại"),
         (number, matter, counter, _("Vắng lúc"), _("Gọi lại được đến")),
         work.missed, rows.missed),
        (_("Đã hẹn bổ sung giấy tờ hôm nay"), (number, matter, counter, _("Lúc")),
         work.supplements, rows.supplement),
        (_("Đang chờ"), (number, matter, _("Chờ từ lúc"), _("Đã chờ (phút)"), _("Ghi chú")),
         work.waiting, rows.waiting),
    ]  # fmt: skip
    return [
        {"title": title, "headings": headings, "rows": [row(ticket) for ticket in tickets]}
        for title, headings, tickets, row in sections
    ]


class _Rows:
    """What the sheet says of each ticket."""

    def __init__(self, hall: Hall, now: datetime, write: Formatter) -> None:
        self._hall, self._now, self._write = hall, now, write

    def at_counter(self, ticket: Ticket) -> Cells:
        write, desk = self._write, self._hall.desk(ticket.counter or "")
        called = ticket.state is State.CALLED
        state = write.gettext("Đang gọi") if called else write.gettext("Đang phục vụ")
        if desk.handed_by:
            state = write.gettext("%(state)s; quầy chờ người nhận", state=state)
        officer = write.officer(desk.officer or desk.handed_by)
        return (*self._head(ticket), officer, write.clock(ticket.since), state)

    def parked(self, ticket: Ticket) -> Cells:
        since = self._write.clock(ticket.since)
        return (*self._head(ticket), since, ticket.parked_for or NONE)

    def missed(self, ticket: Ticket) -> Cells:
        until = restore_until(ticket, self._hall.catalogue.limits)
        return (*self._head(ticket), self._write.clock(ticket.ended_at), self._write.clock(until))

    def supplement(self, ticket: Ticket) -> Cells:
        return (*self._head(ticket), self._write.clock(ticket.ended_at))

    def waiting(self, ticket: Ticket) -> Cells:
        write, since = self._write, find_waits_since(ticket)
        minutes = (
            write.gettext("không rõ")
            if since is None
            else write.count((self._now - since).total_seconds() // 60)
        )
        notes = [
            write.gettext("phiếu giấy") if ticket.on_paper else "",
            write.priority(ticket.priority) if ticket.priority != NORMAL else "",
            self._say("chuyển từ %(counter)s", ticket.came_from),
            self._say("chỉ chờ %(counter)s", ticket.only_at),
        ]
        said = " · ".join(filter(None, notes)) or NONE
        return (ticket.number, self._matter(ticket), write.clock(since), minutes, said)

    def _head(self, ticket: Ticket) -> Cells:
        return ticket.number, self._matter(ticket), self._write.counter(ticket.counter)

    def _matter(self, ticket: Ticket) -> str:
        matter = ticket.matter
        if matter.procedure:
            return self._write.procedure(matter.procedure)
        return self._write.service(matter.service)

    def _say(self, text: str, counter: str | None) -> str:
        fields = {"counter": self._write.counter(counter)}
        return self._write.gettext(text, **fields) if counter else ""


def _list_for(hall: Hall, caller: Caller) -> list[str]:
    """Return the departments of which somebody may have the sheet."""
    only = caller.find_only_department()
    return list(hall.catalogue.departments) if only is None else [only]


def _choose(hall: Hall, caller: Caller, asked: str | None) -> str:
    """Return whose sheet is meant, the first where none is named; raise NotAllowed, NotFound."""
    own = _list_for(hall, caller)
    if asked is None or asked in own:
        return asked or own[0]
    raise NotAllowed if asked in hall.catalogue.departments else NotFound

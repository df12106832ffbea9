"""The box for a number on managers' pages: `/reports/find` leads to its page, or asks again."""

from functools import partial

from flask import Response, request

from queueing.errors import InvalidField
from queueing.numbering import parse_number
from reports.asking import narrow, parse_period
from reports.language.formatting import formatter_of
from reports.months.reader import FigureReader
from reports.pages.ticket_list import PATH as TICKETS
from reports.query import Filter, today
from reports.statistics.finding import FoundTicket, find_by_number
from web.callers import Caller
from web.redirects import see_other
from web.roles import Right
from web.sight import list_kept_back
from web.site import Site
from web.typed_days import read_days

PATH = "/reports/find"


def install_number_search(site: Site, figures: FigureReader) -> None:
    """Serve the box: one ticket is opened at once; of several, or none, the page tells."""

    @site.staff_page(PATH, Right.READ_FIGURES)
    def find_number(caller: Caller) -> Response:
        language = site.language()
        write = formatter_of(site, language)
        catalogue = site.office.hall.catalogue
        present = today(site.office.hall, site.office.now()).first
        given = read_days(request.args, "day")
        typed, on = given.get("number", ""), given.get("day") or None
        wrong, day = None, present
        found: list[FoundTicket] = []
        asked = parse_number(typed)
        try:
            day = parse_period({} if on is None else {"from": on, "to": on}, present).first
        except InvalidField:
            wrong = write.gettext("Ngày không đúng. Hãy chọn lại ngày.")
        if typed.strip() and asked is None:
            wrong = write.gettext("“%(typed)s” không phải là số thứ tự. Ví dụ: N026.", typed=typed)
        if asked is not None and wrong is None:
            letter, serial = asked
            search = partial(
                find_by_number, catalogue=catalogue, day=day, letter=letter, serial=serial,
                filter=narrow(Filter(), caller),
            )  # fmt: skip
            hall, found = figures.ask_for_request(search)
            kept_back = list_kept_back(hall, caller)
            found = [each for each in found if each.ticket not in kept_back]
        if len(found) == 1:
            return see_other(f"{TICKETS}/{found[0].ticket}?lang={language}")
        response = site.render_page(
            "find.html",
            language=language,
            screen="reports",
            active="find",
            name=caller.name,
            role=caller.role,
            typed=typed,
            asked=asked is not None and wrong is None,
            day=day.isoformat(),
            shown_day=write.day(day),
            last_day=present.isoformat(),
            on=write.long_day(day),
            wrong=wrong,
            found=[(each.ticket, each.number, write.service(each.service)) for each in found],
        )
        response.status_code = 422 if wrong else 200
        return response

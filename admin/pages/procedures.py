"""`/admin/procedures`: what citizens may come for, by unit; one procedure; its switch."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Response, request

from admin.pages.frame import Frame
from admin.pages.importing import install_importing
from admin.pages.procedure_words import CHANGES, FIELDS, OFFERS, Writer
from queueing.procedures import Offer, StoredProcedure
from web.answers import encode
from web.callers import Caller
from web.errors import NotFound
from web.redirects import see_other
from web.roles import Right

HERE = "/admin/procedures"
EACH_PAGE = 50
NEWEST = 20
DONE = {
    "imported": "Đã nhập. Máy lấy số dùng danh mục mới trong vài giây.",
    "unchanged": "Danh mục trong tệp giống hệt danh mục đang dùng. Không có gì thay đổi.",
    "back": "Đã hoàn lại. Danh mục như trước lần nhập đó.",
    "off": "Đã tắt. Máy lấy số không đưa ra thủ tục này nữa.",
    "on": "Đã mở lại. Máy lấy số đưa ra thủ tục này.",
}


@dataclass(frozen=True)
class Filter:
    """Which procedures are listed: of a unit, of a service, in a state; empty: of all."""

    department: str = ""
    service: str = ""
    offer: str = ""

    @property
    def empty(self) -> bool:
        """Say whether all are listed."""
        return not (self.department or self.service or self.offer)

    def takes(self, stored: StoredProcedure, today: date) -> bool:
        """Say whether a procedure is listed."""
        one = stored.procedure
        return (
            self.department in ("", one.department)
            and self.service in ("", one.service)
            and self.offer in ("", stored.offer_on(today))
        )


@dataclass(frozen=True)
class Row:
    """A unit, or below it a service, with how many of its procedures are in each state."""

    filter: Filter
    name: str
    counts: Counter[Offer]


def install_procedures(frame: Frame) -> None:
    """Serve the list, each procedure's page and switch, and the import."""
    site = frame.site

    @site.staff_page(HERE, Right.RUN_CENTRE)
    def show_all(caller: Caller) -> Response:
        return _show_all(frame, caller)

    @site.get(f"{HERE}/all.json", Right.RUN_CENTRE)
    def list_for_search(_caller: Caller) -> Response:
        writer, say, today = Writer(frame), frame.translator(), frame.find_today()
        every, synonyms = frame.hall.procedures.every(), frame.hall.synonyms()
        # Thousands of rows: beside the event loop
        encoded = site.runtime.offload_slow(_encode, every, synonyms, writer, say, today)
        return Response(
            encoded, content_type="application/json", headers={"Cache-Control": "no-store"}
        )

    @site.staff_page(f"{HERE}/one", Right.RUN_CENTRE)
    def show_one(caller: Caller) -> Response:
        return _show_one(frame, caller, request.args.get("code", ""))

    @site.post(f"{HERE}/switch", Right.RUN_CENTRE)
    def switch(caller: Caller) -> Response:
        code, on = request.form.get("code", ""), request.form.get("on") == "1"
        frame.hall.procedures.switch(code, on=on, actor=caller.id)
        done = {"code": code, "done": "on" if on else "off"}
        return see_other(f"{HERE}/one?{urlencode(done | _find_language())}")

    install_importing(frame, HERE)


def _find_language() -> dict[str, str]:
    return {"lang": request.args["lang"]} if "lang" in request.args else {}


def _show_all(frame: Frame, caller: Caller) -> Response:
    writer, say, today = Writer(frame), frame.translator(), frame.find_today()
    every = frame.hall.procedures.every()
    given = request.args
    chosen = Filter(given.get("department", ""), given.get("service", ""), given.get("offer", ""))
    listed = [] if chosen.empty else [each for each in every if chosen.takes(each, today)]
    page = max(1, request.args.get("page", 1, int))
    done = DONE.get(request.args.get("done", ""), "")
    return frame.page(
        caller,
        HERE,
        "procedures.html",
        done=say(done) if done else "",
        here=HERE,
        counts=Counter(each.offer_on(today) for each in every),
        rows=_count_by_unit(frame, writer, every, today),
        chosen=chosen,
        listed=listed[(page - 1) * EACH_PAGE : page * EACH_PAGE],
        found=len(listed),
        number=page,
        pages=-(-len(listed) // EACH_PAGE),
        today=today,
        offers=OFFERS,
        kinds=Offer,
        writer=writer,
        last=frame.hall.procedures.last_import(),
        log=frame.hall.procedures.changes(NEWEST),
        changes=CHANGES,
        who=frame.write_actor,
        local=frame.site.local_time,
        turn=lambda to: urlencode({**_name_parts(chosen), "page": to} | _find_language()),
        link=lambda filter: urlencode(_name_parts(filter) | _find_language()),
        in_state=lambda offer: urlencode({"offer": offer} | _find_language()),
        one=lambda code: urlencode({"code": code} | _find_language()),
    )


def _name_parts(filter: Filter) -> dict[str, str]:
    """Return what an address says of a filter."""
    return {name: value for name, value in asdict(filter).items() if value}


def _count_by_unit(
    frame: Frame, writer: Writer, every: Sequence[StoredProcedure], today: date
) -> list[tuple[Row, list[Row]]]:
    """Return each unit with its services, in the order of the configuration."""
    catalogue = frame.site.office.hall.catalogue
    counts: dict[tuple[str, str], Counter[Offer]] = {}
    for each in every:
        place = (each.procedure.department, each.procedure.service)
        counts.setdefault(place, Counter())[each.offer_on(today)] += 1
    order = {code: at for at, code in enumerate(catalogue.departments)}
    units = sorted({unit for unit, _ in counts}, key=lambda unit: (order.get(unit, 99), unit))
    rows = []
    for unit in units:
        services = [
            Row(Filter(unit, service), writer.name_service(service), found)
            for (owner, service), found in counts.items()
            if owner == unit
        ]
        total: Counter[Offer] = sum((each.counts for each in services), Counter())
        unit_row = Row(Filter(unit), writer.name_department(unit), total)
        rows.append((unit_row, services if len(services) > 1 else []))
    return rows


def _encode(
    every: Sequence[StoredProcedure],
    synonyms: Mapping[str, str],
    writer: Writer,
    say: Callable[..., str],
    today: date,
) -> bytes:
    """Return every procedure as the search needs it, as JSON."""
    listing = {
        "synonyms": dict(synonyms),
        "procedures": [
            {
                "code": each.procedure.code,
                "names": dict(each.procedure.names),
                "keywords": each.procedure.keywords,
                "where": writer.name_service(each.procedure.service),
                "offer": say(OFFERS[each.offer_on(today)]),
                "offered": each.offer_on(today) is Offer.OFFERED,
            }
            for each in every
        ],
    }
    return encode(listing)


def _show_one(frame: Frame, caller: Caller, code: str) -> Response:
    found = next(
        (each for each in frame.hall.procedures.every() if each.procedure.code == code), None
    )
    if found is None:
        raise NotFound
    say, done = frame.translator(), DONE.get(request.args.get("done", ""), "")
    return frame.page(
        caller,
        HERE,
        "procedure.html",
        done=say(done) if done else "",
        here=HERE,
        stored=found,
        one=found.procedure,
        offer=found.offer_on(frame.find_today()),
        offers=OFFERS,
        kinds=Offer,
        fields=FIELDS,
        writer=Writer(frame),
        log=[each for each in frame.hall.procedures.changes(500) if each.procedure == code],
        changes=CHANGES,
        who=frame.write_actor,
        local=frame.site.local_time,
    )

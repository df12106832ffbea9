"""Telling all who wait something: the page `/bulletins` for guides and directors, and its API."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_hex, token_urlsafe
from typing import Annotated, Any

from flask import Response, request
from pydantic import Field, StringConstraints, ValidationError

from counters.actions import Code
from counters.bulletin_view_types import BulletinsAnswer, PublishedBulletin
from counters.bulletin_words import NAMES, SENTENCES, write_texts
from queueing.bulletin_errors import UnknownBulletin
from queueing.bulletins import (
    LONGEST_MIN,
    LONGEST_WORDS,
    MOST_AT_ONCE,
    SHORTEST_MIN,
    BulletinReason,
    find_bulletins,
)
from queueing.commands import EndBulletin, PublishBulletin
from queueing.decisions.bulletins import find_until
from queueing.decisions.day import find_day_close
from queueing.errors import InvalidField, Refusal
from queueing.events import Entry
from queueing.hall import Hall
from queueing.hall.bulletins import Bulletin
from web.answers import json_answer
from web.bulletins import name_concerned, write_bulletin
from web.callers import Caller
from web.front_links import GUIDES, FrontLink
from web.i18n import plain_text
from web.requests import Body, read_form_key
from web.roles import Right, Role
from web.site import Site
from web.tickets import utc

PAGE = "/bulletins"
PICTURE = "counters/front/bulletins.webp"
MINUTES = (10, 15, 20, 30, 45, 60, 90, 120, 180)
SHOWN_MIN = (15, 30, 60, 120, 240, LONGEST_MIN)
USUALLY_SHOWN_MIN = 60
MOST_DIGITS = 4
Own = Annotated[str, StringConstraints(max_length=LONGEST_WORDS)]


class BulletinBody(Body):
    """Why, about how long (minutes), for whom (nobody named: everybody), for how long it is told.

    `words`: own words, `words_en`: the same in English; `corrects`: the id of one that this one
    replaces.
    """

    reason: BulletinReason = Field(strict=False)
    words: Own = ""
    words_en: Own = ""
    minutes: int | None = Field(None, ge=1, le=LONGEST_MIN)
    shown_min: int = Field(USUALLY_SHOWN_MIN, ge=SHORTEST_MIN, le=LONGEST_MIN)
    departments: tuple[Code, ...] = Field((), max_length=200)
    services: tuple[Code, ...] = Field((), max_length=200)
    corrects: Code | None = None


def install_bulletins(site: Site) -> None:
    """Serve `/bulletins` and `/api/bulletins`."""
    _install_api(site)
    _install_page(site)
    link = {"vi": "Báo tin cho người đang chờ", "en": "Tell those who wait"}
    about = {
        "vi": "Gián đoạn, mất điện, chậm trễ: trên màn hình, điện thoại và loa.",
        "en": "Interruptions and delays: on boards, phones and loudspeakers.",
    }
    site.front_page_links.append(FrontLink(PAGE, link, about, GUIDES, PICTURE))


def _install_api(site: Site) -> None:
    right = Right.INFORM_CITIZENS

    @site.get("/api/bulletins", right)
    def list_all(_caller: Caller) -> Response:
        hall = site.office.hall
        told = find_bulletins(hall, site.office.now())
        answer: BulletinsAnswer = {
            "seq": hall.seq,
            "bulletins": [{**write_bulletin(each), "by": each.by} for each in told],
        }
        return json_answer(answer)

    @site.post("/api/bulletins", right, BulletinBody)
    def publish(caller: Caller, said: BulletinBody) -> Response:
        return site.command(caller, make_command(site, caller, said), _answer_id, status=201)

    @site.post("/api/bulletins/<bulletin>/end", right)
    def end(caller: Caller, bulletin: str) -> Response:
        return site.command(caller, EndBulletin(bulletin, caller.name), _answer_nothing)


def make_command(site: Site, caller: Caller, said: BulletinBody) -> PublishBulletin:
    """Return what the office is asked."""
    own = {"vi": " ".join(plain_text(said.words).split()),
           "en": " ".join(plain_text(said.words_en).split())}  # fmt: skip
    return PublishBulletin(
        bulletin=token_hex(6),
        reason=said.reason.value,
        texts=write_texts(site.words, said.reason, own, said.minutes),
        by=caller.name,
        shown_min=said.shown_min,
        departments=said.departments,
        services=said.services,
        minutes=said.minutes,
        words=tuple(own.items()),
        corrects=said.corrects,
    )


def _answer_id(_hall: Hall, entries: tuple[Entry, ...]) -> PublishedBulletin:
    event: Any = entries[-1].event
    return {"id": event.bulletin, "until": utc(event.until)}


def _answer_nothing(_hall: Hall, _entries: tuple[Entry, ...]) -> Mapping[str, object]:
    return {}


def _install_page(site: Site) -> None:
    right = Right.INFORM_CITIZENS

    @site.staff_page(PAGE, right)
    def page(caller: Caller) -> Response:
        return _draw(site, caller)

    @site.post(PAGE, right)
    def publish(caller: Caller) -> Response:
        try:
            command = make_command(site, caller, _read_form())
            site.office.submit(command, actor=caller.id, reply=_answer_id, key=read_form_key())
        except Refusal as fault:
            return _draw(site, caller, fault)
        return _go_back(site)

    @site.post(f"{PAGE}/<bulletin>/end", right)
    def end(caller: Caller, bulletin: str) -> Response:
        command = EndBulletin(bulletin, caller.name)
        site.office.submit(command, actor=caller.id, reply=_answer_nothing)
        return _go_back(site)


def _go_back(site: Site) -> Response:
    return Response(status=303, headers={"Location": f"{PAGE}?lang={site.language()}"})


def _read_form() -> BulletinBody:
    """Return what the form says; raise InvalidField naming the first field that does not fit."""
    form = request.form
    said: dict[str, Any] = {
        "reason": form.get("reason", ""),
        "words": form.get("words", ""),
        "words_en": form.get("words_en", ""),
        "departments": tuple(form.getlist("departments")),
        "services": tuple(form.getlist("services")),
        "corrects": form.get("corrects") or None,
    }
    numbers = {name: form.get(name, "") for name in ("minutes", "shown_min")}
    said |= {name: int(text) for name, text in numbers.items() if _is_number(text)}
    try:
        return BulletinBody.model_validate(said)
    except ValidationError as fault:
        raise InvalidField(field=str(fault.errors()[0]["loc"][0]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def _draw(site: Site, caller: Caller, fault: Refusal | None = None) -> Response:
    hall, now, language = site.office.hall, site.office.now(), site.language()
    told = find_bulletins(hall, now)
    corrected = _find_corrected(told)
    filled = _fill(corrected) if fault is None else _fill_from_form()
    response = site.render_page(
        "bulletins.html",
        language=language,
        screen="counters",
        name=caller.name,
        manages=caller.role is not Role.GUIDE,
        active="bulletins",
        role=caller.role,
        told=told,
        full=len(told) >= MOST_AT_ONCE,
        corrected=corrected,
        filled=filled,
        reasons=NAMES,
        sentences=SENTENCES,
        minutes=_offer(MINUTES, filled["minutes"]),
        shown_min=_offer_shown(hall, filled["shown_min"], now),
        close=find_day_close(hall, now),
        longest=LONGEST_WORDS,
        names=site.catalogue.of(hall.catalogue, language),
        name_concerned=name_concerned,
        departments=_list_departments(hall),
        clock=lambda moment: f"{moment.astimezone(hall.catalogue.zone_info):%H:%M}",
        key=token_urlsafe(12),
        said=site.words.say_refusal(language, fault.code, fault.fields) if fault else "",
    )
    if fault is not None:
        response.status_code = 404 if isinstance(fault, UnknownBulletin) else 422
    return response


def _find_corrected(told: tuple[Bulletin, ...]) -> Bulletin | None:
    wanted = request.values.get("corrects") or request.args.get("correct")
    return next((each for each in told if each.id == wanted), None)


def _fill(bulletin: Bulletin | None) -> Mapping[str, Any]:
    """Return what the fields begin with: those of the one that is corrected, else nothing."""
    if bulletin is None:
        return {"reason": "", "words": "", "words_en": "", "minutes": None, "departments": (),
                "services": (), "shown_min": USUALLY_SHOWN_MIN}  # fmt: skip
    own = dict(bulletin.words)
    return {
        "reason": bulletin.reason,
        "words": own.get("vi", ""),
        "words_en": own.get("en", ""),
        "minutes": bulletin.minutes,
        "departments": bulletin.departments,
        "services": bulletin.services,
        "shown_min": bulletin.shown_min,
    }


def _fill_from_form() -> Mapping[str, Any]:
    form = request.form
    numbers = {name: form.get(name, "") for name in ("minutes", "shown_min")}
    return {
        **{name: form.get(name, "") for name in ("reason", "words", "words_en")},
        **{name: int(text) if _is_number(text) else None for name, text in numbers.items()},
        "departments": form.getlist("departments"),
        "services": form.getlist("services"),
    }


def _offer(usual: tuple[int, ...], chosen: int | None) -> list[int]:
    """Return minutes to choose from, with those of a bulletin that a program has published."""
    return sorted({*usual, *(() if chosen is None else (chosen,))})


def _offer_shown(hall: Hall, chosen: int | None, now: datetime) -> list[tuple[int, bool]]:
    """Return minutes to choose from, whether each ends with the day: of those no more than one."""
    offered = _offer(SHOWN_MIN, chosen)
    within = [n for n in offered if find_until(hall, n, now) == now + timedelta(minutes=n)]
    beyond = [n for n in offered if n not in within]
    last = chosen if chosen in beyond else next(iter(beyond), None)
    return [*((n, False) for n in within), *(() if last is None else ((last, True),))]


def _list_departments(hall: Hall) -> list[tuple[str, list[str]]]:
    """Return (department, its services) of those that counters serve, as the centre orders them."""
    served: dict[str, list[str]] = {code: [] for code in hall.catalogue.departments}
    for code, service in hall.catalogue.services.items():
        if hall.catalogue.counters_for.get(code):
            served[service.department].append(code)
    return [(code, services) for code, services in served.items() if services]

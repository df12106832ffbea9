"""`/api/reports/statistics`: every figure of any span, for whoever may see it."""

from typing import Any

from flask import Response, request

from queueing.numbering import service_day
from reports.answers import Answer, Half
from reports.periods import Period
from reports.questions import READERS, asked
from reports.statistics.answering import answer
from storage.projector import Projector
from web.answers import json_answer
from web.site import Site
from web.tickets import utc


def install_statistics(site: Site, projector: Projector) -> None:
    """Serve `/api/reports/statistics`; what can be asked is said in reports.questions."""

    @site.app.get("/api/reports/statistics")
    def statistics() -> Response:
        caller = site.guard.caller(*READERS)
        now = site.office.now()
        today = service_day(now, site.office.hall.catalogue.zone_info)
        return json_answer(_content(answer(projector, asked(request.args, caller, today), now)))


def _content(found: Answer) -> dict[str, Any]:
    question, before = found.question, None
    if question.before and found.before:
        before = {**_dates(question.before), **_half(found.before)}
    return {
        **_dates(question.period),
        "by": question.by,
        "part": {
            name: value
            for name in question.part.__slots__
            if (value := getattr(question.part, name)) is not None
        },
        "seq": found.hall.seq,
        "at": utc(found.at),
        **_half(found.now),
        "before": before,
    }


def _dates(period: Period) -> dict[str, str]:
    return {"from": period.first.isoformat(), "to": period.last.isoformat()}


def _half(half: Half) -> dict[str, Any]:
    return {
        "rows": [{"key": row.key, **row.figures} for row in half.rows],
        "total": half.total,
        "pauses": half.pauses,
    }

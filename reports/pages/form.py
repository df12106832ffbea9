"""The form above a report: quick spans, days, what a row stands for, which part of the hall."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from queueing.catalogue import Catalogue
from reports.pages.filters import Filters, quick_periods
from reports.questions import HEAD, OFFICER, By, Question
from reports.ways import WAYS
from reports.writing import Writer
from web.sign_in import Caller

OF_MANY: tuple[By, ...] = (
    "department", "service", "counter", "officer", "priority", "day", "weekday", "hour",
)  # fmt: skip
"""What managers choose from; weekday and hour together are the heat map."""
OF_ONE_OFFICER: tuple[By, ...] = ("day", "service", "counter", "priority", "weekday", "hour")
Option = tuple[str, str, bool]
"""(value, text, chosen)."""


def form(
    path: str, caller: Caller, catalogue: Catalogue, filters: Filters, today: date, write: Writer
) -> dict[str, Any]:
    """Return what the template needs to draw the form as it was asked."""
    question, _ = filters.question, write.gettext
    spans = list(quick_periods(today))
    chosen = next((name for name, period in spans if period == question.period), None)
    ways = OF_ONE_OFFICER if caller.role == OFFICER else OF_MANY
    return {
        "path": path,
        "from": question.period.first.isoformat(),
        "to": question.period.last.isoformat(),
        "last_day": today.isoformat(),
        "quick": [
            {"name": _(name), "now": name == chosen, "link": filters.of_period(path, period)}
            for name, period in spans
        ],
        "ways": [(way, _(WAYS[way][0]), way == question.by) for way in ways],
        "way": _(WAYS[question.by][0]),
        "compare": question.before is not None,
        "choices": [] if caller.role == OFFICER else list(
            _choices(caller, catalogue, question, write)
        ),
        "officer": None if caller.role == OFFICER else question.part.officer or "",
        "kept": {name: filters.asked[name] for name in ("lang", "show") if filters.asked.get(name)},
    }  # fmt: skip


def _choices(
    caller: Caller, catalogue: Catalogue, question: Question, write: Writer
) -> Iterator[dict[str, Any]]:
    """Yield a choice for each field of the part; a head is not asked for the department."""
    part, _ = question.part, write.gettext
    if caller.role != HEAD:
        departments = {code: write.department(code) for code in catalogue.departments}
        yield _choice("department", _("Cơ quan"), departments, part.department)
    services = {
        code: write.service(code)
        for code, service in catalogue.services.items()
        if part.department in (None, service.department)
    }
    counters = {
        code: write.counter(code)
        for code, counter in catalogue.counters.items()
        if part.department in (None, counter.department)
    }
    priorities = {code: write.priority(code) for code in catalogue.priorities}
    yield _choice("service", _("Nội dung giao dịch"), services, part.service)
    yield _choice("counter", _("Quầy"), counters, part.counter)
    yield _choice("priority", _("Đối tượng"), priorities, part.priority)


def _choice(name: str, label: str, texts: Mapping[str, str], chosen: str | None) -> dict[str, Any]:
    options = [(code, text, code == chosen) for code, text in texts.items()]
    if chosen is not None and chosen not in texts:
        options.append((chosen, chosen, True))
    return {"name": name, "label": label, "options": options}

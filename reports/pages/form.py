"""The form above a report: quick spans, days, what a row stands for, which part of the hall."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from queueing.catalogue import Catalogue
from queueing.name_order import make_name_key
from reports.language.channels import CHANNELS
from reports.language.dimensions import NAMES
from reports.language.formatting import Formatter
from reports.pages.filters import Filters, quick_periods
from reports.query import Dimension, Query
from web.callers import Caller
from web.roles import Role

OF_MANY: tuple[Dimension, ...] = (
    "department", "service", "counter", "officer", "priority", "channel", "call_reason",
    "day", "weekday", "hour", "reason", "procedure",
)  # fmt: skip
"""What managers choose from; weekday and hour together are the heat map."""
OF_ONE_OFFICER: tuple[Dimension, ...] = (
    "day", "service", "counter", "priority", "channel", "call_reason", "weekday", "hour",
)  # fmt: skip
KEPT = ("lang", "show", "order")


def form(
    path: str, caller: Caller, catalogue: Catalogue, filters: Filters, today: date,
    officers: Sequence[str], write: Formatter,
) -> dict[str, Any]:  # fmt: skip
    """Return what the template needs to draw the form as it was asked.

    `officers`: who worked in these days; one of them may be chosen.
    """
    query, _ = filters.query, write.gettext
    spans = list(quick_periods(today))
    chosen = next((name for name, period in spans if period == query.period), None)
    ways = OF_ONE_OFFICER if caller.role is Role.OFFICER else OF_MANY
    return {
        "path": path,
        "days": [
            (name, text, write.day(day), day.isoformat())
            for name, text, day in (
                ("from", _("Từ ngày"), query.period.first),
                ("to", _("Đến ngày"), query.period.last),
            )
        ],
        "last_day": today.isoformat(),
        "quick": [
            {"name": _(name), "now": name == chosen, "link": filters.of_period(path, period)}
            for name, period in spans
        ],
        "ways": [(way, _(NAMES[way][0]), way == query.by) for way in ways],
        "way": _(NAMES[query.by][0]),
        "compare": query.compare,
        "choices": [] if caller.role is Role.OFFICER else list(
            _choices(caller, catalogue, query, officers, write)
        ),
        "kept": {name: filters.asked[name] for name in KEPT if filters.asked.get(name)},
    }  # fmt: skip


def _choices(
    caller: Caller, catalogue: Catalogue, query: Query, officers: Sequence[str], write: Formatter
) -> Iterator[dict[str, Any]]:
    """Yield a choice for each field of the part; a head is not asked for the department."""
    part, _ = query.filter, write.gettext
    if caller.role is not Role.DEPARTMENT_HEAD:
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
    names = {name: write.officer(name) for name in sorted(officers, key=make_name_key)}
    yield _choice("officer", _("Cán bộ"), names, part.officer)
    yield _choice("priority", _("Nhóm ưu tiên"), priorities, part.priority)
    channels = {code: _(name) for code, name in CHANNELS.items()}
    yield _choice("channel", _("Kênh lấy số"), channels, part.channel)
    reasons = {code: write.call_reason(code) for code in catalogue.call_reasons}
    yield _choice("call_reason", _("Gọi ngoài thứ tự vì"), reasons, part.call_reason)


def _choice(name: str, label: str, texts: Mapping[str, str], chosen: str | None) -> dict[str, Any]:
    options = [(code, text, code == chosen) for code, text in texts.items()]
    if chosen is not None and chosen not in texts:
        options.append((chosen, chosen, True))
    return {"name": name, "label": label, "options": options}

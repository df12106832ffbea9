"""Why a number waited so long, as its page says it: a sentence, a picture of time, each counter."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from queueing.catalogue import Catalogue
from queueing.measures.times import waits_with_paper
from queueing.measures.waits import Doing, DoingKind, Stretch, Wait, sum_by_doing
from queueing.numbering import service_day
from reports.language.formatting import Formatter
from reports.pages.history import History
from reports.pages.time_bars import Part, TimeBars, draw_time_bars

LEAST_S = 60
"""A shorter wait needs no explanation."""
NAMED = 5
"""So many numbers are named one by one."""
KINDS: tuple[DoingKind, ...] = ("serving", "paused", "closed", "idle")
SHARES = {
    "serving": "%(share)s phục vụ người khác", "paused": "%(share)s tạm nghỉ",
    "closed": "%(share)s đóng", "idle": "%(share)s trống",
}  # fmt: skip


def waits_view(
    found: History, now: datetime, catalogue: Catalogue, write: Formatter
) -> list[dict[str, Any]]:
    """Return each wait of the ticket that was long enough to ask why, in order.

    Nobody can say why who waited with a slip of paper before its number was known.
    """
    number, moves = found.timeline.issued.number, found.timeline.transitions
    unknown = {move.at for move in moves if waits_with_paper(found.timeline, move)}
    return [
        _view(place, number, wait, now, catalogue, write)
        for place, wait in enumerate(found.waits, start=1)
        if _seconds(wait, now) >= LEAST_S
        and not (wait.begin in unknown or (unknown and place == 1))
    ]


def _view(
    place: int, number: str, wait: Wait, now: datetime, catalogue: Catalogue, write: Formatter
) -> dict[str, Any]:
    _, end = write.gettext, wait.end or now
    minutes = _minutes(_seconds(wait, now), write)
    title = (
        _("Vì sao đã chờ %(n)s phút?", n=minutes)
        if wait.end is None
        else _("Vì sao chờ %(n)s phút?", n=minutes)
    )
    said = " ".join(_sentences(number, wait, now, catalogue, write))
    known = [code for code in catalogue.counters if code in wait.counters]
    bars = TimeBars(
        f"wait-{place}", title, said, wait.begin, end, write.zone,
        [(write.counter(code), [_part(each, write) for each in wait.counters[code]])
         for code in known],
    )  # fmt: skip
    return {
        "key": bars.key,
        "title": title,
        "when": _(
            "%(service)s, %(from)s – %(until)s", service=write.service(wait.service),
            **{"from": write.clock(wait.begin)},
            until=_("đến nay") if wait.end is None else write.clock(wait.end),
        ),
        "said": said,
        "picture": draw_time_bars(bars) if known else None,
        "counters": [
            (write.counter(code), _describe(wait.counters[code], write)) for code in known
        ],
    }  # fmt: skip


def _sentences(
    number: str, wait: Wait, now: datetime, catalogue: Catalogue, write: Formatter
) -> Iterator[str]:
    """Yield who was before it, what the counters did, and how much of it was no time of intake."""
    _, ahead = write.gettext, wait.ahead
    if ahead:
        yield _(
            "Khi số %(number)s vào hàng, phía trước có %(n)s người: %(numbers)s.", number=number,
            n=write.count(len(ahead)), numbers=_name(ahead, write),
        )  # fmt: skip
    else:
        yield _("Khi số %(number)s vào hàng, phía trước không có ai.", number=number)
    if not wait.counters:
        yield _("Không quầy nào được phân công nội dung này.")
        return
    whole = wait.seconds(*KINDS) or 1.0
    shares = [(kind, wait.seconds(kind) / whole) for kind in KINDS]
    shares = sorted((each for each in shares if each[1] >= 0.005), key=lambda each: -each[1])
    yield _(
        "Trong lúc đó, %(n)s quầy có thể gọi số này đã dùng thời gian như sau: %(shares)s.",
        n=write.count(len(wait.counters)),
        shares=", ".join(
            _(SHARES[kind], share=f"{write.count(round(share * 100))}%") for kind, share in shares
        ),
    )  # fmt: skip
    outside_s = _find_outside_hours(wait, now, catalogue, write)
    if outside_s >= LEAST_S:
        yield _(
            "Trong %(n)s phút của lần chờ này, trung tâm nghỉ trưa hoặc ngoài giờ tiếp nhận.",
            n=_minutes(outside_s, write),
        )  # fmt: skip


def _describe(stretches: Sequence[Stretch], write: Formatter) -> str:
    """Return what a counter did, the longest first: `phục vụ N018 (28 phút), tạm nghỉ (5 phút)`."""
    spent = sum_by_doing(stretches)
    served = [doing for doing in spent if doing.kind == "serving"]
    shown = [doing for doing in spent if doing.kind != "serving" or doing in served[:NAMED]]
    said = [
        write.gettext(
            "%(doing)s %(n)s phút", doing=_say(doing, write), n=_minutes(spent[doing], write)
        )
        for doing in shown
    ]
    if len(served) > NAMED:
        rest_s = sum(spent[doing] for doing in served[NAMED:])
        said.append(write.gettext(
            "phục vụ %(count)s số khác %(n)s phút", count=write.count(len(served) - NAMED),
            n=_minutes(rest_s, write),
        ))  # fmt: skip
    return " · ".join(said)


def _say(doing: Doing, write: Formatter) -> str:
    _ = write.gettext
    match doing.kind:
        case "serving":
            return _("phục vụ %(number)s", number=doing.number)
        case "paused" if doing.reason:
            reason = write.names["pause_reasons"].get(doing.reason, doing.reason)
            return _("tạm nghỉ (%(reason)s)", reason=reason)
        case "paused":
            return _("tạm nghỉ")
        case "closed":
            return _("đóng")
        case "idle":
            return _("trống")


def _part(stretch: Stretch, write: Formatter) -> Part:
    doing, said = stretch.doing, _say(stretch.doing, write)
    word = doing.number or write.gettext(
        {"paused": "tạm nghỉ", "closed": "đóng"}.get(doing.kind, "trống")
    )
    says = f"{said}, {write.clock(stretch.begin)} – {write.clock(stretch.end)}"
    return Part(doing.kind, stretch.begin, stretch.end, word, says)


def _find_outside_hours(wait: Wait, now: datetime, catalogue: Catalogue, write: Formatter) -> float:
    """Return the seconds of a wait outside the hours of intake; 0 where none are configured."""
    begin, end = wait.begin, wait.end or now
    spans = catalogue.hours.find_spans(service_day(begin, write.zone), write.zone)
    if not spans:
        return 0.0
    inside = timedelta()
    for opening, closing in spans:
        inside += max(timedelta(), min(end, closing) - max(begin, opening))
    return (end - begin - inside).total_seconds()


def _name(numbers: Sequence[str], write: Formatter) -> str:
    named = ", ".join(numbers[:NAMED])
    more = len(numbers) - NAMED
    return named + write.gettext(" và %(n)s số khác", n=write.count(more)) if more > 0 else named


def _seconds(wait: Wait, now: datetime) -> float:
    return max(0.0, ((wait.end or now) - wait.begin).total_seconds())


def _minutes(seconds: float, write: Formatter) -> str:
    """Return whole minutes; less than one as `< 1`."""
    return write.count(round(seconds / 60)) if seconds >= 30 else "< 1"

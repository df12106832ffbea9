"""A change of the configuration on its way: shown with what it will do, confirmed, in force."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from flask import Response, request

from admin.pages.door import ChangedMeanwhile, Changes, Difference, Foreseen, NotAccepted
from admin.pages.fault_words import say_faults
from admin.pages.frame import Frame
from admin.pages.sections import WEEK
from admin.pages.value_words import write_values
from admin.remaining import find_late_intake
from queueing.decisions.adopting import Effect
from queueing.errors import CannotStore, WouldOrphanTickets
from queueing.hours import write_edge
from web.callers import Caller
from web.redirects import see_other

Label = Callable[[Difference], str]
Again = Callable[[list[str], int], Response]
"""Shows the form once more, with why it was refused, under an HTTP status."""
DAYS_AHEAD = 7


def propose(
    frame: Frame,
    caller: Caller,
    active: str,
    changes: Changes,
    label: Label,
    again: Again,
    split: Callable[[Difference], Iterable[Difference]] = lambda each: (each,),
) -> Response:
    """Answer a form: with what its changes would do; once it is confirmed, with them in force.

    With the form itself where somebody goes back to it, or arranges it (`do`). `split`: a
    difference as it is shown, in parts.
    """
    door, form = frame.door, request.form
    say = frame.translator()
    try:
        if "again" in form or "do" in form:
            return again([], 200)
        if "confirmed" in form:
            door.change(changes, form.get("mark", ""), caller.id)
            return see_other(f"{active}{'&' if '?' in active else '?'}done=1")
        foreseen = door.foresee(changes)
    except NotAccepted as refused:
        return again(say_faults(frame, refused.faults), 422)
    except (ChangedMeanwhile, WouldOrphanTickets) as refusal:
        sentence = frame.site.words.say_refusal(frame.site.language(), refusal.code, refusal.fields)
        return again([sentence], 409)
    except CannotStore:
        return again([say("Không ghi được tệp cấu hình. Chưa đổi gì.")], 503)
    if not foreseen.differences:
        return again([say("Chưa có gì thay đổi.")], 200)
    late = find_late_intake(foreseen.catalogue)
    return frame.page(
        caller,
        active.partition("?")[0],
        "confirm.html",
        differences=[
            (label(each), *write_values(say, *each[1:]))
            for whole in foreseen.differences
            for each in split(whole)
        ],
        effects=[_say_effect(frame, each) for each in foreseen.effects],
        days=list(_list_days(frame, foreseen)),
        late=late and say(late.text, **late.fields),
        fields=[(name, text) for name, text in form.items(multi=True) if name != "csrf_token"],
    )


def _say_effect(frame: Frame, effect: Effect) -> str:
    catalogue, say = frame.site.office.hall.catalogue, frame.translator()
    language, named = frame.site.language(), frame.site.words.pick_name
    service = catalogue.services.get(effect.what)
    fields = {
        "service": named(language, service.names) if service else effect.what,
        "people": effect.people,
        "counters": ", ".join(effect.counters),
        "counter": effect.what,
    }
    match effect.kind:
        case "counter closes":
            return say("Quầy %(counter)s đang mở sẽ đóng.", **fields)
        case "other counters":
            return say(
                "%(people)s người đang chờ %(service)s sẽ do quầy %(counters)s gọi.", **fields
            )
        case "no more numbers":
            return say(
                "Không cấp thêm số cho %(service)s; %(people)s người đang chờ vẫn được phục vụ.",
                **fields,
            )
        case "closed now":
            return say("Ngay bây giờ máy lấy số sẽ ngừng cấp số; ai đã có số vẫn được phục vụ.")


def _list_days(frame: Frame, foreseen: Foreseen) -> Iterator[tuple[str, str]]:
    """Yield the next days with their hours, if the change is about hours."""
    if any(path[0] == "hours" for path, _, _ in foreseen.differences):
        yield from list_days(frame, foreseen.catalogue.hours.spans)


def list_days(frame: Frame, spans_of: Callable[[Any], Iterable[Any]]) -> Iterator[tuple[str, str]]:
    """Yield today and the days after it: the day in words, its hours."""
    office, say = frame.site.office, frame.translator()
    today = office.now().astimezone(office.hall.catalogue.zone_info).date()
    for ahead in range(DAYS_AHEAD):
        day = today + timedelta(days=ahead)
        spans = " · ".join(f"{write_edge(start)}–{write_edge(end)}" for start, end in spans_of(day))
        name = say("Hôm nay") if ahead == 0 else say(list(WEEK.values())[day.weekday()])
        yield f"{name}, {day:%d/%m}", spans or say("nghỉ")

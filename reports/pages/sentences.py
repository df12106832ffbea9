"""What happened to a ticket, and why it was called before others, as sentences for people."""

from collections.abc import Callable
from typing import Any

from queueing import events as e
from queueing.channels import Channel
from queueing.hall.paper import ENTRY_TAKEN_BACK
from queueing.hall.tickets import LEVELS
from queueing.measures.unsure import TimeAnswer
from reports.language.formatting import Formatter
from reports.pages.history import Call, Place

LEVEL_NAMES = dict(
    zip(LEVELS, ("rất hài lòng", "hài lòng", "bình thường", "không hài lòng"), strict=True)
)
SLIP_STATES = {
    "sending": "đang in phiếu", "printed": "đã in xong phiếu", "not_started": "chưa in được phiếu",
    "unknown": "không rõ phiếu đã in xong chưa", "intent": "phiếu đang chờ in",
}  # fmt: skip
Said = tuple[str, dict[str, object]]


def happened(event: e.Event, write: Formatter) -> str:
    """Return what an event did to the ticket, one sentence."""
    text, fields = SENTENCES[type(event)](event, write)
    said = write.gettext(text, **fields)
    # That of a bulletin and of a chosen call is in their sentence
    told = isinstance(event, e.BulletinPublished | e.TicketCalled)
    reason = None if told else getattr(event, "reason", None)
    if reason == ENTRY_TAKEN_BACK:
        return said
    return f"{said} {write.gettext('Lý do: %(reason)s.', reason=reason)}" if reason else said


def _issued(event: e.TicketIssued, write: Formatter) -> Said:
    fields = {"number": event.number, "service": write.service(event.service), "n": event.ahead}
    if event.channel == Channel.PAPER:
        return (
            "Nhập số phiếu giấy %(number)s cho “%(service)s”; thứ tự tính như đến lúc %(due)s.",
            {**fields, "due": write.clock(event.due)},
        )
    if event.high_min is None:
        return "Lấy số %(number)s cho “%(service)s”; phía trước có %(n)s người.", fields
    return (
        "Lấy số %(number)s cho “%(service)s”; phía trước có %(n)s người, phiếu ghi chờ "
        "%(low)s–%(high)s phút.",
        {**fields, "low": event.low_min or 0, "high": event.high_min},
    )


def _at_counter(text: str) -> Callable[[Any, Formatter], Said]:
    return lambda event, write: (text, {"counter": write.counter(event.counter)})


def _called(event: e.TicketCalled, write: Formatter) -> Said:
    if event.walk_in:
        text = "%(counter)s cấp số cho người đến thẳng quầy và tiếp ngay."
        return text, {"counter": write.counter(event.counter)}
    if event.automatic:
        return "Máy chủ tự gọi số đến %(counter)s.", {"counter": write.counter(event.counter)}
    if event.in_turn:
        return "%(counter)s gọi số.", {"counter": write.counter(event.counter)}
    if event.reason is None:
        text = "%(counter)s gọi số chỉ định, ngoài thứ tự."
        return text, {"counter": write.counter(event.counter)}
    text = "%(counter)s gọi số chỉ định, ngoài thứ tự: %(reason)s."
    reason = write.call_reason(event.reason)
    return text, {"counter": write.counter(event.counter), "reason": reason}


def _handed_over(event: e.CounterHandedOver, write: Formatter) -> Said:
    return "%(counter)s: %(officer)s bàn giao quầy.", {
        "counter": write.counter(event.counter), "officer": write.officer(event.officer),
    }  # fmt: skip


def _taken_over(event: e.CounterOpened, write: Formatter) -> Said:
    return "%(counter)s: %(officer)s nhận quầy từ %(former)s.", {
        "counter": write.counter(event.counter), "officer": write.officer(event.officer),
        "former": write.officer(event.taken_from),
    }  # fmt: skip


def _served(event: e.TicketServed, write: Formatter) -> Said:
    counter = write.counter(event.counter)
    if event.outcome is None:
        return "%(counter)s hoàn tất.", {"counter": counter}
    outcome = write.names["outcomes"].get(event.outcome, event.outcome)
    return "%(counter)s hoàn tất: %(outcome)s.", {"counter": counter, "outcome": outcome}


def _transferred(event: e.TicketTransferred, write: Formatter) -> Said:
    service: dict[str, object] = {"service": write.service(event.service)}
    if event.to_counter is None:
        return "Chuyển sang “%(service)s”.", service
    return "Chuyển sang “%(service)s”, chờ riêng %(counter)s.", {
        **service, "counter": write.counter(event.to_counter),
    }  # fmt: skip


def _went_on(event: e.TicketWentOn, write: Formatter) -> Said:
    return "Xong một việc, sang việc tiếp theo: “%(service)s”; thứ tự tính như đến lúc %(due)s.", {
        "service": write.service(event.service), "due": write.clock(event.due),
    }  # fmt: skip


def _cancelled(event: e.TicketCancelled, _write: Formatter) -> Said:
    if event.reason == ENTRY_TAKEN_BACK:
        return "Nhân viên rút lại việc nhập số phiếu giấy.", {}
    return ("Nhân viên hủy số." if event.by_staff else "Người dân hủy số."), {}


def _missed(event: e.NoShowRecorded, write: Formatter) -> Said:
    text = (
        "%(counter)s ghi vắng mặt khi số còn được giữ."
        if event.early
        else "%(counter)s ghi vắng mặt."
    )
    return text, {"counter": write.counter(event.counter)}


def _plain(text: str) -> Callable[[Any, Formatter], Said]:
    return lambda _event, _write: (text, {})


def _put_back(text: str) -> Callable[[Any, Formatter], Said]:
    return lambda event, write: (text, {"due": write.clock(event.due)})


def _restored(event: e.TicketRestored, write: Formatter) -> Said:
    due = write.clock(event.due)
    if event.counter is None:
        return "Số trở lại hàng chờ; thứ tự tính như đến lúc %(due)s.", {"due": due}
    return (
        "Hoàn tất nhầm: số trở lại hàng chờ, chờ riêng %(counter)s; thứ tự tính như đến lúc "
        "%(due)s.",
        {"counter": write.counter(event.counter), "due": due},
    )


def _answered(event: e.ServiceTimeAnswered, write: Formatter) -> Said:
    match event.answer:
        case TimeAnswer.ENDED if event.ended_at is not None:
            return "Cán bộ cho biết đã phục vụ xong lúc %(at)s.", {
                "at": write.clock(event.ended_at)
            }
        case TimeAnswer.COUNTED:
            return "Cán bộ xác nhận thời gian phục vụ.", {}
        case _:
            return "Cán bộ không tính thời gian phục vụ này.", {}


SENTENCES: dict[type, Callable[[Any, Formatter], Said]] = {
    e.TicketIssued: _issued,
    e.TicketCalled: _called,
    e.TicketRecalled: _at_counter("%(counter)s gọi lại."),
    e.ServiceStarted: _at_counter("%(counter)s bắt đầu phục vụ."),
    e.TicketServed: _served,
    e.ServedByHand: _plain("Đã phục vụ bằng tay khi hệ thống ngừng."),
    e.NoShowRecorded: _missed,
    e.TicketRestored: _restored,
    e.ServiceReopened: _at_counter("Hoàn tất nhầm: %(counter)s phục vụ tiếp."),
    e.ServiceTimeAnswered: _answered,
    e.TicketParked: _at_counter("%(counter)s giữ lại."),
    e.TicketResumed: _at_counter("%(counter)s phục vụ tiếp."),
    e.TicketTransferred: _transferred,
    e.TicketWentOn: _went_on,
    e.GoingOnTakenBack: _plain("Việc trước chưa xong: không sang việc tiếp theo nữa."),
    e.TicketReturned: _at_counter("%(counter)s trả lại hàng chờ."),
    e.TicketCancelled: _cancelled,
    e.TicketReprinted: _plain("In lại phiếu."),
    e.TicketPostponed: _put_back(
        "Người dân báo đến muộn và nhường lượt; thứ tự tính như đến lúc %(due)s."
    ),
    e.PostponeTakenBack: _put_back(
        "Người dân báo đến kịp và lấy lại lượt; thứ tự tính như đến lúc %(due)s."
    ),
    e.BulletinPublished: lambda event, _write: (
        "Người đang chờ được báo tin: “%(text)s”", {"text": dict(event.texts)["vi"]},
    ),
    e.CallAskedFor: _plain("Người dân báo đã đến và xin được gọi lại."),
    e.RatingExplained: _plain("Người dân nêu lý do của mức đánh giá."),
    e.TicketRated: lambda event, write: (
        "Người dân đánh giá: %(level)s.", {"level": write.gettext(LEVEL_NAMES[event.level])},
    ),
    e.TicketExpired: _plain("Hết ngày làm việc, số hết hiệu lực."),
    e.CounterHandedOver: _handed_over,
    e.CounterOpened: _taken_over,
    e.ActionUndone: _at_counter("%(counter)s hoàn tác thao tác vừa làm."),
    e.PrintJobReported: lambda event, write: (
        "Máy in %(printer)s: %(state)s.",
        {"printer": event.printer, "state": write.gettext(SLIP_STATES[event.state])},
    ),
}  # fmt: skip


def why(call: Call, write: Formatter) -> list[str]:
    """Return why a number was called then, before those who waited too: a few sentences."""
    _, fields = write.gettext, {"counter": write.counter(call.counter), "n": len(call.waiting)}
    own_time = write.clock(call.its_own.key[0])
    if len(call.waiting) == 1:
        said = [_("Khi đó chỉ có số này đang chờ %(counter)s.", **fields)]
    elif not call.in_turn:
        said = [_(
            "Cán bộ đã chọn số này, không theo thứ tự: %(n)s số khác đáng lẽ được gọi trước.",
            n=len(call.before_it),
        )]  # fmt: skip
    else:
        said = [_(
            "Trong %(n)s số đang chờ %(counter)s, số này có thời điểm tính thứ tự sớm nhất: "
            "%(time)s.", time=own_time, **fields,
        )]  # fmt: skip
    said += [] if call.in_turn is False else _passed(call, write)
    if not call.same_rules:
        said.append(_(
            "Cấu hình của trung tâm đã đổi từ đó đến nay: các nội dung mà quầy phục vụ được đọc "
            "theo cấu hình hiện nay."
        ))  # fmt: skip
    return said


def _passed(call: Call, write: Formatter) -> list[str]:
    """Say why those who had come earlier were called later."""
    reasons: dict[str, list[str]] = {}
    for place in call.overtaken:
        reasons.setdefault(_reason(place, call.its_own, write), []).append(place.number)
    return [
        write.gettext("%(numbers)s đến trước nhưng được gọi sau, vì %(reason)s.",
                      numbers=", ".join(numbers), reason=reason)
        for reason, numbers in reasons.items()
    ]  # fmt: skip


def _reason(place: Place, own: Place, write: Formatter) -> str:
    _ = write.gettext
    if place.penalty_s > own.penalty_s:
        return _("quầy này chỉ hỗ trợ nội dung của các số đó khi đã chậm quá %(n)s phút",
                 n=write.count(place.penalty_s / 60))  # fmt: skip
    if own.credit_s > 0:
        name, minutes = write.priority(own.priority).lower(), write.count(own.credit_s / 60)
        text = "lượt %(priority)s được tính như đến sớm hơn %(n)s phút"
        return _(text, priority=name, n=minutes)
    return _("các số đó đã lùi lượt hoặc vắng mặt khi được gọi")

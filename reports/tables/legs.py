"""The legs of a period as a table: a row each, every moment and time of it, names for codes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from queueing.catalogue import Catalogue
from reports.language.channels import CHANNELS
from reports.language.locale import Locale
from reports.query import Period
from reports.tables.parts import NamesByCode, file_name
from reports.tables.table import Cell, CellKind, Column, Table

KEYS: tuple[tuple[str, str, CellKind, str], ...] = (
    ("number", "Số thứ tự", "text", ""),
    ("day", "Ngày", "day", "Ngày cấp số; phiếu thuộc về ngày này mãi mãi."),
    ("department", "Cơ quan", "text", ""),
    ("service", "Nội dung giao dịch", "text", ""),
    ("counter", "Quầy", "text", "Quầy gọi lần cuối."),
    ("officer", "Cán bộ", "text", ""),
    ("priority", "Lượt ưu tiên", "text", ""),
    ("channel", "Kênh lấy số", "text", "Số được lấy ở đâu; giữ nguyên khi chuyển quầy."),
    ("issued_at", "Lấy số lúc", "moment", ""),
    ("entered_at", "Vào hàng chờ lúc", "moment", "Lúc lấy số, hoặc lúc được chuyển đến."),
    ("called_at", "Gọi lần đầu lúc", "moment", ""),
    ("started_at", "Bắt đầu lúc", "moment", "Để trống nếu cán bộ không bấm bắt đầu."),
    ("ended_at", "Kết thúc lúc", "moment", ""),
    (
        "wait_s",
        "Chờ",
        "seconds",
        "Lần gọi đầu, hoặc lúc kết thúc khi chưa gọi, trừ lúc vào hàng; cấp tại quầy thì trống.",
    ),
    ("walking_s", "Di chuyển", "seconds", "Từ lần gọi cuối đến lúc bắt đầu; không biết thì trống."),
    ("service_s", "Phục vụ", "seconds", "Từ lúc bắt đầu đến lúc kết thúc, trừ thời gian giữ số."),
    ("parked_s", "Giữ số", "seconds", "Thời gian giữ số chờ người dân quay lại."),
    (
        "unsure",
        "Chưa chắc thời gian",
        "text",
        "“có”: ở quầy quá lâu, hoặc đồng hồ được chỉnh lúc đó; không tính vào trung bình.",
    ),
    ("end", "Kết thúc bằng", "text", "Để trống khi chưa kết thúc."),
    ("outcome", "Kết quả", "text", ""),
    ("dossiers", "Số hồ sơ", "count", "Của lượt hoàn tất; không ghi gì là một hồ sơ."),
    (
        "delivered",
        "Thủ tục đã làm",
        "text",
        "Mã thủ tục và số hồ sơ; trống khi làm đúng như đã chọn.",
    ),
    ("times_called", "Số lần gọi", "count", "Kể cả các lần gọi lại."),
    ("in_turn", "Đúng lượt", "text", "“Không” khi cán bộ gọi số này ngoài thứ tự."),
    ("call_reason", "Gọi ngoài thứ tự vì", "text", ""),
    ("passed", "Số người bị gọi sau", "count", "Những người đáng lẽ được gọi trước số này."),
    ("delay_s", "Họ chờ thêm", "seconds", "Cộng thời gian những người đó chờ thêm, nhiều nhất."),
)
FILE = "tung-luot"
ENDS = {
    "served": "Hoàn tất", "no_show": "Vắng mặt", "cancelled": "Đã hủy", "expired": "Hết hiệu lực",
    "transferred": "Chuyển quầy",
}  # fmt: skip


def legs_table(
    legs: Iterable[Sequence[Any]],
    count: int,
    period: Period,
    names: NamesByCode,
    filters: Sequence[tuple[str, str]],
    locale: Locale,
    made: str = "",
) -> Table:
    """Return the table of `legs`, as storage.leg_rows yields them, read as they are written."""
    columns = [
        Column(key, locale.say(name), kind, locale.say(note) if note else "")
        for key, name, kind, note in KEYS
    ]
    return Table(
        name=file_name(locale.say(FILE), period),
        title=locale.say("Từng lượt giao dịch"),
        filters=filters,
        columns=columns,
        rows=_rows(legs, names, locale),
        count=count,
        definitions=[(one.heading, one.note, "") for one in columns if one.note],
        made=made,
    )


def names_by_code(catalogue: Catalogue, locale: Locale) -> dict[str, dict[str, str]]:
    """Return what the codes of a leg are called in the reader's language."""
    named = locale.named
    return {
        "department": {code: named(one.names) for code, one in catalogue.departments.items()},
        "service": {code: named(one.names) for code, one in catalogue.services.items()},
        "priority": {code: named(one.names) for code, one in catalogue.priorities.items()},
        "counter": {code: counter.label for code, counter in catalogue.counters.items()},
        "channel": {code: locale.say(name) for code, name in CHANNELS.items()},
        "outcome": {code: named(names) for code, names in catalogue.outcomes.items()},
        "call_reason": {code: named(names) for code, names in catalogue.call_reasons.items()},
    }


def _rows(
    legs: Iterable[Sequence[Any]], names: NamesByCode, locale: Locale
) -> Iterator[Sequence[Cell]]:
    departments, services = names["department"], names["service"]
    counters, priorities, outcomes = names["counter"], names["priority"], names["outcome"]
    channels = names["channel"]
    ends = {end: locale.say(text) for end, text in ENDS.items()}
    turns = {True: locale.say("có"), False: locale.say("không")}
    for (
        number, day, department, service, counter, officer, priority, channel, issued_at,
        entered_at, called_at, started_at, ended_at, waiting_s, walking_s, service_s, parked_s, end,
        outcome, dossiers, delivered, times_called, in_turn, reason,
        passed, delay_s, unsure,
    ) in legs:  # fmt: skip
        called = called_at is not None
        yield (
            number, day, departments.get(department, department), services.get(service, service),
            counters.get(counter, counter), officer,
            priorities.get(priority, priority), channels.get(channel, channel),
            issued_at, entered_at, called_at, started_at, ended_at,
            waiting_s if called or end else None,
            walking_s,
            service_s if called else None,
            parked_s if called else None,
            turns[True] if unsure else None,
            ends.get(end, end),
            outcomes.get(outcome, outcome) if end == "served" else None,
            dossiers, delivered,
            times_called,
            turns[in_turn] if called else None,
            names["call_reason"].get(reason, reason), passed, delay_s,
        )  # fmt: skip

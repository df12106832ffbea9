"""What a row of the statistics may stand for: what that is called, in files too, and every row."""

from datetime import date

from reports.language.channels import channel_name
from reports.language.formatting import Formatter
from reports.query import Dimension

NAMES: dict[Dimension, tuple[str, str]] = {
    "department": ("cơ quan", "theo-co-quan"),
    "service": ("nội dung giao dịch", "theo-noi-dung"),
    "counter": ("quầy tiếp nhận", "theo-quay"),
    "officer": ("cán bộ", "theo-can-bo"),
    "priority": ("nhóm ưu tiên", "theo-uu-tien"),
    "channel": ("kênh lấy số", "theo-kenh"),
    "call_reason": ("lý do gọi ngoài thứ tự", "theo-ly-do-goi"),
    "reason": ("lý do không cần lấy số", "theo-ly-do"),
    "procedure": ("thủ tục không cần lấy số", "theo-thu-tuc"),
    "day": ("ngày", "theo-ngay"),
    "weekday": ("thứ trong tuần", "theo-thu"),
    "hour": ("giờ trong ngày", "theo-gio"),
    "weekday_hour": ("thứ và giờ", "theo-thu-va-gio"),
}
"""The name, and how a file of it begins."""


def heading(by: Dimension, write: Formatter) -> str:
    """Return what stands above the names of the rows."""
    name = write.gettext(NAMES[by][0])
    return name[0].upper() + name[1:]


def row_name(by: Dimension, key: str | None, write: Formatter) -> str:
    """Return what a row stands for; an empty key is of nobody known, or no reason."""
    if not key:
        return write.gettext("Theo thứ tự" if by == "call_reason" else "Không rõ")
    match by:
        case (
            "department" | "service" | "priority" | "counter" | "officer" | "call_reason" | "reason"
            | "procedure"
        ):  # fmt: skip
            return str(getattr(write, by)(key))
        case "channel":
            return channel_name(key, write.gettext)
        case "day":
            return write.long_day(date.fromisoformat(key))
        case "weekday":
            return write.weekday(int(key))
        case "hour":
            return write.gettext("%(n)s giờ", n=key)
        case _:
            weekday, _, hour = key.partition("-")
            return f"{write.weekday(int(weekday))}, {write.gettext('%(n)s giờ', n=hour)}"

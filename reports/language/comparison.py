"""What a period is compared with, and by which rule, in sentences beside the figures."""

from reports.language.formatting import Formatter
from reports.query import Comparison, Period

DAYS_NAMED = 5
"""More days that are left out are counted, and not named."""


def name_earlier(earlier: Period, write: Formatter) -> str:
    """Return the earlier days: one with its weekday, several from the first to the last."""
    if earlier.first == earlier.last:
        return write.long_day(earlier.first)
    return write.days(earlier.first, earlier.last)


def describe_comparison(comparison: Comparison, write: Formatter) -> list[str]:
    """Return what is compared with what: days of the week, hours, time passed, days left out."""
    _, earlier = write.gettext, name_earlier(comparison.earlier, write)
    weeks = write.count(comparison.weeks)
    if not comparison.days:
        return [_(
            "Chưa so được với %(days)s (%(n)s tuần trước): không có ngày nào mà cả hai kỳ đều có "
            "lượt và cùng giờ tiếp nhận.", days=earlier, n=weeks,
        )]  # fmt: skip
    said = [_("So với %(days)s: cùng thứ trong tuần, %(n)s tuần trước.", days=earlier, n=weeks)]
    if comparison.until is not None:
        said.append(_(
            "Hôm nay chưa hết, nên ngày cuối của kỳ trước cũng chỉ tính đến %(time)s.",
            time=write.clock(comparison.until),
        ))  # fmt: skip
    if comparison.left_out:
        out = comparison.left_out
        named = ", ".join(write.short_day(day) for day in out[:DAYS_NAMED])
        more = write.gettext(" và %(n)s ngày khác", n=len(out) - DAYS_NAMED)
        said.append(_(
            "Phần thay đổi không tính %(days)s: một trong hai kỳ không có lượt nào hoặc giờ tiếp "
            "nhận khác.", days=named + more if len(out) > DAYS_NAMED else named,
        ))  # fmt: skip
    return said

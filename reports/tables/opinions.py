"""A month's complaints and the reasons of its ratings as a table: counts alone, of nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from queueing.catalogue import Catalogue
from queueing.measures.complaints import ComplaintCounts, add_up
from reports.language.locale import Locale
from reports.query import Period
from reports.statistics.reasons import Reasons
from reports.tables.parts import describe_query, file_name, sign
from reports.tables.table import Cell, Column, Table

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("received", "Tiếp nhận", "Số phản ánh gửi trong tháng."),
    ("in_time", "Trả lời đúng hạn", "Trong số đó, đã trả lời chậm nhất vào ngày hạn."),
    ("late", "Trả lời trễ", "Trong số đó, đã trả lời sau ngày hạn."),
    ("overdue", "Quá hạn", "Trong số đó, chưa trả lời và đã qua ngày hạn."),
    ("running", "Còn hạn", "Trong số đó, chưa trả lời và chưa qua ngày hạn."),
    ("left_open", "Tồn cuối tháng",
     "Phản ánh gửi đến hết tháng, kể cả từ các tháng trước, chưa trả lời khi hết tháng; tháng này: "
     "đến bây giờ. Phản ánh được mở lại tính theo câu trả lời sau cùng."),
)  # fmt: skip
"""Count -> its name, and what it means: docs/metrics.md says the same."""
SHARE = "Tỷ lệ đúng hạn"
SHARE_MEANS = "Trả lời đúng hạn ÷ (trả lời đúng hạn + trả lời trễ + quá hạn)."
COMPLAINTS, REASONS = "Phản ánh, kiến nghị", "Vì sao chưa hài lòng"
REASON_MEANS = "Số đánh giá trong tháng có chọn lý do đó."
WHOLE_CENTRE = "Trung tâm nói chung"
FILE = "y-kien-nguoi-dan"


@dataclass(frozen=True, slots=True)
class MonthOfOpinions:
    """What a month holds by department, "": the centre as a whole; true at `seq`, read at `at`."""

    period: Period
    complaints: Mapping[str, ComplaintCounts]
    reasons: Reasons
    seq: int
    at: datetime

    @property
    def total(self) -> ComplaintCounts:
        """The complaints of all these departments."""
        return add_up(self.complaints.values())


def opinions_table(month: MonthOfOpinions, catalogue: Catalogue, locale: Locale) -> Table:
    """Return a row for every department with complaints or reasons, and their total."""
    codes = {code: locale.named(each) for code, each in catalogue.rating_reasons.items()}
    names = {code: locale.named(each.names) for code, each in catalogue.departments.items()}
    names[""] = locale.say(WHOLE_CENTRE)
    rows = [
        [code, names.get(code, code), *_list_values(month, code, codes)]
        for code in dict.fromkeys([*month.complaints, *month.reasons])
    ]
    counted, chosen = _list_counted(locale), _list_reasons(locale, codes)
    return Table(
        name=file_name(locale.say(FILE), month.period),
        title=locale.say("Ý kiến người dân"),
        filters=describe_query(locale, month.period, month.at, month.seq),
        columns=[
            Column("department", locale.say("Mã"), "text"),
            Column("name", locale.say("Cơ quan"), "text"),
            *counted,
            *chosen,
        ],
        rows=rows,
        count=len(rows),
        total=[None, locale.say("Tổng cộng"), *_list_values(month, None, codes)],
        definitions=[(each.heading, each.note, "") for each in (*counted, *chosen)],
        heads=2,
        parts=[
            (locale.say(name), [each.key for each in columns])
            for name, columns in ((COMPLAINTS, counted), (REASONS, chosen))
            if columns
        ],
        made=sign(locale, month.at),
    )


def _list_counted(locale: Locale) -> list[Column]:
    return [
        *(Column(key, locale.say(name), "count", locale.say(what)) for key, name, what in COLUMNS),
        Column("share_in_time", locale.say(SHARE), "share", locale.say(SHARE_MEANS)),
    ]


def _list_reasons(locale: Locale, codes: Mapping[str, str]) -> list[Column]:
    means = locale.say(REASON_MEANS)
    return [Column(f"reason_{code}", name, "count", means) for code, name in codes.items()]


def _list_values(
    month: MonthOfOpinions, department: str | None, codes: Mapping[str, str]
) -> list[Cell]:
    """Return what a row has behind its names; of no department: of all together."""
    if department is None:
        counts, reasons = month.total, list(month.reasons.values())
    else:
        counts = month.complaints.get(department, ComplaintCounts())
        reasons = [month.reasons.get(department, {})]
    return [
        *(getattr(counts, key) for key, _, _ in COLUMNS),
        counts.share_in_time,
        *(sum(each.get(code, 0) for each in reasons) for code in codes),
    ]

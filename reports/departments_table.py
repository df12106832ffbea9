"""The report by department as a table: what pages call it, what each figure is, what was asked."""

from reports.definitions import DEFINITIONS, Definition
from reports.departments import Report
from reports.periods import Period
from reports.reader import Reader
from reports.table_parts import asked_for, columns_of, file_name, meanings
from reports.tables import Column, Table

FIGURES: tuple[Definition, ...] = (
    Definition("issued", "count", "Lấy số", "Số phiếu cấp trong kỳ, theo thời điểm cấp."),
    Definition(
        "transferred_in", "count", "Chuyển đến", "Số lượt chuyển đến trong kỳ, theo lúc chuyển."
    ),
    Definition(
        "called", "count", "Đã gọi", "Số lượt được gọi lần đầu trong kỳ, kể cả người vắng mặt.",
        "Lượt bị hủy hoặc hết hiệu lực khi chưa gọi.",
    ),
    Definition("served", "count", "Hoàn tất", "Số lượt đã gọi kết thúc bằng hoàn tất."),
    Definition(
        "no_show", "count", "Vắng mặt", "Số lượt đã gọi kết thúc bằng vắng mặt.",
        "Số được phục hồi sau khi lỡ.",
    ),
    Definition("cancelled", "count", "Đã hủy", "Số lượt bị hủy trong kỳ, theo lúc hủy."),
    Definition(
        "expired", "count", "Hết hiệu lực", "Số lượt hết hiệu lực khi kết thúc ngày làm việc."
    ),
    Definition("transferred_out", "count", "Chuyển đi", "Số lượt kết thúc bằng chuyển quầy."),
    Definition(
        "waiting_now", "count", "Đang chờ", "Số người đang chờ lúc đọc, không phụ thuộc kỳ báo cáo."
    ),
    Definition(
        "wait_mean_s", "seconds", "Chờ trung bình",
        "Lần gọi đầu trừ lúc vào hàng chờ, trung bình của mọi lượt đã gọi.",
        "Người còn đang chờ; thời gian chờ lại sau khi được gọi.",
    ),
    Definition(
        "wait_p50_s", "seconds", "Chờ trung vị", "Một nửa số lượt đã gọi chờ không lâu hơn.",
        "Ít hơn 10 lượt thì để trống.",
    ),
    Definition(
        "wait_p90_s", "seconds", "Chờ phân vị 90",
        "Chín phần mười số lượt đã gọi chờ không lâu hơn.",
        "Ít hơn 10 lượt thì để trống.",
    ),
    Definition(
        "wait_within_target", "share", "Đúng mục tiêu",
        "Lượt gọi trong mục tiêu ÷ (lượt đã gọi + lượt hủy hoặc hết hiệu lực sau khi chờ quá "
        "mục tiêu).",
    ),
    Definition(
        "service_mean_s", "seconds", "Phục vụ trung bình",
        "Từ lúc bắt đầu đến lúc kết thúc, trung bình của các lượt hoàn tất.",
        "Thời gian giữ số; lượt vắng mặt hoặc chuyển đi.",
    ),
    Definition(
        "service_p90_s", "seconds", "Phục vụ phân vị 90",
        "Chín phần mười số lượt hoàn tất được phục vụ không lâu hơn.",
        "Ít hơn 10 lượt thì để trống.",
    ),
    Definition(
        "satisfaction", "share", "Hài lòng",
        "(Rất hài lòng + hài lòng) ÷ số đánh giá của các lượt hoàn tất.", "Lượt không đánh giá.",
    ),
    Definition("ratings", "count", "Đánh giá", "Số lượt hoàn tất có đánh giá."),
    Definition("rated_share", "share", "Tỷ lệ đánh giá", "Số đánh giá ÷ số lượt hoàn tất."),
)  # fmt: skip


def departments_table(report: Report, period: Period, only: str | None, reader: Reader) -> Table:
    """Return the rows and their total; `only`: the one department that may be seen."""
    departments = report.hall.catalogue.departments
    names = {code: reader.named(department.names) for code, department in departments.items()}
    total = report.total(only)
    known = {one.key: one for one in (*FIGURES, *DEFINITIONS)}
    figures = [known[key] for key in total]
    rows = [
        [code := row["department"], names.get(code, code), *(row[key] for key in total)]
        for row in report.rows(only)
    ]
    filters = [
        *asked_for(reader, period, report.at, report.hall.seq),
        *([] if only is None else [(reader.say("Cơ quan"), names.get(only, only))]),
    ]
    return Table(
        name=file_name(reader.say("cho-theo-co-quan"), period),
        title=reader.say("Thời gian chờ và phục vụ theo cơ quan"),
        filters=filters,
        columns=[
            Column("department", reader.say("Mã"), "text"),
            Column("name", reader.say("Cơ quan"), "text"),
            *columns_of(figures, reader),
        ],
        rows=rows,
        count=len(rows),
        total=[None, reader.say("Tổng cộng"), *total.values()],
        definitions=meanings(figures, reader),
        heads=2,
        chart="wait_mean_s",
    )

"""The figures of visits that needed no number, a row each: in the hall by reason, and at home."""

from reports.aggregates import (
    AT_HOME,
    IN_HALL,
    MISSING_PAPERS,
    NOT_READY,
    ONLINE,
    SAVED,
    Figure,
    count,
)

SAVED_FIGURES: tuple[Figure, ...] = (
    Figure(
        "saved", "count", "Lượt đi lại tiết kiệm được",
        "Số lần người dân ra về không lấy số vì máy lấy số đã cho biết điều cần biết.",
        left_out="lượt tra cứu ở nhà", moment=SAVED, value=count(IN_HALL), listed=IN_HALL,
        title="Lượt đi lại tiết kiệm được", at_counters=False,
    ),
    Figure(
        "saved_missing_papers", "count", "Còn thiếu giấy tờ",
        "Trong đó: số lần bấm “Tôi thiếu giấy tờ”, hoặc hồ sơ cần bổ sung giấy tờ.", moment=SAVED,
        value=count(MISSING_PAPERS), listed=MISSING_PAPERS,
        title="Lượt đi lại tiết kiệm được vì còn thiếu giấy tờ", at_counters=False,
    ),
    Figure(
        "saved_online", "count", "Nộp trực tuyến",
        "Trong đó: số lần bấm “Tôi sẽ nộp trực tuyến”.", moment=SAVED, value=count(ONLINE),
        listed=ONLINE, title="Lượt đi lại tiết kiệm được nhờ nộp trực tuyến", at_counters=False,
    ),
    Figure(
        "saved_not_ready", "count", "Chưa có kết quả",
        "Trong đó: số lần được biết kết quả chưa có.", moment=SAVED, value=count(NOT_READY),
        listed=NOT_READY, title="Lượt đi lại tiết kiệm được vì chưa có kết quả", at_counters=False,
    ),
    Figure(
        "saved_home", "count", "Biết từ nhà",
        "Số hồ sơ được tra cứu ở nhà mà chưa có kết quả hoặc còn thiếu giấy tờ; mỗi hồ sơ tính "
        "một lần trong ngày.",
        moment=SAVED, value=count(AT_HOME), listed=AT_HOME, title="Lượt biết từ nhà",
        at_counters=False,
    ),
)  # fmt: skip

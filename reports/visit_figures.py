"""The figures of whole visits, a row each: how many came, for how much, how long all of it took."""

from reports.aggregates import (
    CAME,
    DONE,
    ENDED,
    ENTERED,
    VISIT_SURE,
    VISIT_WAITED,
    Figure,
    count,
    longest,
    mean,
    percentile,
)

VISIT_FIGURES: tuple[Figure, ...] = (
    Figure(
        "visit_mean_s", "seconds", "Tổng thời gian trung bình",
        "Từ lúc lấy số đến lúc hoàn tất, qua mọi quầy.",
        left_out="phiếu không hoàn tất; số cấp tại quầy; lượt chưa chắc thời gian",
        moment=ENDED, value=mean("visit_us", VISIT_SURE), listed=DONE, title="Lượt hoàn tất",
    ),
    Figure(
        "visit_p50_s", "seconds", "Một nửa xong trong",
        "Phiếu đứng ở giữa khi xếp theo tổng thời gian.", left_out="dưới 10 lượt", moment=ENDED,
        value=percentile(50, "visit_us", VISIT_SURE), listed=DONE, title="Lượt hoàn tất",
    ),
    Figure(
        "visit_p90_s", "seconds", "90% xong trong",
        "Phiếu ở vị trí 90% khi xếp theo tổng thời gian.", left_out="dưới 10 lượt", moment=ENDED,
        value=percentile(90, "visit_us", VISIT_SURE), listed=DONE, title="Lượt hoàn tất",
    ),
    Figure(
        "visit_max_s", "seconds", "Tổng thời gian lâu nhất", "Tổng thời gian dài nhất.",
        moment=ENDED, value=longest("visit_us", VISIT_SURE), listed=DONE, title="Lượt hoàn tất",
    ),
    Figure(
        "visits", "count", "Lượt đến",
        "Số phiếu cấp trong kỳ; một phiếu là một lượt đến, dù làm mấy việc.",
        left_out="phiếu nhân viên hủy", moment=ENTERED, value=count(CAME), listed=CAME,
        title="Lượt đến", at_counters=False,
    ),
    Figure(
        "legs", "count", "Lượt giao dịch",
        "Số lần vào hàng chờ trong kỳ: mỗi việc và mỗi lần chuyển là một lượt.",
        left_out="phiếu nhân viên hủy", moment=ENTERED, value=count("NOT taken_back"),
        listed="NOT taken_back", title="Lượt giao dịch", at_counters=False,
    ),
    Figure(
        "several_matters", "count", "Lượt đến làm nhiều việc",
        "Số phiếu cấp trong kỳ cho từ hai việc trở lên.", left_out="phiếu nhân viên hủy",
        moment=ENTERED, value=count(f"{CAME} AND matters > 1"), listed=f"{CAME} AND matters > 1",
        title="Lượt đến làm nhiều việc", at_counters=False,
    ),
    Figure(
        "visit_wait_mean_s", "seconds", "Tổng thời gian chờ trung bình",
        "Chờ ở mọi hàng của một lượt đến cộng lại, chia đều cho các lượt đến đã hoàn tất.",
        left_out="phiếu không hoàn tất; số cấp tại quầy; lượt chưa chắc thời gian", moment=ENDED,
        value=mean("visit_waiting_us", VISIT_WAITED), listed=DONE, title="Lượt hoàn tất",
    ),
    Figure(
        "visit_wait_p90_s", "seconds", "90% chờ tổng cộng dưới",
        "Phiếu ở vị trí 90% khi xếp theo tổng thời gian chờ.", left_out="dưới 10 lượt",
        moment=ENDED, value=percentile(90, "visit_waiting_us", VISIT_WAITED), listed=DONE,
        title="Lượt hoàn tất",
    ),
)  # fmt: skip

"""Every figure of the statistics, a row each: what it is called, what it counts, and how.

From this table come the counts, the list behind each figure, the columns of pages and files, and
the definitions that are shown. Adding a figure is adding its row, and translating its texts. What
waiting or service is, is decided in queueing.measures.times.
"""

from reports.aggregates import (
    ANY_UNSURE,
    CALLED,
    CALLED_UP,
    CANCELLED,
    CONTENT,
    DONE,
    EARLY,
    ENDED,
    ENTERED,
    EXPIRED,
    IN_RED_LINE,
    IN_TARGET,
    KEPT,
    MOVED_HERE,
    NO_SHOW,
    OPENED,
    PARKED,
    PRIORITY,
    PROMISED,
    RATED,
    SERVED,
    SERVED_SURE,
    SESSION_SURE,
    TRANSFERRED,
    WAITED,
    WALKED,
    WALKED_SURE,
    Figure,
    beyond,
    count,
    longest,
    mean,
    percentile,
    share,
    total,
    within,
)
from reports.chosen_figures import CHOSEN_FIGURES
from reports.delivered_figures import DELIVERED_FIGURES
from reports.saved_figures import SAVED_FIGURES
from reports.visit_figures import VISIT_FIGURES

FIGURES: tuple[Figure, ...] = (
    Figure(
        "issued", "count", "Lấy số", "Số phiếu cấp trong kỳ, theo thời điểm cấp.", moment=ENTERED,
        value=count("leg = 0"), listed="leg = 0", title="Số phiếu đã cấp", at_counters=False,
    ),
    Figure(
        "transferred_in", "count", "Chuyển đến", "Số lượt bắt đầu bằng một lần chuyển trong kỳ.",
        moment=ENTERED, value=count(MOVED_HERE), listed=MOVED_HERE, title="Lượt chuyển đến",
    ),
    Figure(
        "next_matters", "count", "Sang việc tiếp theo",
        "Số lượt bắt đầu trong kỳ khi người dân làm xong một việc khác của cùng số phiếu.",
        moment=ENTERED, value=count("next_matter"), listed="next_matter",
        title="Lượt sang việc tiếp theo",
    ),
    Figure(
        "called", "count", "Lượt gọi", "Số lượt được gọi lần đầu trong kỳ, kể cả lượt vắng mặt.",
        left_out="người còn đang chờ", value=count(CALLED), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "served", "count", "Hoàn tất", "Số lượt gọi trong kỳ đã phục vụ xong.",
        value=count(SERVED), listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "no_show", "count", "Vắng mặt",
        "Số lượt gọi trong kỳ kết thúc vì người dân không đến quầy.",
        left_out="số bị lỡ đã được gọi lại", value=count(NO_SHOW), listed=NO_SHOW,
        title="Lượt vắng mặt",
    ),
    Figure(
        "cancelled", "count", "Đã hủy", "Số lượt bị hủy trong kỳ, do người dân hoặc nhân viên.",
        moment=ENDED, value=count(CANCELLED), listed=CANCELLED, title="Lượt đã hủy",
    ),
    Figure(
        "expired", "count", "Hết hiệu lực", "Số lượt chưa xong khi hết ngày làm việc.",
        moment=ENDED, value=count(EXPIRED), listed=EXPIRED, title="Lượt hết hiệu lực",
    ),
    Figure(
        "transferred_out", "count", "Chuyển đi", "Số lượt kết thúc bằng một lần chuyển.",
        value=count(TRANSFERRED), listed=TRANSFERRED, title="Lượt chuyển đi",
    ),
    Figure(
        "recalls", "count", "Số lần gọi lại", "Số lần gọi thêm sau lần gọi đầu.",
        value=f"coalesce(sum(times_called) FILTER ({CALLED}), 0) - {count(CALLED)}",
        listed="times_called > 1", title="Lượt phải gọi lại",
    ),
    Figure(
        "priority_share", "share", "Tỷ lệ ưu tiên", "Số lượt ưu tiên ÷ số lượt gọi.",
        value=share(PRIORITY, CALLED), listed=PRIORITY, title="Lượt ưu tiên đã gọi",
    ),
    Figure(
        "wait_mean_s", "seconds", "Chờ trung bình",
        "Từ lúc vào hàng chờ đến lần gọi đầu tiên, chia đều cho các lượt gọi.",
        left_out="người còn chờ; lúc chờ lại sau khi bị lỡ hoặc trả về; số cấp tại quầy; lượt chưa "
        "chắc thời gian",
        value=mean("waiting_us", WAITED), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "wait_p50_s", "seconds", "Một nửa chờ dưới",
        "Lượt đứng ở giữa khi xếp các lượt gọi theo thời gian chờ.", left_out="dưới 10 lượt",
        value=percentile(50, "waiting_us", WAITED), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "wait_p90_s", "seconds", "90% chờ dưới",
        "Lượt đứng ở vị trí 90% khi xếp các lượt gọi theo thời gian chờ.", left_out="dưới 10 lượt",
        value=percentile(90, "waiting_us", WAITED), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "wait_max_s", "seconds", "Chờ lâu nhất", "Thời gian chờ dài nhất trong các lượt gọi.",
        value=longest("waiting_us", WAITED), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "wait_within_target", "share", "Chờ đúng mục tiêu",
        "Số lượt gọi trong mục tiêu ÷ (số lượt gọi + số lượt bỏ về hoặc hết hiệu lực sau khi "
        "đã chờ quá mục tiêu).",
        left_out="số cấp tại quầy; lượt chưa chắc thời gian", value=within(IN_TARGET),
        listed=beyond(IN_TARGET),
        title="Lượt chờ quá mục tiêu %(target)s phút",
    ),
    Figure(
        "wait_within_red_line", "share", "Chờ trong giới hạn",
        "Như trên, với giới hạn dài nhất cho phép thay cho mục tiêu.",
        left_out="số cấp tại quầy; lượt chưa chắc thời gian", value=within(IN_RED_LINE),
        listed=beyond(IN_RED_LINE),
        title="Lượt chờ quá giới hạn %(red)s phút",
    ),
    Figure(
        "walking_mean_s", "seconds", "Di chuyển trung bình", "Từ lần gọi cuối đến lúc bấm Bắt đầu.",
        left_out="lượt không bấm Bắt đầu; lượt chưa chắc thời gian",
        value=mean("walking_us", WALKED_SURE), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "walking_p50_s", "seconds", "Một nửa di chuyển dưới",
        "Lượt đứng ở giữa khi xếp theo thời gian di chuyển.", left_out="dưới 10 lượt",
        value=percentile(50, "walking_us", WALKED_SURE), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "walking_p90_s", "seconds", "90% di chuyển dưới",
        "Lượt đứng ở vị trí 90% khi xếp theo thời gian di chuyển.", left_out="dưới 10 lượt",
        value=percentile(90, "walking_us", WALKED_SURE), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "walking_max_s", "seconds", "Di chuyển lâu nhất", "Thời gian di chuyển dài nhất.",
        value=longest("walking_us", WALKED_SURE), listed=CALLED, title="Lượt đã gọi",
    ),
    Figure(
        "walking_known", "share", "Biết thời gian di chuyển",
        "Số lượt có bấm Bắt đầu ÷ số lượt gọi.",
        left_out="số cấp tại quầy", value=share(WALKED, CALLED_UP), listed=WALKED,
        title="Lượt đã gọi",
    ),
    Figure(
        "service_mean_s", "seconds", "Phục vụ trung bình",
        "Từ lúc bắt đầu đến lúc hoàn tất, chia đều cho các lượt hoàn tất.",
        left_out="lúc giữ lại; lượt chưa chắc thời gian",
        value=mean("service_us", SERVED_SURE), listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "service_p50_s", "seconds", "Một nửa phục vụ dưới",
        "Lượt đứng ở giữa khi xếp theo thời gian phục vụ.", left_out="dưới 10 lượt",
        value=percentile(50, "service_us", SERVED_SURE), listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "service_p90_s", "seconds", "90% phục vụ dưới",
        "Lượt đứng ở vị trí 90% khi xếp theo thời gian phục vụ.", left_out="dưới 10 lượt",
        value=percentile(90, "service_us", SERVED_SURE), listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "service_max_s", "seconds", "Phục vụ lâu nhất", "Thời gian phục vụ dài nhất.",
        value=longest("service_us", SERVED_SURE), listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "unsure", "count", "Chưa chắc thời gian",
        "Số lượt ở quầy quá lâu, hoặc có lúc đồng hồ máy chủ được chỉnh, chưa ai xác nhận.",
        value=count(ANY_UNSURE), listed=ANY_UNSURE, title="Lượt chưa chắc thời gian",
    ),
    Figure(
        "parked_mean_s", "seconds", "Giữ lại trung bình",
        "Thời gian giữ lại, chia đều cho các lượt có giữ lại.", left_out="lượt không giữ lại",
        value=mean("parked_us", PARKED), listed=PARKED, title="Lượt có lúc giữ lại",
    ),
    Figure(
        "parked_p90_s", "seconds", "90% giữ lại dưới",
        "Lượt đứng ở vị trí 90% khi xếp theo thời gian giữ lại.", left_out="dưới 10 lượt",
        value=percentile(90, "parked_us", PARKED), listed=PARKED, title="Lượt có lúc giữ lại",
    ),
    Figure(
        "parked_max_s", "seconds", "Giữ lại lâu nhất", "Thời gian giữ lại dài nhất.",
        value=longest("parked_us", PARKED), listed=PARKED, title="Lượt có lúc giữ lại",
    ),
    Figure(
        "parked", "count", "Có giữ lại", "Số lượt gọi có lúc được giữ lại.", value=count(PARKED),
        listed=PARKED, title="Lượt có lúc giữ lại",
    ),
    *VISIT_FIGURES,
    *DELIVERED_FIGURES,
    *CHOSEN_FIGURES,
    Figure(
        "no_show_rate", "share", "Tỷ lệ vắng mặt", "Số lượt vắng mặt ÷ số lượt gọi.",
        value=share(NO_SHOW, CALLED), listed=NO_SHOW, title="Lượt vắng mặt",
    ),
    Figure(
        "abandonment", "share", "Tỷ lệ bỏ về",
        "Phiếu người dân hủy hoặc hết hiệu lực khi đang chờ ÷ phiếu đã cấp.",
        left_out="phiếu nhân viên hủy", moment=ENTERED,
        value=share("leg = 0 AND abandoned", "leg = 0 AND NOT taken_back"), at_counters=False,
    ),
    Figure(
        "open_s", "seconds", "Thời gian mở quầy", "Từ lúc mở đến lúc đóng quầy.",
        left_out="phiên chưa đóng", moment=OPENED, value=total("open_us"),
    ),
    Figure(
        "paused_s", "seconds", "Thời gian tạm nghỉ", "Tổng thời gian tạm nghỉ.", moment=OPENED,
        value=total("paused_us"),
    ),
    Figure(
        "occupied_s", "seconds", "Có người ở quầy", "Thời gian có số đang gọi hoặc đang phục vụ.",
        moment=OPENED, value=total("occupied_us"),
    ),
    Figure(
        "occupancy", "share", "Mức độ bận",
        "Thời gian có người ở quầy ÷ thời gian mở quầy và không tạm nghỉ.",
        left_out="phiên có lượt chưa chắc thời gian", moment=OPENED,
        value=f"sum(CASE WHEN {SESSION_SURE} THEN occupied_us END) "
        f"/ nullif(sum(CASE WHEN {SESSION_SURE} THEN open_us - paused_us END), 0)",
    ),
    Figure(
        "promise_kept", "share", "Đúng giờ hẹn trên phiếu",
        "Số lượt được gọi không muộn hơn thời gian ghi trên phiếu ÷ số lượt có ghi.",
        left_out="lượt sau khi chuyển; lượt chưa chắc thời gian", value=share(KEPT, PROMISED),
        listed=f"{PROMISED} AND NOT {KEPT}", title="Lượt gọi muộn hơn giờ hẹn trên phiếu",
    ),
    Figure(
        "promise_early", "share", "Gọi sớm hơn giờ hẹn",
        "Số lượt được gọi trước thời gian sớm nhất ghi trên phiếu ÷ số lượt có ghi.",
        value=share(EARLY, PROMISED), listed=EARLY, title="Lượt gọi sớm hơn giờ hẹn trên phiếu",
    ),
    Figure(
        "promises", "count", "Phiếu có ghi giờ",
        "Số lượt gọi đầu tiên có khoảng thời gian ghi trên phiếu.", value=count(PROMISED),
        listed=PROMISED, title="Lượt có hẹn giờ trên phiếu",
    ),
    Figure(
        "satisfaction", "share", "Hài lòng", "(rất hài lòng + hài lòng) ÷ số đánh giá.",
        left_out="phản ánh, kiến nghị", value=share(CONTENT, RATED), listed=RATED,
        title="Lượt có đánh giá",
    ),
    Figure(
        "ratings", "count", "Số đánh giá", "Số lượt hoàn tất có đánh giá.", value=count(RATED),
        listed=RATED, title="Lượt có đánh giá",
    ),
    Figure(
        "rated_share", "share", "Tỷ lệ đánh giá", "Số đánh giá ÷ số lượt hoàn tất.",
        left_out="lượt còn việc tiếp theo", value=share(RATED, DONE), listed=RATED,
        title="Lượt có đánh giá",
    ),
    *SAVED_FIGURES,
)  # fmt: skip
BY_KEY = {figure.key: figure for figure in FIGURES}

"""The figures of calls out of turn, a row each: how many, before how many, at what cost to them."""

from reports.aggregates import CALLED_UP, UNSURE, Figure, count, share

CHOSEN = f"({CALLED_UP} AND NOT in_turn)"
DELAYED = f"({CHOSEN} AND delay_us IS NOT NULL AND NOT {UNSURE})"
DELAY = f"sum(CASE WHEN {DELAYED} THEN delay_us END)"

CHOSEN_FIGURES: tuple[Figure, ...] = (
    Figure(
        "chosen", "count", "Gọi chỉ định",
        "Số lượt cán bộ chọn để gọi khi còn người khác đến lượt trước.",
        left_out="số cấp tại quầy", value=count(CHOSEN), listed=CHOSEN,
        title="Lượt gọi ngoài thứ tự",
    ),
    Figure(
        "chosen_share", "share", "Tỷ lệ gọi chỉ định", "Số lượt gọi chỉ định ÷ số lượt được gọi.",
        value=share(CHOSEN, CALLED_UP), listed=CHOSEN, title="Lượt gọi ngoài thứ tự",
    ),
    Figure(
        "passed", "count", "Người bị gọi sau",
        "Với mỗi lượt gọi chỉ định: số người đáng lẽ được gọi trước.",
        value=f"coalesce(sum(CASE WHEN {CHOSEN} THEN passed END), 0)", listed=CHOSEN,
        title="Lượt gọi ngoài thứ tự",
    ),
    Figure(
        "delay_s", "seconds", "Họ chờ thêm",
        "Cộng cho mỗi người bị gọi sau: từ lúc gọi chỉ định đến khi quầy xong lượt đó, hoặc đến "
        "khi chính người đó được gọi nếu sớm hơn.",
        left_out="lượt còn ở quầy; lượt chưa chắc thời gian", value=f"{DELAY} / 1e6",
        listed=DELAYED, title="Lượt gọi ngoài thứ tự làm người khác chờ",
    ),
    Figure(
        "delay_mean_s", "seconds", "Chờ thêm mỗi lượt",
        "Tổng thời gian người khác chờ thêm ÷ số lượt gọi chỉ định đã xong.",
        left_out="lượt còn ở quầy; lượt chưa chắc thời gian",
        value=f"{DELAY} / nullif({count(DELAYED)} * 1e6, 0)", listed=DELAYED,
        title="Lượt gọi ngoài thứ tự làm người khác chờ",
    ),
)  # fmt: skip

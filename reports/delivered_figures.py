"""The figures of what was really done, a row each: dossiers, other than asked, papers."""

from queueing.supplements import SUPPLEMENT
from reports.aggregates import SERVED, Figure, count

OTHER = f"({SERVED} AND done_other)"
SEVERAL = f"({SERVED} AND dossiers > 1)"
PAPERS = f"({SERVED} AND outcome = '{SUPPLEMENT}')"
AGAIN = f"({PAPERS} AND asked_again)"
DOSSIERS = f"coalesce(sum(dossiers) FILTER ({SERVED}), 0)"

DELIVERED_FIGURES: tuple[Figure, ...] = (
    Figure(
        "dossiers", "count", "Hồ sơ", "Số hồ sơ của các lượt hoàn tất; không ghi gì là một hồ sơ.",
        value=DOSSIERS, listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "dossiers_mean", "number", "Hồ sơ mỗi lượt", "Số hồ sơ ÷ số lượt hoàn tất.",
        value=f"{DOSSIERS} / nullif({count(SERVED)}, 0)", listed=SERVED, title="Lượt hoàn tất",
    ),
    Figure(
        "several_dossiers", "count", "Lượt nhiều hồ sơ",
        "Số lượt hoàn tất có từ hai hồ sơ trở lên.",
        value=count(SEVERAL), listed=SEVERAL, title="Lượt nhiều hồ sơ",
    ),
    Figure(
        "done_other", "count", "Khác thủ tục đã chọn",
        "Số lượt hoàn tất mà cán bộ ghi thủ tục khác với thủ tục người dân đã chọn.",
        left_out="lượt không chọn thủ tục", value=count(OTHER), listed=OTHER,
        title="Lượt làm khác thủ tục đã chọn",
    ),
    Figure(
        "supplements", "count", "Cần bổ sung", "Số lượt hoàn tất với kết quả cần bổ sung giấy tờ.",
        value=count(PAPERS), listed=PAPERS, title="Lượt cần bổ sung giấy tờ",
    ),
    Figure(
        "supplements_again", "count", "Bổ sung lần hai",
        "Trong đó: hồ sơ có mã đã được yêu cầu bổ sung trong 30 ngày trước.",
        left_out="hồ sơ không ghi mã", value=count(AGAIN), listed=AGAIN,
        title="Lượt yêu cầu bổ sung lần hai",
    ),
)  # fmt: skip

"""The figures of the statistics: key, name, formula, and what is left out of each.

One list for pages, exports and docs/metrics.md; how a figure is computed is in queueing/times.py.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "seconds", "share"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure. `name`, `formula`, `left_out` are the Vietnamese texts, translated like all words.

    `left_out`: what does not count, "" when nothing is worth saying.
    """

    key: str
    kind: Kind
    name: str
    formula: str
    left_out: str = ""


DEFINITIONS: tuple[Definition, ...] = (
    Definition("issued", "count", "Lấy số", "Số phiếu cấp trong kỳ, theo thời điểm cấp."),
    Definition(
        "transferred_in", "count", "Chuyển đến", "Số lượt bắt đầu bằng một lần chuyển trong kỳ."
    ),
    Definition(
        "called",
        "count",
        "Lượt gọi",
        "Số lượt được gọi lần đầu trong kỳ, kể cả lượt vắng mặt.",
        "người còn đang chờ",
    ),
    Definition("served", "count", "Hoàn tất", "Số lượt gọi trong kỳ đã phục vụ xong."),
    Definition(
        "no_show",
        "count",
        "Vắng mặt",
        "Số lượt gọi trong kỳ kết thúc vì người dân không đến quầy.",
        "số bị lỡ đã được gọi lại",
    ),
    Definition(
        "cancelled", "count", "Đã hủy", "Số lượt bị hủy trong kỳ, do người dân hoặc nhân viên."
    ),
    Definition("expired", "count", "Hết hiệu lực", "Số lượt chưa xong khi hết ngày làm việc."),
    Definition("transferred_out", "count", "Chuyển đi", "Số lượt kết thúc bằng một lần chuyển."),
    Definition("recalls", "count", "Số lần gọi lại", "Số lần gọi thêm sau lần gọi đầu."),
    Definition("priority_share", "share", "Tỷ lệ ưu tiên", "Số lượt ưu tiên ÷ số lượt gọi."),
    Definition(
        "wait_mean_s",
        "seconds",
        "Chờ trung bình",
        "Từ lúc vào hàng chờ đến lần gọi đầu tiên, chia đều cho các lượt gọi.",
        "người còn đang chờ; thời gian chờ lại sau khi bị lỡ hoặc trả về hàng chờ",
    ),
    Definition(
        "wait_p50_s",
        "seconds",
        "Một nửa chờ dưới",
        "Lượt đứng ở giữa khi xếp các lượt gọi theo thời gian chờ.",
        "dưới 10 lượt",
    ),
    Definition(
        "wait_p90_s",
        "seconds",
        "90% chờ dưới",
        "Lượt đứng ở vị trí 90% khi xếp các lượt gọi theo thời gian chờ.",
        "dưới 10 lượt",
    ),
    Definition(
        "wait_max_s", "seconds", "Chờ lâu nhất", "Thời gian chờ dài nhất trong các lượt gọi."
    ),
    Definition(
        "wait_within_target",
        "share",
        "Chờ đúng mục tiêu",
        "Số lượt gọi trong mục tiêu ÷ (số lượt gọi + số lượt bỏ về hoặc hết hiệu lực sau khi đã "
        "chờ quá mục tiêu).",
    ),
    Definition(
        "wait_within_red_line",
        "share",
        "Chờ trong giới hạn",
        "Như trên, với giới hạn dài nhất cho phép thay cho mục tiêu.",
    ),
    Definition(
        "walking_mean_s",
        "seconds",
        "Di chuyển trung bình",
        "Từ lần gọi cuối đến lúc bấm Bắt đầu.",
        "lượt không bấm Bắt đầu",
    ),
    Definition(
        "walking_p50_s",
        "seconds",
        "Một nửa di chuyển dưới",
        "Lượt đứng ở giữa khi xếp theo thời gian di chuyển.",
        "dưới 10 lượt",
    ),
    Definition(
        "walking_p90_s",
        "seconds",
        "90% di chuyển dưới",
        "Lượt đứng ở vị trí 90% khi xếp theo thời gian di chuyển.",
        "dưới 10 lượt",
    ),
    Definition("walking_max_s", "seconds", "Di chuyển lâu nhất", "Thời gian di chuyển dài nhất."),
    Definition(
        "walking_known",
        "share",
        "Biết thời gian di chuyển",
        "Số lượt có bấm Bắt đầu ÷ số lượt gọi.",
    ),
    Definition(
        "service_mean_s",
        "seconds",
        "Phục vụ trung bình",
        "Từ lúc bắt đầu đến lúc hoàn tất, chia đều cho các lượt hoàn tất.",
        "lúc giữ lại",
    ),
    Definition(
        "service_p50_s",
        "seconds",
        "Một nửa phục vụ dưới",
        "Lượt đứng ở giữa khi xếp theo thời gian phục vụ.",
        "dưới 10 lượt",
    ),
    Definition(
        "service_p90_s",
        "seconds",
        "90% phục vụ dưới",
        "Lượt đứng ở vị trí 90% khi xếp theo thời gian phục vụ.",
        "dưới 10 lượt",
    ),
    Definition("service_max_s", "seconds", "Phục vụ lâu nhất", "Thời gian phục vụ dài nhất."),
    Definition(
        "parked_mean_s",
        "seconds",
        "Giữ lại trung bình",
        "Thời gian giữ lại, chia đều cho các lượt có giữ lại.",
        "lượt không giữ lại",
    ),
    Definition(
        "parked_p90_s",
        "seconds",
        "90% giữ lại dưới",
        "Lượt đứng ở vị trí 90% khi xếp theo thời gian giữ lại.",
        "dưới 10 lượt",
    ),
    Definition("parked_max_s", "seconds", "Giữ lại lâu nhất", "Thời gian giữ lại dài nhất."),
    Definition("parked", "count", "Có giữ lại", "Số lượt gọi có lúc được giữ lại."),
    Definition(
        "visit_mean_s",
        "seconds",
        "Cả lượt trung bình",
        "Từ lúc lấy số đến lúc hoàn tất, qua mọi quầy.",
        "phiếu không hoàn tất",
    ),
    Definition(
        "visit_p50_s",
        "seconds",
        "Một nửa cả lượt dưới",
        "Phiếu đứng ở giữa khi xếp theo thời gian cả lượt.",
        "dưới 10 lượt",
    ),
    Definition(
        "visit_p90_s",
        "seconds",
        "90% cả lượt dưới",
        "Phiếu đứng ở vị trí 90% khi xếp theo thời gian cả lượt.",
        "dưới 10 lượt",
    ),
    Definition("visit_max_s", "seconds", "Cả lượt lâu nhất", "Thời gian cả lượt dài nhất."),
    Definition("no_show_rate", "share", "Tỷ lệ vắng mặt", "Số lượt vắng mặt ÷ số lượt gọi."),
    Definition(
        "abandonment",
        "share",
        "Tỷ lệ bỏ về",
        "Phiếu người dân hủy hoặc hết hiệu lực khi đang chờ ÷ phiếu đã cấp.",
        "phiếu nhân viên hủy",
    ),
    Definition(
        "open_s", "seconds", "Thời gian mở quầy", "Từ lúc mở đến lúc đóng quầy.", "phiên chưa đóng"
    ),
    Definition("paused_s", "seconds", "Thời gian tạm nghỉ", "Tổng thời gian tạm nghỉ."),
    Definition(
        "occupied_s",
        "seconds",
        "Có người ở quầy",
        "Thời gian có số đang gọi hoặc đang phục vụ.",
    ),
    Definition(
        "occupancy",
        "share",
        "Mức độ bận",
        "Thời gian có người ở quầy ÷ thời gian mở quầy và không tạm nghỉ.",
    ),
    Definition(
        "promise_kept",
        "share",
        "Lời hứa giữ được",
        "Số lượt được gọi không muộn hơn thời gian ghi trên phiếu ÷ số lượt có ghi.",
        "lượt sau khi chuyển",
    ),
    Definition(
        "promise_early",
        "share",
        "Gọi sớm hơn lời hứa",
        "Số lượt được gọi trước thời gian sớm nhất ghi trên phiếu ÷ số lượt có ghi.",
    ),
    Definition(
        "promises",
        "count",
        "Phiếu có ghi giờ",
        "Số lượt gọi đầu tiên có khoảng thời gian ghi trên phiếu.",
    ),
    Definition(
        "satisfaction",
        "share",
        "Hài lòng",
        "(rất hài lòng + hài lòng) ÷ số đánh giá.",
        "phản ánh, kiến nghị",
    ),
    Definition("ratings", "count", "Số đánh giá", "Số lượt hoàn tất có đánh giá."),
    Definition("rated_share", "share", "Tỷ lệ đánh giá", "Số đánh giá ÷ số lượt hoàn tất."),
)

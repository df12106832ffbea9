"""The page of what citizens see from afar, are told and may say: rooms that have no page here."""

from admin.pages.fields import Field, list_names
from admin.pages.forms import Collection, Form, SettingsPage

NOW = Form(
    "now", "Trang “Bây giờ có đông không”",
    (
        Field(("now", "shown"), "Ai cũng xem được trang /now", "flag", default=True),
        Field(("now", "embed"), "Cho phép trang khác nhúng, như cổng của thành phố", "flag",
              default=False),
    ),
    "Số người đang chờ và thời gian chờ từng dịch vụ, cho người còn ở nhà. Không có gì về cá nhân.",
)  # fmt: skip
COMPLAINTS = Form(
    "complaints", "Phản ánh, kiến nghị",
    (
        Field(("screens", "complaints", "answer_days"), "Trả lời trong (ngày làm việc)", "number",
              default=5),
        Field(("screens", "complaints", "kept_days"),
              "Lưu nội dung và câu trả lời sau hạn (ngày)", "number", default=365),
        Field(("screens", "complaints", "per_address_per_day"),
              "Phản ánh không kèm số, một ngày từ một địa chỉ", "number", default=100,
              hint="Địa chỉ mạng. Cả sảnh có thể chung một địa chỉ."),
    ),
    "Hạn mới chỉ tính cho phản ánh gửi từ lúc lưu. Hết ngày lưu, nội dung bị xóa khỏi mọi tệp.",
)  # fmt: skip
NAMES = list_names((), "Lý do")
REASONS = Collection(
    "reasons", "Lý do khi chưa hài lòng", "lý do", ("screens", "rating", "reasons"), NAMES,
    NAMES[:1],
    "Hiện trên máy đánh giá và điện thoại, nhiều nhất 8. Mã đã có trong báo cáo thì giữ nghĩa cũ.",
)  # fmt: skip
PUSH = Form(
    "push", "Báo lên điện thoại khi trang đã đóng",
    (
        Field(("screens", "phone", "push", "contact"), "Địa chỉ liên hệ của trung tâm",
              empty=None, hint="Ví dụ: mailto:it@cantho.gov.vn. Để trống là không báo."),
    ),
    "Tin được mã hóa và gửi qua dịch vụ của hãng trình duyệt: máy chủ cần internet, trang cần "
    "https. Sau lần bật đầu tiên, hãy khởi động lại máy chủ.",
)  # fmt: skip
FIGURES = Form(
    "figures", "Kết quả phục vụ trên bảng sảnh",
    (
        Field(("screens", "display", "figures"), "Hiện xen kẽ khi không có lời gọi mới", "flag",
              default=False),
    ),
    "Số liệu của ngày làm việc gần nhất. Có số được gọi thì bảng hiện ngay.",
)  # fmt: skip
PUBLIC = SettingsPage(
    "/admin/public",
    "Công khai, góp ý",
    "globe",
    "Trang công khai, kết quả trên bảng, phản ánh, lý do đánh giá, báo lên điện thoại",
    (NOW, FIGURES, COMPLAINTS, REASONS, PUSH),
)

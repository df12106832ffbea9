"""The page of what citizens may do and see, are told and may say: what is switched on for them."""

from admin.pages.door import KeyPath
from admin.pages.fields import Field, list_names
from admin.pages.forms import Collection, Form, SettingsPage


def _number(path: KeyPath, label: str, default: float) -> Field:
    return Field(path, label, "number", default=default)


NOW = Form(
    "now", "Trang “Bây giờ có đông không”",
    (
        Field(("now", "shown"), "Ai cũng xem được trang /now", "flag", default=True),
        Field(("now", "embed"), "Cho phép trang khác nhúng, như cổng của thành phố", "flag",
              default=False),
    ),
    "Số người đang chờ và thời gian chờ từng nội dung giao dịch, cho người còn ở nhà. "
    "Không có gì về cá nhân.",
)  # fmt: skip
BOOKINGS = Form(
    "bookings", "Số lấy từ nhà và lịch hẹn",
    (
        Field(("bookings", "on"), "Nhận lấy số từ nhà và đặt lịch hẹn", "flag", default=False),
        _number(("bookings", "days"), "Hẹn trước nhiều nhất mấy ngày", 6),
        _number(("bookings", "slot_min"), "Khung giờ hẹn (phút)", 30),
        _number(("bookings", "share"), "Phần năng lực của quầy dành để hẹn (0 đến 1)", 0.3),
        _number(("bookings", "minutes"), "Một lượt tính mấy phút khi chưa có số liệu", 10),
        _number(("bookings", "early_min"), "Đến sớm hơn giờ hẹn thì được báo (phút)", 15),
        _number(("bookings", "late_min"), "Đến muộn được giữ chỗ trong (phút)", 10),
        _number(("bookings", "late_places"), "Qua lượt thì xếp sau mấy người", 2),
        _number(("bookings", "per_service"), "Số lấy từ nhà mỗi ngày, mỗi nội dung giao dịch", 40),
        _number(("bookings", "per_device"), "Lượt đặt một điện thoại giữ cùng lúc", 2),
        Field(("bookings", "per_address_per_day"), "Lượt đặt một ngày từ một địa chỉ", "number",
              default=20, empty=None),
    ),
    "Số lấy từ nhà và lịch hẹn ngang hàng với số giấy, và chỉ được gọi sau khi xác nhận tại cửa.",
)  # fmt: skip
COLLECTING = Form(
    "collecting", "Nhận kết quả và thẻ căn cước",
    (
        Field(("results", "on"), "Nhận kết quả: hỏi mã hồ sơ trước khi cấp số", "flag",
              default=False),
        Field(("screens", "kiosk", "card", "on"), "Quét thẻ căn cước để xét ưu tiên theo tuổi",
              "flag", default=False),
        Field(("screens", "kiosk", "card", "numbers_per_day"),
              "Số ưu tiên một thẻ được lấy trong ngày", "number", empty=None,
              hint="Để trống là không đếm thẻ."),
        Field(("results", "per_device_per_min"), "Lần tra mã trong một phút tại một máy", "number",
              default=30),
        Field(("results", "per_address_per_min"),
              "Lần tra mã trong một phút từ một địa chỉ trên trang web", "number", default=60),
    ),
    "Bảng hồ sơ được gửi hoặc đặt lịch đọc ở trang Kết quả hồ sơ.",
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
NEXT_UP = Form(
    "next-up", "Xin chuẩn bị",
    (
        Field(("screens", "display", "next_up"), "Hiện hai số sắp được gọi ở chân bảng sảnh",
              "flag", default=False),
    ),
    "Chỉ hiện khi chắc chắn không còn quá hai số được gọi trước. Nơi đông quầy thì ít khi chắc "
    "chắn, nên ít hiện.",
)  # fmt: skip
PUBLIC = SettingsPage(
    "/admin/public",
    "Cho người dân",
    "globe",
    "Đặt lịch, kết quả hồ sơ, trang công khai, bảng sảnh, phản ánh, đánh giá, báo lên điện thoại",
    (BOOKINGS, COLLECTING, NOW, FIGURES, NEXT_UP, COMPLAINTS, REASONS, PUSH),
)

"""What of the configuration can be changed on which page, and in whose words."""

from admin.pages.door import KeyPath
from admin.pages.fields import Field, list_names
from admin.pages.forms import Collection, Form, SettingsPage
from admin.pages.public_sections import PUBLIC
from queueing.call_reasons import STANDARD_REASONS
from web.settings import Limits

KNOWN = Limits.model_fields
WEEK = {
    "monday": "Thứ Hai", "tuesday": "Thứ Ba", "wednesday": "Thứ Tư", "thursday": "Thứ Năm",
    "friday": "Thứ Sáu", "saturday": "Thứ Bảy", "sunday": "Chủ nhật",
}  # fmt: skip
ONLY_SHOWN = (
    "Các giờ dưới đây hiện chỉ để xem: máy lấy số vẫn cấp số cả khi trung tâm đã đóng cửa, kể cả "
    "ban đêm và ngày nghỉ."
)
OWN_NAME = "Chữ không dấu, số và gạch nối. Đổi khi các giá trị mẫu đã được thay hết."
SPANS = "Ví dụ: 07:00-10:30, 13:00-16:30; hết ngày là 24:00. Để trống là nghỉ."


def _about_minutes(path: KeyPath, label: str, default: float) -> Field:
    return Field(path, label, "number", default=default)


NAMES = list_names(("names",), "Tên")
DEPARTMENT = Field(("department",), "Cơ quan", "choice", "departments", required=True)
SERVES = Field(("serves",), "Nhận nội dung giao dịch", "several", "services")
LETTER = Field(("letter",), "Chữ cái đầu của số", required=True,
               hint="Một hoặc hai chữ in hoa, không trùng cơ quan khác.")  # fmt: skip
FLOOR = Field(("floor",), "Tầng", "choice", "floors", required=True)
CREDIT = Field(("credit_min",), "Được tính như đến sớm hơn (phút)", "number", required=True)
GIVEN = Field(("given",), "Đang cấp số", "flag", default=True)
ON_KIOSK = Field(("on_kiosk",), "Có trên máy lấy số", "flag", default=True)

DEPARTMENTS = SettingsPage(
    "/admin/departments",
    "Cơ quan và quầy",
    "building",
    "Cơ quan, quầy và nội dung giao dịch mỗi quầy nhận, khu chờ",
    (
        Collection(
            "departments", "Các cơ quan", "cơ quan", ("departments",),
            (LETTER, FLOOR, *NAMES, *list_names(("short_names",), "Tên ngắn", required=False),
             *list_names(("about",), "Người dân đến để làm gì"),
             Field(("icon",), "Hình vẽ", default="office"), ON_KIOSK),
            (LETTER, NAMES[0]),
        ),
        Collection(
            "counters", "Quầy", "quầy", ("counters",),
            (Field(("label",), "Biển quầy", hint="Để trống là dùng mã quầy."), DEPARTMENT,
             Field(("floor",), "Tầng", "choice", "floors", hint="Để trống là tầng của cơ quan."),
             SERVES,
             Field(("lends_a_hand_to",), "Chỉ hỗ trợ khi nội dung này chậm", "several", "services",
                   default=[]),
             Field(("auto_call",), "Tự gọi số kế tiếp khi quầy rảnh", "flag", default=False)),
            (DEPARTMENT, SERVES),
        ),
        Collection(
            "zones", "Khu chờ", "khu chờ", ("zones",),
            (*NAMES, Field(("floors",), "Các tầng", "several", "floors")), (NAMES[0],),
        ),
        Collection("floors", "Tầng", "tầng", ("floors",), list_names((), "Tên"),
                   (list_names((), "Tên")[0],)),
    ),
)  # fmt: skip

OWN_WEEK = (
    "Chỉ điền khi nội dung giao dịch này có giờ riêng; để trống cả tuần là theo giờ của trung tâm."
)
INTAKE = (
    Field(("intake", "numbers_per_day"), "Số cấp trong một ngày", "number",
          hint="Để trống là không giới hạn."),
    Field(("intake", "last_number_at"), "Lấy số đến",
          hint="Ví dụ: 15:30. Để trống là đến hết giờ nhận hồ sơ."),
    Field(("intake", "by_forecast"), "Không cấp số khi dự báo không kịp gọi trong giờ", "flag",
          default=True),
    Field(("intake", "grace_min"), "Hết giờ còn gọi tiếp trong (phút)", "number", default=0),
    *(Field(("hours", "week", day), f"Giờ riêng {name}", "spans",
            hint=OWN_WEEK if day == "monday" else "") for day, name in WEEK.items()),
)  # fmt: skip

SERVICES = SettingsPage(
    "/admin/services",
    "Các nội dung",
    "ticket",
    "Nội dung giao dịch người dân lấy số để làm, và các nhóm ưu tiên",
    (
        Collection(
            "services", "Các nội dung giao dịch", "nội dung giao dịch", ("services",),
            (DEPARTMENT, *list_names(("names",), "Tên", required=False),
             Field(("minutes",), "Số phút phục vụ trung bình", "number"),
             Field(("icon",), "Hình vẽ", hint="Để trống là hình vẽ của cơ quan."), GIVEN, ON_KIOSK,
             *INTAKE),
            (DEPARTMENT, NAMES[0], GIVEN),
        ),
        Collection("priorities", "Nhóm ưu tiên", "nhóm ưu tiên", ("priorities",),
                   (*NAMES, CREDIT, Field(("icon",), "Hình vẽ", default="priority")),
                   (NAMES[0], CREDIT)),
    ),
)  # fmt: skip

HOURS = SettingsPage(
    "/admin/hours",
    "Giờ làm việc",
    "clock",
    "Giờ nhận hồ sơ trong tuần, ngày nghỉ và ngày làm bù",
    (
        Form(
            "week", "Trong tuần",
            (Field(("hours", "enforced"), "Ngoài giờ máy lấy số không cấp số", "flag",
                   default=False, unset=ONLY_SHOWN, set_it="Chỉ cấp số trong các giờ này"),
             *(Field(("hours", "week", day), name, "spans", hint=SPANS if day == "monday" else "")
               for day, name in WEEK.items())),
        ),
        Collection(
            "days", "Ngày nghỉ và ngày làm bù", "ngày", ("hours", "days"),
            (Field((), "Giờ nhận hồ sơ", "spans", hint=SPANS, empty=[]),),
            (Field((), "Giờ nhận hồ sơ", "spans"),), code="Ngày", code_type="date",
        ),
    ),
)  # fmt: skip

NOTICES = SettingsPage(
    "/admin/notices",
    "Thông báo",
    "bell",
    "Những dòng chạy ở chân bảng hiển thị, tên và điện thoại của trung tâm",
    (
        Form(
            "notices", "Dòng thông báo",
            (Field(("centre", "notices"), "Thông báo", "notices", default=[]),),
        ),
        Form(
            "centre", "Trung tâm",
            (*list_names(("centre", "names"), "Tên"), *list_names(("centre", "city"), "Địa phương"),
             *list_names(("centre", "motto"), "Phương châm"),
             Field(("centre", "phone"), "Điện thoại", default=""),
             Field(("profile",), "Tên cấu hình", required=True, hint=OWN_NAME)),
        ),
    ),
)  # fmt: skip

RULES = Form(
    "rules", "Quy tắc gọi số",
    (
        _about_minutes(("rules", "target_wait_min"), "Mục tiêu chờ (phút)", 15),
        _about_minutes(("rules", "red_line_wait_min"), "Ngưỡng chờ quá lâu (phút)", 30),
        _about_minutes(("rules", "recalls"), "Số lần gọi lại", 3),
        _about_minutes(("rules", "recall_interval_s"), "Gọi lại cách nhau (giây)", 5),
        _about_minutes(("rules", "undo_s"), "Hoàn tác được trong (giây)", 10),
        _about_minutes(("rules", "no_show", "calls"), "Vắng mặt sau số lần gọi", 2),
        _about_minutes(("rules", "no_show", "after_min"), "Vắng mặt sau (phút)", 3),
        Field(("rules", "no_show", "enforced"), "Không cho ghi vắng mặt sớm hơn", "flag",
              default=False),
        _about_minutes(("rules", "restore", "within_min"), "Số lỡ được gọi lại trong (phút)", 30),
        _about_minutes(("rules", "restore", "times"), "Số lỡ được gọi lại mấy lần", 2),
        _about_minutes(("rules", "postpone", "times"), "Được lùi lượt mấy lần", 2),
        _about_minutes(("rules", "postpone", "minutes"), "Lùi lượt nhiều nhất (phút)", 10),
        _about_minutes(("rules", "lend_a_hand_min"), "Quầy hỗ trợ khi chậm hơn (phút)", 10),
        Field(("rules", "auto_call", "all"), "Mọi quầy rảnh tự gọi số kế tiếp", "flag",
              default=False),
        _about_minutes(("rules", "auto_call", "after_s"), "Tự gọi sau khi rảnh (giây)", 20),
        _about_minutes(("rules", "auto_call", "no_shows"), "Ngừng tự gọi sau số lần vắng mặt", 2),
        _about_minutes(("rules", "auto_call", "pressed_min"),
                       "Chỉ tự gọi khi có thao tác ở bàn gọi số trong (phút)", 15),
    ),
)  # fmt: skip
LIMITS = Form(
    "limits", "Giới hạn",
    tuple(
        Field(("limits", key), label, "number", default=KNOWN[key].default, empty=None)
        for key, label in (
            ("connections", "Kết nối cùng lúc"),
            ("connections_per_address", "Kết nối từ một địa chỉ"),
            ("idle_per_address", "Kết nối lạ đang bỏ không từ một địa chỉ"),
            ("requests_of_strangers", "Yêu cầu lạ được trả lời cùng lúc"),
            ("requests_per_address", "Yêu cầu lạ được trả lời cùng lúc từ một địa chỉ"),
            ("requests_per_caller",
             "Yêu cầu được trả lời cùng lúc của một cán bộ hoặc một thiết bị"),
            ("bodies_kb", "Dữ liệu đang gửi lên máy chủ cùng lúc (KB)"),
            ("import_mb", "Một tệp danh mục thủ tục (MB)"),
            ("media_mb", "Một ảnh hoặc video tải lên cho bảng (MB)"),
            ("unjoined_per_address", "Kết nối màn hình chưa rõ màn hình nào từ một địa chỉ"),
            ("unjoined_s", "Thời gian chờ một kết nối cho biết là màn hình nào (giây)"),
            ("sockets_per_caller", "Kết nối màn hình của một cán bộ hoặc một thiết bị"),
            ("socket_messages_per_s", "Tin nhận từ một kết nối màn hình trong một giây"),
            ("socket_bytes_per_s", "Dữ liệu nhận từ một kết nối màn hình trong một giây (byte)"),
            ("unread_messages", "Tin chưa nhận được chờ một màn hình"),
            ("streams_per_address", "Điện thoại đang theo dõi số từ một địa chỉ"),
            ("streams_per_ticket", "Điện thoại đang theo dõi cùng một số"),
            ("numbers_per_min", "Số được cấp trong một phút"),
            ("numbers_per_device_per_min", "Số được cấp trong một phút tại một máy"),
            ("reprints_per_device_per_min", "Phiếu in lại trong một phút tại một máy"),
            ("actions_per_ticket_per_min", "Yêu cầu từ điện thoại trong một phút cho một số"),
            ("actions_per_address_per_min", "Yêu cầu từ điện thoại trong một phút từ một địa chỉ"),
            ("complaints_per_ticket_per_day", "Phản ánh trong một ngày cho một số"),
            ("codes", "Mã ghép thiết bị đang chờ duyệt"),
            ("codes_per_address", "Mã ghép thiết bị đang chờ duyệt từ một địa chỉ"),
        )
    ),
    "Để trống là không giới hạn. “Lạ” là người và máy mà máy chủ chưa biết, trước hết là điện "
    "thoại; địa chỉ là địa chỉ mạng của một máy.",
)  # fmt: skip
SEEN = (
    ("all", "Mọi số đang chờ"), ("next", "Số kế tiếp và số người"), ("counts", "Chỉ số người"),
)  # fmt: skip
SIGHT = Form(
    "sight", "Cán bộ thấy gì của người đang chờ",
    (
        Field(("screens", "counters", "see"), "Trên màn hình quầy", "choice", required=True,
              default="all", options=SEEN),
    ),
    "Không thấy số thì không chọn việc dễ, không bỏ qua việc khó. Nhân viên hướng dẫn và lãnh đạo "
    "vẫn thấy mọi số.",
)  # fmt: skip
REASON = list_names((), "Lý do")
CALL_REASONS = Collection(
    "call_reasons", "Lý do gọi chỉ định", "lý do", ("call_reasons",), REASON, REASON[:1],
    "Cán bộ chọn bằng phím 1 đến 9 khi gọi một số trước thứ tự, nhiều nhất 9 lý do. Mã đã có trong "
    "báo cáo thì giữ nghĩa cũ.",
    standard=STANDARD_REASONS,
)  # fmt: skip
RULES_PAGE = SettingsPage(
    "/admin/rules", "Quy tắc", "settings", "Gọi số, vắng mặt, lùi lượt và giới hạn",
    (RULES, SIGHT, CALL_REASONS, LIMITS),
)  # fmt: skip
PAGES = (DEPARTMENTS, SERVICES, HOURS, NOTICES, PUBLIC, RULES_PAGE)

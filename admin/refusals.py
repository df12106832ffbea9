"""The sentences for refusals of the pages below /admin."""

REFUSALS: dict[str, str] = {
    "settings_changed": "Cấu hình vừa được người khác sửa: %(what)s. Chưa lưu gì.",
    "procedures_changed": "Danh mục thủ tục vừa được người khác đổi. Chưa lưu gì; hãy xem lại.",
    "unknown_procedure": "Danh mục chưa từng có thủ tục này.",
    "no_day": "“%(text)s” không phải là ngày như 05/02/2027. Chưa đổi gì.",
    "unknown_change": "Không có lần sửa cấu hình này.",
}

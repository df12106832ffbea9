"""The sentences for refusals of the pages below /admin."""

REFUSALS: dict[str, str] = {
    "settings_changed": "Cấu hình vừa được người khác sửa: %(what)s. Chưa lưu gì.",
    "unknown_change": "Không có lần sửa cấu hình này.",
}

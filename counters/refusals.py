"""The sentences for what only the counters and practice refuse; docs/errors.md lists the codes."""

REFUSALS = {
    "counter_not_chosen": "Anh/Chị chưa chọn quầy này. Hãy chọn quầy rồi làm tiếp.",
    "counter_handed_over": "%(officer)s đã bàn giao quầy này. Người nhận quầy hãy chọn quầy trước.",
    "counter_taken": "Cán bộ khác đã nhận quầy này. Hãy chọn lại quầy.",
    "officer_not_here": "Chưa có cán bộ nào mở bàn làm việc của quầy này trong trình duyệt. "
    "Hãy đăng nhập và mở quầy trước.",
    "unknown_practice": "Buổi tập này đã kết thúc. Hãy bắt đầu buổi tập mới ở trang chọn quầy.",
}

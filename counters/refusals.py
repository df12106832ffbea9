"""The sentences for what only the counters and practice refuse; docs/errors.md lists the codes."""

REFUSALS = {
    "counter_not_chosen": "Anh/Chị chưa chọn quầy này. Hãy chọn quầy rồi làm tiếp.",
    "counter_taken": "Cán bộ khác đã nhận quầy này. Hãy chọn lại quầy.",
    "unknown_practice": "Buổi tập này đã kết thúc. Hãy bắt đầu buổi tập mới ở trang chọn quầy.",
}

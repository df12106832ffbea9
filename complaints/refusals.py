"""The sentences for what only complaints refuse; docs/errors.md lists the codes."""

REFUSALS = {
    "unknown_complaint": "Không có phản ánh nào mang mã này.",
    "complaint_answered": "Phản ánh này đã được trả lời. Hãy tải lại trang để xem.",
    "complaint_open": "Phản ánh này chưa được trả lời nên không cần mở lại.",
    "complaint_elsewhere": "Phản ánh này không giao cho cơ quan của Anh/Chị. Hãy tải lại trang.",
}

"""The sentences for what only the reports refuse; docs/errors.md lists the codes."""

REFUSALS = {
    "figures_not_ready": "Số liệu các ngày trước đang được chuẩn bị. Hãy thử lại sau ít phút.",
    "figures_not_read": "Hiện chưa đọc được số liệu. Hãy thử lại sau giây lát.",
    "unknown_past_ticket": "Không có phiếu này, hoặc phiếu không thuộc phần Anh/Chị được xem. "
    "Hãy mở lại từ danh sách phiếu.",
    "unknown_export": "Không có tệp này, hoặc tệp đã bị xóa sau một giờ. Hãy tạo lại tệp.",
    "export_under_way": "Một tệp khác của Anh/Chị đang được tạo. Hãy chờ tệp đó xong rồi thử lại.",
    "export_not_ready": "Tệp chưa tạo xong hoặc không tạo được. Hãy chờ, hoặc tạo lại tệp.",
    "export_too_large": "Có %(rows)s dòng, nhiều hơn một trang tính chứa được. Hãy chọn kỳ ngắn "
    "hơn hoặc tải tệp CSV.",
    "no_pdf": "Máy chủ chưa cài phần tạo tệp PDF. Hãy tải tệp XLSX, hoặc in trang này ra PDF.",
}

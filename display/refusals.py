"""The sentences for what only the lobby refuse; docs/errors.md lists the codes."""

REFUSALS = {
    "unknown_announcement": "Không có lời gọi này, hoặc lời gọi đã xong từ lâu.",
    "unknown_medium": "Không còn tệp này. Hãy tải lại trang.",
    "no_media_folder": "Bảng của khu này chưa chiếu ảnh và video. Hãy bật trước.",
    "medium_under_way": "Máy chủ đang nhận một tệp khác. Hãy thử lại khi tệp đó xong.",
    "days_backwards": "Ngày cuối trước ngày đầu. Hãy sửa lại; chưa đổi gì.",
    "too_many_media": "Khu này đã có %(most)s tệp, hãy bỏ bớt trước.",
    "no_room_for_medium": "Ổ đĩa của máy chủ sắp đầy, không nhận thêm ảnh và video.",
    "medium_unknown": "%(name)s không phải ảnh JPEG, PNG, WebP hay video MP4, WebM. Chưa lưu gì.",
    "medium_broken": "%(name)s bị hỏng hoặc chưa trọn vẹn. Hãy mở thử tệp rồi tải lên lại.",
    "medium_too_large": (
        "%(name)s quá lớn: ảnh nhiều nhất 10 MB và 50 triệu điểm ảnh. Hãy thu nhỏ ảnh."
    ),
    "medium_codec": "%(name)s nén theo cách bảng không chiếu được. Hãy xuất video theo H.264.",
    "unknown_loudspeakers": "Không có cụm loa này. Hãy tải lại trang.",
}

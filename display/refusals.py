"""The sentences for what only the lobby refuse; docs/errors.md lists the codes."""

REFUSALS = {
    "unknown_announcement": "Không có lời gọi này, hoặc lời gọi đã xong từ lâu.",
    "unknown_loudspeakers": "Không có cụm loa này. Hãy tải lại trang.",
}

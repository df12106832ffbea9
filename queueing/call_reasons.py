"""Why a number is called before others, where a centre names no reasons of its own."""

from collections.abc import Mapping

from queueing.catalogue import Names

STANDARD_REASONS: Mapping[str, Names] = {
    "help": {"vi": "Người già yếu, mệt cần giúp", "en": "Frail or unwell, needs help"},
    "papers": {"vi": "Quay lại bổ sung giấy tờ", "en": "Back with missing papers"},
    "agreed": {"vi": "Đã hẹn trước", "en": "Agreed beforehand"},
    "other": {"vi": "Khác", "en": "Other"},
}

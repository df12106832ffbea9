"""What citizens say of the service: ratings, remarks beside them, and complaints."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from secrets import token_urlsafe
from typing import Literal

from queueing.commands import Command, FileComplaint, RateTicket
from queueing.hall import Hall
from queueing.hall.tickets import LEVELS, Ticket

RATES = 0.32
"""Share of the served who rate the service."""
WRITES = 0.06
"""Share of those who rate, and add a remark."""
COMPLAINS = {20: 0.0005, 40: 0.01, 10_000: 0.05}
"""Up to so many minutes of waiting: share of the served who complain."""
WEIGHTS: tuple[tuple[float, tuple[int, ...]], ...] = (
    (10, (58, 36, 5, 1)),
    (20, (42, 44, 11, 3)),
    (40, (18, 44, 26, 12)),
    (10_000, (6, 26, 34, 34)),
)
"""Up to so many minutes of waiting: how often each level is given, best first."""
REMARKS: tuple[Sequence[str], ...] = (
    (
        "Cán bộ hướng dẫn tận tình, rất cảm ơn.",
        "Làm nhanh hơn tôi nghĩ.",
        "Có mã QR theo dõi số nên không phải ngồi chờ sốt ruột.",
    ),
    ("Thủ tục rõ ràng, cán bộ lịch sự.", "Nên có thêm chỗ để xe máy.", "Phục vụ tốt."),
    ("Chờ hơi lâu, nên mở thêm quầy vào buổi sáng.", "Ghế ngồi chờ còn ít."),
    (
        "Chờ quá lâu mới đến lượt.",
        "Tôi phải đi photo giấy tờ rồi quay lại, nên báo trước cần bản sao.",
    ),
)
"""By level, best first."""
COMPLAINTS = (
    "Tôi lấy số từ đầu giờ sáng mà gần một tiếng chưa được gọi. Đề nghị mở thêm quầy khi đông.",
    "Bảng gọi số ở tầng 1 đặt hơi xa, người lớn tuổi khó nhìn. Đề nghị trung tâm xem lại.",
    "Hồ sơ đã nộp, đến ngày hẹn vẫn chưa có kết quả, không thấy ai báo trước.",
    "Tôi được hướng dẫn sai quầy nên phải lấy số lại từ đầu, mất cả buổi sáng.",
    "Quầy đóng cửa trước giờ nghỉ trưa trong khi vẫn còn người chờ.",
)


@dataclass(frozen=True, slots=True)
class Written:
    """Free words of a citizen; the journal knows only `id`. `at` is aware."""

    id: str
    kind: Literal["remark", "complaint"]
    department: str
    text: str
    at: datetime


Say = Callable[[datetime], None]
Do = Callable[[Command, str], bool]


class Opinions:
    """Decides which served citizens say something, when and what; texts gather in `written`."""

    def __init__(
        self, hall: Callable[[], Hall], do: Do, rng: Random, complains_from: date = date.min
    ) -> None:
        """Speak through `do`. Nobody answers, so nobody complains before `complains_from`."""
        self._complains_from = complains_from
        self._hall, self._do, self._rng = hall, do, rng
        self.written: deque[Written] = deque()

    def of(self, ticket: Ticket, now: datetime) -> Iterator[tuple[datetime, Say]]:
        """Yield what the holder of a ticket just served will say, each with its moment."""
        waited = ((ticket.called_at or now) - ticket.arrival) / timedelta(minutes=1)
        if self._rng.random() < RATES:
            weights = next(weights for most, weights in WEIGHTS if waited <= most)
            level = self._rng.choices(LEVELS, weights)[0]
            later = timedelta(seconds=self._rng.uniform(15, 240))
            yield now + later, lambda at: self._rate(ticket, level, at)
        if self._rng.random() < next(share for most, share in COMPLAINS.items() if waited <= most):
            later = timedelta(minutes=self._rng.uniform(3, 25))
            if now.date() >= self._complains_from:
                yield now + later, lambda at: self._complain(ticket, at)

    def _rate(self, ticket: Ticket, level: str, at: datetime) -> None:
        remark = None
        if self._rng.random() < WRITES:
            text = self._rng.choice(REMARKS[LEVELS.index(level)])
            remark = self._write("remark", token_urlsafe(9), ticket, text, at)
        self._do(RateTicket(ticket.id, level, remark), f"citizen:{ticket.id}")

    def _complain(self, ticket: Ticket, at: datetime) -> None:
        signs = "".join(self._rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=8))
        text = self._rng.choice(COMPLAINTS)
        code = self._write("complaint", f"{signs[:4]}-{signs[4:]}", ticket, text, at)
        self._do(FileComplaint(ticket.id, code), "citizen")

    def _write(
        self,
        kind: Literal["remark", "complaint"],
        words_id: str,
        ticket: Ticket,
        text: str,
        at: datetime,
    ) -> str:
        self.written.append(Written(words_id, kind, ticket.department, text, at))
        return words_id

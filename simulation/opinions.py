"""What citizens say of the service: ratings, remarks beside them, complaints and their answers."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from secrets import token_urlsafe
from typing import Literal

from queueing.commands import Command, FileComplaint, RateTicket
from queueing.complaints import due_day_from
from queueing.hall import Hall
from queueing.hall.complaints import Complaint
from queueing.hall.tickets import LEVELS, Ticket
from simulation.complaints import ComplaintDesk

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
COMPLAINTS = {
    "Tôi lấy số từ đầu giờ sáng mà gần một tiếng chưa được gọi. Đề nghị mở thêm quầy khi đông.":
        "Từ tuần này, khi quá 10 người chờ, cơ quan mở thêm một quầy. Xin lỗi vì Ông/Bà phải chờ.",
    "Bảng gọi số ở tầng 1 đặt hơi xa, người lớn tuổi khó nhìn. Đề nghị trung tâm xem lại.":
        "Trung tâm đã đặt thêm một bảng gần hàng ghế đầu. Xin cảm ơn Ông/Bà đã góp ý.",
    "Hồ sơ đã nộp, đến ngày hẹn vẫn chưa có kết quả, không thấy ai báo trước.":
        "Kết quả trả trễ do phải xác minh thêm; lẽ ra chúng tôi phải báo trước. Xin lỗi Ông/Bà.",
    "Tôi được hướng dẫn sai quầy nên phải lấy số lại từ đầu, mất cả buổi sáng.":
        "Chúng tôi đã hướng dẫn lại cho nhân viên trực và sửa bảng chỉ dẫn. Xin lỗi Ông/Bà.",
    "Quầy đóng cửa trước giờ nghỉ trưa trong khi vẫn còn người chờ.":
        "Cơ quan đã nhắc cán bộ làm việc đúng giờ và phục vụ hết người đang chờ. Xin lỗi Ông/Bà.",
}  # fmt: skip
"""What is written -> what is answered."""


@dataclass(frozen=True, slots=True)
class Written:
    """Free words of a citizen, or an answer; the journal knows only `id`. `at` is aware.

    `due`: of complaints and answers, the last day for an answer.
    """

    id: str
    kind: Literal["remark", "complaint", "answer"]
    department: str
    text: str
    at: datetime
    due: date | None = None


Say = Callable[[datetime], None]
Do = Callable[[Command, str], bool]


class Opinions:
    """Decides which served citizens say something, when and what; texts gather in `written`."""

    def __init__(
        self,
        hall: Callable[[], Hall],
        do: Do,
        plan: Callable[[datetime, Say], object],
        rng: Random,
        complains_from: date = date.min,
    ) -> None:
        """Speak through `do`, answer by `plan`; nobody complains before `complains_from`."""
        self._complains_from = complains_from
        self._hall, self._do, self._rng = hall, do, rng
        self._desk = ComplaintDesk(hall, do, plan, self._write_answer)
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
            remark = self._write("remark", token_urlsafe(9), ticket.department, text, at)
        self._do(RateTicket(ticket.id, level, remark), f"citizen:{ticket.id}")

    def _complain(self, ticket: Ticket, at: datetime) -> None:
        signs = "".join(self._rng.choices("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", k=8))
        text, code = self._rng.choice(list(COMPLAINTS)), f"{signs[:4]}-{signs[4:]}"
        due = due_day_from(self._hall().catalogue, at)
        self._write("complaint", code, ticket.department, text, at, due)
        if self._do(FileComplaint(ticket.id, code), "citizen"):
            self._desk.receive(code, COMPLAINTS[text])

    def _write_answer(self, complaint: Complaint, text: str, at: datetime) -> str:
        words_id = f"answer-{complaint.code}"
        return self._write("answer", words_id, complaint.answerable, text, at, complaint.due)

    def _write(
        self,
        kind: Literal["remark", "complaint", "answer"],
        words_id: str,
        department: str,
        text: str,
        at: datetime,
        due: date | None = None,
    ) -> str:
        self.written.append(Written(words_id, kind, department, text, at, due))
        return words_id

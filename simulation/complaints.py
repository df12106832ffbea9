"""Who sees to complaints: the director gives them to a department, its head answers.

No chance is in it: what becomes of a complaint follows from how many came before. So the same
citizens come whether complaints are answered or not.
"""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from queueing.commands import AnswerComplaint, AssignComplaint, Command
from queueing.complaints import find_due_day
from queueing.hall import Hall
from queueing.hall.complaints import Complaint
from queueing.numbering import service_day

DIRECTOR, HEAD = "sim:director", "sim:head"
MORNING = time(7, 15)
FORGOTTEN, LATE = 0, 1
"""The first is never answered, so that there is one to be alarmed about; the second too late."""
SOONEST, SPREAD = 2, 3
"""The others are answered on the second to fourth working day."""


class ComplaintDesk:
    """Plans what becomes of each complaint."""

    def __init__(
        self,
        hall: Callable[[], Hall],
        do: Callable[[Command, str], bool],
        plan: Callable[[datetime, Callable[[datetime], None]], Any],
        write: Callable[[Complaint, str, datetime], str],
    ) -> None:
        """`do` carries out; `plan` lets something happen at a moment.

        `write` keeps the words of an answer and returns their id.
        """
        self._hall, self._do, self._plan, self._write = hall, do, plan, write
        self._come = 0

    def receive(self, code: str, answer: str) -> None:
        """Plan what becomes of a complaint that was just filed; `answer`: the words for it."""
        nth, self._come = self._come, self._come + 1
        hall = self._hall()
        complaint, zone = hall.complaint(code), hall.catalogue.zone_info
        filed = complaint.filed_at.astimezone(zone)

        def on_working_day(days: int, at: time) -> datetime:
            day = service_day(complaint.filed_at, zone)
            return datetime.combine(find_due_day(hall.catalogue.hours, day, days), at, zone)

        self._plan(on_working_day(1, MORNING), lambda _: self._assign(code))
        if nth == FORGOTTEN:
            return
        days = hall.catalogue.limits.complaint_days
        when = days + 1 if nth == LATE else min(days, SOONEST + nth % SPREAD)
        self._plan(on_working_day(when, filed.time()), lambda at: self._answer(code, answer, at))

    def _assign(self, code: str) -> None:
        self._do(AssignComplaint(code, self._hall().complaint(code).department), DIRECTOR)

    def _answer(self, code: str, answer: str, at: datetime) -> None:
        complaint = self._hall().complaint(code)
        words = self._write(complaint, answer, at)
        self._do(AnswerComplaint(code, words, complaint.answerable), HEAD)

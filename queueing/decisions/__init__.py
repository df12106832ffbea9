"""What follows from each command: events, or a refusal. Nothing here changes the hall."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from queueing import commands as c
from queueing.decisions import (
    calling,
    citizens,
    counters,
    day,
    issuing,
    printing,
    serving,
    transferring,
    undoing,
)
from queueing.decisions.day import adopt, day_is_over
from queueing.estimate import Basis
from queueing.events import Event
from queueing.hall import Hall

__all__ = ["adopt", "day_is_over", "decide"]

Decision = Callable[[Hall, Any, datetime], tuple[Event, ...]]


def decide(hall: Hall, command: c.Command, now: datetime, basis: Basis) -> tuple[Event, ...]:
    """Return the events the command leads to at `now`, or raise a Refusal; change nothing.

    The first event of a new service day is always DayOpened.
    """
    if isinstance(command, c.IssueTicket):
        events = issuing.issue(hall, command, now, basis)
    else:
        events = _DECISIONS[type(command)](hall, command, now)
    return day.opened_first(hall, events, now)


_DECISIONS: dict[type, Decision] = {
    c.CancelTicket: issuing.cancel,
    c.ReprintTicket: issuing.reprint,
    c.RestoreTicket: issuing.restore,
    c.CorrectService: transferring.correct_service,
    c.PostponeTicket: citizens.postpone,
    c.RateTicket: citizens.rate,
    c.FileComplaint: citizens.complain,
    c.OpenCounter: counters.open_counter,
    c.PauseCounter: counters.pause_counter,
    c.CloseCounter: counters.close_counter,
    c.CallNext: calling.call_next,
    c.CallTicket: calling.call_ticket,
    c.Recall: calling.recall,
    c.StartService: serving.start,
    c.FinishService: serving.finish,
    c.FinishAndCallNext: serving.finish_and_call_next,
    c.RecordNoShow: serving.record_no_show,
    c.ParkTicket: serving.park,
    c.ResumeTicket: serving.resume,
    c.TransferTicket: transferring.transfer,
    c.ReturnTicket: serving.return_to_queue,
    c.Undo: undoing.undo,
    c.ReportPrintJob: printing.report,
    c.ChangeRoll: printing.change_roll,
    c.CloseDay: day.close_day,
}

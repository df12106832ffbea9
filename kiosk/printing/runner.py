"""Runs one print job on one printer, and says no more of it than the printer has proved.

A printer without paper takes a whole job without a word and prints it when paper comes. So it is
asked before the first byte, and a question behind the last one is answered only when all before it
was processed.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.printing import status
from kiosk.printing.encoding import BAND_ROWS
from kiosk.printing.printers import Printer
from kiosk.printing.status import Condition
from kiosk.printing.styles import WIDTHS
from kiosk.printing.transports import BrokenOff, Transport, Unreachable
from queueing.printing import JobState

CONNECT_S = 2.0
QUESTION_S = 0.5
WRITE_S = 10.0
SLOW_LINK_S = 4.0  # what a printer on a slow link may take beside the wire
BITS_PER_BYTE = 10  # on a serial line, with start and stop
WAITING_AT_MOST = 4096
QUIET_S = 0.05
WHITE_BAND = bytes(BAND_ROWS * max(WIDTHS) // 8)  # as much as a picture cut off may lack

FAULTS = (Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.ERROR, Condition.OFFLINE)
BROKEN_OFF, NO_STATUS, LATE = "broken_off", "no_status", "late"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of a job: NOT_STARTED (nothing is on paper), PRINTED or UNKNOWN.

    `cause`: a value of Condition, or broken_off, no_status, late; None when printed. `near_end`:
    whether the paper ends soon, None when not known. `sent`: bytes of the job handed over.
    """

    state: JobState
    cause: str | None = None
    near_end: bool | None = None
    sent: int = 0


def run_job(
    printer: Printer,
    transport: Transport,
    job: bytes,
    claim: Callable[[], bool],
    after_unknown: bool = False,
) -> Outcome:
    """Print a job once, if `claim` allows it; raise what `claim` raises, then nothing was sent.

    `claim` is called when the printer is ready, before the first byte. It stores durably that
    sending begins; False: the slip is no longer wanted. `after_unknown`: whether the last job of
    this printer was, or may have been, left UNKNOWN: what it left is then ended first.
    """
    try:
        found = _meet(printer, transport)
        if found.able and after_unknown and _asked(printer, transport):
            found = _settle(printer, transport)
        if not found.able:
            return Outcome(JobState.NOT_STARTED, found.value)
        if not claim():
            return Outcome(JobState.NOT_STARTED, LATE)
        return _send(printer, transport, job)
    finally:
        transport.close()


def look(printer: Printer, transport: Transport) -> Condition:
    """Return how a printer is, without printing; READY where it is there and cannot be asked."""
    try:
        return _meet(printer, transport)
    finally:
        transport.close()


class _Ear:
    """Hears what comes back, and tells answers from what printers send by themselves."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._rest_of_report = 0

    def drop(self) -> None:
        """Forget what is waiting; raise BrokenOff."""
        for _ in range(WAITING_AT_MOST):
            if (byte := self._transport.read_byte(0)) is None:
                return
            self._is_report(byte)

    def wait(self, fits: Callable[[int], bool], within_s: float) -> int | None:
        """Return the first answer that fits, None when none came in time; raise BrokenOff."""
        end = time.monotonic() + within_s
        while (left := end - time.monotonic()) > 0:
            byte = self._transport.read_byte(left)
            if byte is None:
                return None
            if not self._is_report(byte) and fits(byte):
                return byte
        return None

    def _is_report(self, byte: int) -> bool:
        if status.reports(byte):
            self._rest_of_report = status.REPORT_REST
        elif self._rest_of_report and status.proves(byte):
            self._rest_of_report -= 1
        else:
            self._rest_of_report = 0
            return False
        return True


def _asked(printer: Printer, transport: Transport) -> bool:
    return printer.status and not transport.mute


def _meet(printer: Printer, transport: Transport) -> Condition:
    """Connect and return how the printer is."""
    try:
        transport.open(CONNECT_S)
        if not _asked(printer, transport):
            return Condition.READY
        ear = _Ear(transport)
        ear.drop()
        return _condition(transport, ear)
    except (Unreachable, BrokenOff):
        return Condition.UNREACHABLE


def _condition(transport: Transport, ear: _Ear) -> Condition:
    """Ask the three questions; raise BrokenOff."""
    found = []
    for question in (status.CAUSE, status.PAPER, status.ONLINE):
        transport.write(question, QUESTION_S)
        answer = ear.wait(status.answers, QUESTION_S)
        if answer is None:
            return Condition.NO_REPLY
        found.append(answer)
    return status.condition(*found)


def _settle(printer: Printer, transport: Transport) -> Condition:
    """End what a broken job left in the printer; READY when nothing of it is there any more.

    A printer that waits for the rest of a picture would take the next job for it, and an answer
    that is still to come would be taken for the next job's. White dots fill up such a picture, and
    are nothing to a printer that waits for none; both answers come one right behind the other.
    """
    ear, limit_s = _Ear(transport), _answer_s(printer, len(WHITE_BAND))
    try:
        transport.write(WHITE_BAND + status.PROCESSED, limit_s)
        if ear.wait(status.proves, limit_s) is None:
            return Condition.NO_REPLY
        while ear.wait(status.proves, QUIET_S) is not None:
            pass
    except BrokenOff:
        return Condition.UNREACHABLE
    return Condition.READY


def _send(printer: Printer, transport: Transport, job: bytes) -> Outcome:
    """Send a claimed job: from here on it may be on paper, and only the printer can prove it."""
    ear, sent, limit_s = _Ear(transport), 0, _answer_s(printer, len(job))
    try:
        transport.write(job, max(WRITE_S, limit_s))
        sent = len(job)
        if not _asked(printer, transport):
            return Outcome(JobState.UNKNOWN, NO_STATUS, None, sent)
        ear.drop()
        transport.write(status.PROCESSED, limit_s)
        proof = ear.wait(status.proves, limit_s)
    except BrokenOff as fault:
        cause = _cause_of_end(printer, transport)
        return Outcome(JobState.UNKNOWN, cause, None, sent or fault.sent)
    if proof is None:
        return Outcome(JobState.UNKNOWN, _cause_of_silence(transport, ear), None, sent)
    return Outcome(JobState.PRINTED, None, status.paper_low(proof), sent)


def _answer_s(printer: Printer, size: int) -> float:
    """Return how long the answer behind a job may take."""
    if printer.connection != "serial":
        return printer.answer_s
    return max(printer.answer_s, SLOW_LINK_S + size * BITS_PER_BYTE / printer.baud)


def _cause_of_silence(transport: Transport, ear: _Ear) -> str:
    try:
        found = _condition(transport, ear)
    except BrokenOff:
        return BROKEN_OFF
    return Condition.NO_REPLY.value if found.able else found.value


def _cause_of_end(printer: Printer, transport: Transport) -> str:
    """Ask over a new connection: a printer that stopped taking bytes may still know why."""
    found = look(printer, transport)
    return found.value if found in FAULTS else BROKEN_OFF

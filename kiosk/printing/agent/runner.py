"""Runs one print job on one printer, and reports no more than the printer has proved.

A printer without paper accepts a whole job without a word and prints it when paper comes. So it is
asked before the first byte. A question behind the last byte is answered only when all before it was
processed. A printer that is known not to answer that question still prints, and nothing is proved.
"""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.printing.agent import status
from kiosk.printing.agent.asking import SLOW_S, ReplyReader, ask_condition
from kiosk.printing.agent.memory import SILENCES, Memory
from kiosk.printing.device import Condition, PrinterDevice
from kiosk.printing.slip.encoding import BAND_ROWS
from kiosk.printing.slip.metrics import WIDTHS
from kiosk.printing.transports import BrokenOff, Transport, Unreachable
from queueing.hall.print_jobs import JobState

CONNECT_S = 2.0
WRITE_S = 10.0
CLEARED_S = 4.0  # what the rest of an old slip may take
SLOW_LINK_S = 4.0  # what a printer on a slow link may take beside the wire
BITS_PER_BYTE = 10  # on a serial line, with start and stop
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
    printer: PrinterDevice,
    transport: Transport,
    job: bytes,
    take_lease: Callable[[], bool],
    memory: Memory,
) -> Outcome:
    """Print a job once, if the lease is given; raise what `take_lease` raises: nothing was sent.

    `take_lease` is called when the printer is ready, before the first byte. It stores durably that
    sending begins; False: the slip is no longer wanted. `memory` is what is known of the printer,
    and is kept up to date.
    """
    try:
        found = _connect_and_ask(printer, transport, memory)
        if found.can_print and memory.in_doubt and _can_be_asked(printer, transport):
            found = _clear_broken_job(printer, transport, memory, SILENCES)
        if not found.can_print:
            return Outcome(JobState.NOT_STARTED, found.value)
        if not take_lease():
            return Outcome(JobState.NOT_STARTED, LATE)
        outcome = _send(printer, transport, job, memory)
        memory.in_doubt = outcome.state is JobState.UNKNOWN and outcome.cause != NO_STATUS
        return outcome
    finally:
        transport.close()


def check_printer(
    printer: PrinterDevice, transport: Transport, memory: Memory, probe_s: float = 0
) -> Condition:
    """Return how a printer is, without printing; READY where it is there and cannot be asked.

    What an old job left is cleared, so that it is known before the next slip whether the printer
    confirms. `probe_s`: so long one that does not confirm is asked whether it does, 0 = it is not.
    """
    try:
        found = _connect_and_ask(printer, transport, memory)
        if memory.garbled:
            return Condition.GARBLED
        if not found.can_print or not _can_be_asked(printer, transport):
            return found
        if memory.in_doubt:
            cleared = _clear_broken_job(printer, transport, memory, 1)
            return cleared if cleared in FAULTS else found
        if probe_s and memory.answered:
            _probe(transport, memory, probe_s)
        return found
    except BrokenOff:
        return Condition.UNREACHABLE
    finally:
        transport.close()


def _can_be_asked(printer: PrinterDevice, transport: Transport) -> bool:
    return printer.status and not transport.mute


def _connect_and_ask(printer: PrinterDevice, transport: Transport, memory: Memory) -> Condition:
    memory.garbled = False
    try:
        transport.open(SLOW_S if memory.slow_s else CONNECT_S)
        if not _can_be_asked(printer, transport):
            return Condition.READY
        replies = ReplyReader(transport)
        replies.discard_waiting()
        found = ask_condition(transport, replies, memory)
    except (Unreachable, BrokenOff):
        return Condition.UNREACHABLE
    memory.garbled = found is Condition.GARBLED
    if found not in (Condition.NO_REPLY, Condition.GARBLED):
        memory.answered, memory.silent = True, 0
        return found
    # Behind a serial port there may be a printer that is switched off
    memory.silent += printer.connection != "serial"
    return Condition.READY if memory.mute else found


def _clear_broken_job(
    printer: PrinterDevice, transport: Transport, memory: Memory, questions: int
) -> Condition:
    """Clear what a broken job left in the printer; return READY when nothing of it is left.

    A printer that waits for the rest of a picture would take the next job for it, and a late reply
    would be taken for the next job's. White dots fill such a picture up, and do nothing in a
    printer that waits for none. It is asked at most `questions` times whether they are processed;
    one that is known not to confirm is not asked, and is READY.
    """
    replies = ReplyReader(transport)
    usual_s = min(printer.answer_s, CLEARED_S) + memory.slow_s
    limit_s = _compute_answer_s(printer, len(WHITE_BAND), usual_s)
    try:
        transport.write(WHITE_BAND, WRITE_S)
        for asked in range(1, questions + 1):
            if not memory.confirms:
                break
            transport.write(status.PROCESSED, limit_s)
            if _count_proofs(replies, asked, limit_s) == asked:
                memory.in_doubt = False
                return Condition.READY
            found = ask_condition(transport, replies, memory)
            if not found.can_print:
                return found
            memory.unconfirmed += 1
    except BrokenOff:
        return Condition.UNREACHABLE
    memory.in_doubt = memory.confirms
    return Condition.NO_REPLY if memory.confirms else Condition.READY


def _count_proofs(replies: ReplyReader, wanted: int, limit_s: float) -> int:
    """Return how many questions were answered. An early one's late answer proves nothing later."""
    found = 0
    while replies.read(status.is_proof, limit_s if found < wanted else QUIET_S) is not None:
        found = min(found + 1, wanted)
    return found


def _probe(transport: Transport, memory: Memory, limit_s: float) -> None:
    """Ask a printer that has nothing to do whether it confirms again; raise BrokenOff."""
    transport.write(status.PROCESSED, limit_s)
    if ReplyReader(transport).read(status.is_proof, limit_s) is not None:
        memory.unconfirmed = SILENCES - 1  # it may answer only when it has nothing to do


def _send(printer: PrinterDevice, transport: Transport, job: bytes, memory: Memory) -> Outcome:
    """Send a leased job: from here on it may be on paper, and only the printer can prove it."""
    replies, sent = ReplyReader(transport), 0
    limit_s = _compute_answer_s(printer, len(job), printer.answer_s + memory.slow_s)
    try:
        transport.write(job, max(WRITE_S, limit_s))
        sent = len(job)
        if not _can_be_asked(printer, transport) or memory.mute:
            return Outcome(JobState.UNKNOWN, NO_STATUS, None, sent)
        replies.discard_waiting()
        if not memory.confirms:
            found = ask_condition(transport, replies, memory)
            cause = found.value if found in FAULTS else NO_STATUS
            return Outcome(JobState.UNKNOWN, cause, None, sent)
        transport.write(status.PROCESSED, limit_s)
        proof = replies.read(status.is_proof, limit_s)
    except BrokenOff as fault:
        cause = _find_cause_of_end(printer, transport, memory)
        return Outcome(JobState.UNKNOWN, cause, None, sent or fault.sent)
    if proof is None:
        cause = _find_cause_of_silence(transport, replies, memory)
        return Outcome(JobState.UNKNOWN, cause, None, sent)
    memory.unconfirmed = 0
    return Outcome(JobState.PRINTED, None, status.is_paper_low(proof), sent)


def _compute_answer_s(printer: PrinterDevice, size: int, usual_s: float) -> float:
    """Return how long the reply behind a job of `size` bytes may take, seconds."""
    if printer.connection != "serial":
        return usual_s
    return max(usual_s, SLOW_LINK_S + size * BITS_PER_BYTE / printer.baud)


def _find_cause_of_silence(transport: Transport, replies: ReplyReader, memory: Memory) -> str:
    try:
        found = ask_condition(transport, replies, memory)
    except BrokenOff:
        return BROKEN_OFF
    memory.unconfirmed += found.can_print
    return Condition.NO_REPLY.value if found.can_print else found.value


def _find_cause_of_end(printer: PrinterDevice, transport: Transport, memory: Memory) -> str:
    """Ask over a new connection: a printer that takes no more bytes may still know why."""
    try:
        found = _connect_and_ask(printer, transport, memory)
    finally:
        transport.close()
    return found.value if found in FAULTS else BROKEN_OFF

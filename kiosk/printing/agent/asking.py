"""How a printer is asked, how long its answers are waited for, and what else may come back.

A printer on a slow link answers seconds late, one that hangs never does: from one attempt to the
next more patience tells them apart, so that a spare need not wait long for a printer that hangs.
"""

import time
from collections.abc import Callable

from kiosk.printing.agent import status
from kiosk.printing.agent.memory import Memory
from kiosk.printing.device import Condition
from kiosk.printing.transports import Transport

QUESTION_S = 0.5
LONGER_S = 2.0
SLOW_S = 9.0  # below the ten seconds after which the server takes an agent as gone
WAITING_AT_MOST = 4096
QUESTIONS = (status.CAUSE, status.PAPER, status.ONLINE)


class ReplyReader:
    """Reads what comes back, and tells replies from what printers send by themselves.

    `is_garbled`: whether bytes came that were no reply; `is_noisy`: whether some of them were none
    that a printer ever sends.
    """

    def __init__(self, transport: Transport) -> None:
        """Read from an open connection."""
        self._transport = transport
        self._rest_of_report = 0
        self.is_garbled = self.is_noisy = False

    def discard_waiting(self) -> None:
        """Drop the bytes that are there already; raise BrokenOff."""
        for _ in range(WAITING_AT_MOST):
            if (byte := self._transport.read_byte(0)) is None:
                return
            self._is_report(byte)

    def read(self, fits: Callable[[int], bool], within_s: float) -> int | None:
        """Return the first reply that fits, None when none came in time; raise BrokenOff."""
        end = time.monotonic() + within_s
        while (left := end - time.monotonic()) > 0:
            byte = self._transport.read_byte(left)
            if byte is None:
                return None
            if self._is_report(byte):
                continue
            if fits(byte):
                return byte
            if not status.is_flow_control(byte):
                self.is_garbled = True
                self.is_noisy |= not (status.is_answer(byte) or status.is_proof(byte))
        return None

    def _is_report(self, byte: int) -> bool:
        if status.begins_report(byte):
            self._rest_of_report = status.REPORT_REST
        elif self._rest_of_report and status.is_proof(byte):
            self._rest_of_report -= 1
        else:
            self._rest_of_report = 0
            return False
        return True


def find_patience_s(memory: Memory) -> float:
    """Return how long an answer is waited for: longer with every attempt that found none.

    After the longest it begins anew: that printer hangs. One that never answered is not waited for
    any more, one that is known to be slow always.
    """
    if memory.slow_s:
        return max(QUESTION_S, SLOW_S)
    if memory.mute:
        return QUESTION_S
    steps = (QUESTION_S, LONGER_S, SLOW_S)
    return max(QUESTION_S, steps[memory.unanswered % len(steps)])


def ask_condition(transport: Transport, replies: ReplyReader, memory: Memory) -> Condition:
    """Ask the three questions, and remember how long the answers took; raise BrokenOff.

    Where that may be long, they are asked at once: the answers come in their order.
    """
    patience_s, began = find_patience_s(memory), time.monotonic()
    at_once = patience_s > QUESTION_S
    replies.is_garbled = replies.is_noisy = False
    if at_once:
        transport.write(b"".join(QUESTIONS), patience_s)
    found = []
    for question in QUESTIONS:
        left_s = patience_s - at_once * (time.monotonic() - began)
        if not at_once:
            transport.write(question, patience_s)
        reply = replies.read(status.is_answer, left_s)
        if reply is None:
            memory.unanswered += 1
            return Condition.GARBLED if replies.is_garbled else Condition.NO_REPLY
        found.append(reply)
    if replies.is_noisy:
        memory.unanswered += 1
        return Condition.GARBLED  # among so much, something looks like an answer
    took_s = time.monotonic() - began
    memory.unanswered = 0
    if at_once and took_s > QUESTION_S:
        memory.slow_s = max(memory.slow_s, took_s)
    return status.read_condition(*found)

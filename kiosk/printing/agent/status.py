"""What a printer's bytes mean: answers to questions, the answer behind a job, and all else.

Two kinds of questions. `DLE EOT` is answered at once, whatever is being printed: it tells how the
printer is and proves nothing of a job. `GS r 1` waits in line behind the print data: its answer
proves that all before it was processed.
"""

from kiosk.printing.device import Condition

ONLINE, CAUSE, PAPER = b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"
PROCESSED = b"\x1dr\x01"
REPORT_REST = 3  # bytes that follow the first one of a report nobody asked for


def is_answer(byte: int) -> bool:
    """Return whether a byte can be the answer to a `DLE EOT`."""
    return byte & 0x93 == 0x12


def is_proof(byte: int) -> bool:
    """Return whether a byte can be the answer to `GS r 1`."""
    return byte & 0x90 == 0


def is_flow_control(byte: int) -> bool:
    """Return whether a byte is one by which a serial printer stops and goes on (XON, XOFF)."""
    return byte in (0x11, 0x13)


def begins_report(byte: int) -> bool:
    """Return whether a byte begins a report of four that a printer sends by itself.

    The other three look like answers to `GS r 1`, and must not be taken for one.
    """
    return byte & 0x93 == 0x10


def read_condition(cause: int, paper: int, online: int) -> Condition:
    """Return what the answers to CAUSE, PAPER and ONLINE say, the most useful fault first.

    An open cover comes before the missing paper: it lifts many a paper sensor with it.
    """
    if cause & 0x04:
        return Condition.COVER_OPEN
    if cause & 0x20 or paper & 0x60:
        return Condition.PAPER_OUT
    if cause & 0x40:
        return Condition.ERROR
    if online & 0x08:
        return Condition.OFFLINE
    return Condition.NEAR_END if paper & 0x0C else Condition.READY


def is_paper_low(processed: int) -> bool:
    """Return whether the answer to `GS r 1` says that the paper ends soon, or just ended."""
    return bool(processed & 0x0F)

"""What the print agent keeps of one printer."""

import threading
from dataclasses import dataclass, field

from kiosk.printing.agent.memory import Memory
from kiosk.printing.device import Condition, PrinterDevice

USB_POLL_S = 60.0
PROBE_EVERY_S = 15.0
"""A printer that does not confirm is asked whether it does; by then late answers have come."""


@dataclass
class Worker:
    """A printer and its thread. `lock`: one slip or question at a time; `trial`: last test print.

    `checked_at`, `probed_at`: when `condition` was found, and when it was last asked whether it
    confirms again; `busy_since`, `reported_at`: of its last slip or question, and last report. All
    by the process's clock.
    """

    printer: PrinterDevice
    lock: threading.Lock = field(default_factory=threading.Lock)
    trial: str | None = None
    memory: Memory = field(default_factory=lambda: Memory(in_doubt=True))
    condition: str = Condition.UNREACHABLE
    checked_at: float = -USB_POLL_S
    probed_at: float = -PROBE_EVERY_S
    busy_since: float = 0.0
    reported_at: float = 0.0

"""Printers behind CUPS: its `lp` takes the job, and nobody tells what becomes of it."""

import subprocess
from typing import Any

from escpos.printer import LP

from kiosk.printing.printers import Printer
from kiosk.printing.transports.transport import BrokenOff, Unreachable, reason

JOB = "Phiếu"


class _Lp(LP):
    """Adds nothing to the job, and looks at what `lp` has to say of it."""

    _device: Any = False

    def open(self, job_name: str = JOB, raise_not_found: bool = True, _close: bool = True) -> None:
        self.device = subprocess.Popen(
            ["lp", "-d", self.printer_name, "-t", job_name, "-o", "raw"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def close(self) -> None:
        process, self._device = self._device, False
        if process and process.poll() is None:
            process.kill()
            process.communicate()


class CupsTransport:
    """A queue of CUPS. Every write is a job of its own."""

    mute = True

    def __init__(self, printer: Printer) -> None:
        self._queue = printer.queue
        self._line: _Lp | None = None

    def open(self, timeout_s: float) -> None:
        """Make sure that the queue exists; raise Unreachable."""
        self.close()
        try:
            known = subprocess.run(
                ["lpstat", "-e"], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                timeout=timeout_s, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise Unreachable("CUPS is missing: lpstat and lp (on Debian: package cups-client)")
        except (OSError, subprocess.SubprocessError) as fault:
            raise Unreachable(f"CUPS does not answer: {reason(fault)}")
        if self._queue not in known.stdout.split():
            raise Unreachable(f"CUPS has no queue named {self._queue!r}")
        self._line = _Lp(self._queue)

    def write(self, data: bytes, timeout_s: float) -> None:
        """Put one job into the queue; raise BrokenOff when CUPS does not take it."""
        if self._line is None:
            raise BrokenOff
        try:
            self._line.open()
            self._line.device.communicate(data, timeout_s)
        except (OSError, subprocess.SubprocessError):
            self._line.close()
            raise BrokenOff
        if self._line.device.returncode != 0:
            raise BrokenOff

    def read_byte(self, timeout_s: float) -> int | None:
        """Return None: a spooler hides its printer."""
        return None

    def close(self) -> None:
        """Let go of the queue."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

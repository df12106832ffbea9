"""Printers behind CUPS: its `lp` takes the job; what becomes of it is not reported."""

import subprocess

from escpos.printer import LP

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable, describe_fault

JOB = "Phiếu"


class _Lp(LP):
    """One `lp` for each job; adds nothing to it, and says whether `lp` has taken it."""

    job: subprocess.Popen[bytes] | None = None

    def open(self, job_name: str = JOB, raise_not_found: bool = True) -> None:
        self.job = self.device = subprocess.Popen(
            ["lp", "-d", self.printer_name, "-t", job_name, "-o", "raw"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def hand_over(self, data: bytes, timeout_s: float) -> bool:
        """Give `lp` the bytes; return whether it has taken them. Raise what subprocess raises."""
        assert self.job is not None
        self.job.communicate(data, timeout_s)
        return self.job.returncode == 0

    def close(self) -> None:
        job, self.job = self.job, None
        if job and job.poll() is None:
            job.kill()
            job.communicate()


class CupsTransport:
    """A queue of CUPS. Every write is a job of its own."""

    mute = True

    def __init__(self, printer: PrinterDevice) -> None:
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
            raise Unreachable(f"CUPS does not answer: {describe_fault(fault)}")
        if self._queue not in known.stdout.split():
            raise Unreachable(f"CUPS has no queue named {self._queue!r}")
        self._line = _Lp(self._queue)

    def write(self, data: bytes, timeout_s: float) -> None:
        """Put one job into the queue; raise BrokenOff when CUPS does not take it."""
        if self._line is None:
            raise BrokenOff
        try:
            self._line.open()
            taken = self._line.hand_over(data, timeout_s)
        except (OSError, subprocess.SubprocessError):
            self._line.close()
            raise BrokenOff
        if not taken:
            raise BrokenOff

    def read_byte(self, timeout_s: float) -> int | None:
        """Return None: a spooler hides its printer."""
        return None

    def close(self) -> None:
        """Let go of the queue."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

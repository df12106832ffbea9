"""Printers that Windows has installed: its spooler takes raw jobs and reports nothing."""

from importlib import import_module

from escpos.exceptions import Error
from escpos.printer import Win32Raw

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable, describe_fault

JOB = "Phiếu"


class WindowsTransport:
    """A printer of Windows, by its name there."""

    mute = True

    def __init__(self, printer: PrinterDevice) -> None:
        self._queue = printer.queue
        self._line: Win32Raw | None = None

    def open(self, timeout_s: float) -> None:
        """Open the printer and a job in it; raise Unreachable."""
        self.close()
        try:
            line = Win32Raw(self._queue)
            line.open(JOB)
        except RuntimeError:
            raise Unreachable("the Python package pywin32 is missing, or this is not Windows")
        except (Error, OSError) as fault:
            raise Unreachable(
                f"Windows has no printer named {self._queue!r}: {describe_fault(fault)}"
            )
        self._line = line

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand the bytes to the spooler; raise BrokenOff. Windows keeps no time limit."""
        if self._line is None:
            raise BrokenOff
        try:
            import_module("win32print").WritePrinter(self._line.device, data)
        except import_module("pywintypes").error:
            raise BrokenOff

    def read_byte(self, timeout_s: float) -> int | None:
        """Return None: a spooler hides its printer."""
        return None

    def close(self) -> None:
        """End the job: only now does Windows print it."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

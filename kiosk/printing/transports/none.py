"""No printer: nothing is printed, and no slip is reported as printed."""

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable


class NoTransport:
    """Stands for a printer that is not there."""

    mute = True

    def __init__(self, printer: PrinterDevice) -> None:
        self._name = printer.id

    def open(self, timeout_s: float) -> None:
        """Raise Unreachable."""
        raise Unreachable(f"{self._name!r} is configured without a printer (connection: none)")

    def write(self, data: bytes, timeout_s: float) -> None:
        """Raise BrokenOff: nothing is handed over."""
        raise BrokenOff

    def read_byte(self, timeout_s: float) -> int | None:
        """Return None."""
        return None

    def close(self) -> None:
        """Do nothing."""

"""No printer at all, said as it is: nothing is ever printed, and nobody is told that it was."""

from kiosk.printing.printers import Printer
from kiosk.printing.transports.transport import BrokenOff, Unreachable


class NoTransport:
    """What stands where no printer is configured."""

    mute = True

    def __init__(self, printer: Printer) -> None:
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

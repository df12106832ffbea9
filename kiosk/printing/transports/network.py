"""Printers in the network, most of them on port 9100."""

import socket
import time
from contextlib import suppress

from escpos.printer import Network

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable, describe_fault

UNREAD_AT_MOST = 65_536


class _Socket(Network):
    """Connects within one time limit and leaves no half-open socket behind."""

    def open(self, raise_not_found: bool = True) -> None:
        self.device = socket.create_connection((self.host, self.port), self.timeout)


class NetworkTransport:
    """A TCP connection for one job: many printers take one client at a time."""

    mute = False

    def __init__(self, printer: PrinterDevice) -> None:
        self._printer = printer
        self._line: _Socket | None = None

    def open(self, timeout_s: float) -> None:
        """Connect; raise Unreachable."""
        self.close()
        line = _Socket(self._printer.host, self._printer.port, timeout=timeout_s)
        try:
            line.open()
            # A question of a few bytes must not wait until the data before it is confirmed
            line.device.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as fault:
            where = f"{self._printer.host}:{self._printer.port}"
            raise Unreachable(f"the printer at {where} cannot be reached: {describe_fault(fault)}")
        self._line = line

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand over all bytes; raise BrokenOff. The first write after an end still succeeds."""
        device, end, sent = self._get_socket(), time.monotonic() + timeout_s, 0
        try:
            while sent < len(data):
                device.settimeout(max(0.0, end - time.monotonic()))
                sent += device.send(data[sent:])
        except OSError:
            raise BrokenOff(sent)

    def read_byte(self, timeout_s: float) -> int | None:
        """Return the next byte, None when none came in time; raise BrokenOff."""
        device = self._get_socket()
        try:
            device.settimeout(timeout_s)
            found = device.recv(1)
        except (TimeoutError, BlockingIOError):
            return None
        except OSError:
            raise BrokenOff
        if not found:
            raise BrokenOff
        return found[0]

    def close(self) -> None:
        """Let go of the printer.

        Closed with unread bytes, a socket would take back what it has not yet sent.
        """
        line, self._line = self._line, None
        if line is None:
            return
        with suppress(OSError):
            line.device.setblocking(False)
            line.device.recv(UNREAD_AT_MOST)
        line.close()

    def _get_socket(self) -> socket.socket:
        if self._line is None:
            raise BrokenOff
        device: socket.socket = self._line.device
        return device

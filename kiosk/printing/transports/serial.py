"""Printers on a serial port, or on a USB cable that behaves as one."""

import time

import serial
from escpos.exceptions import Error
from escpos.printer import Serial

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable, describe_fault

try:
    from termios import error as TerminalError
except ImportError:  # Windows has no terminals
    TerminalError = OSError  # type: ignore[misc,assignment]

CHUNK_BYTES = 1024  # bytes after which the time limit is looked at
DRAIN_TIMEOUT_S = 5.0
POLL_S = 0.01


class SerialTransport:
    """A serial port without DSR: many adapters lack that wire, and would wait for it for ever."""

    mute = False

    def __init__(self, printer: PrinterDevice) -> None:
        self._printer = printer
        self._port: serial.Serial | None = None

    def open(self, timeout_s: float) -> None:
        """Open the port; raise Unreachable."""
        self.close()
        device, baud = self._printer.device, self._printer.baud
        line = Serial(device, baudrate=baud, timeout=timeout_s, dsrdtr=False)
        try:
            line.open()
        except (Error, OSError, TerminalError) as fault:
            raise Unreachable(f"the serial port {device} cannot be opened: {describe_fault(fault)}")
        self._port = line.device
        # Its own close waits without limit for a printer that takes no more bytes
        line.device = None

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand over all bytes; raise BrokenOff."""
        port, end, sent = self._get_port(), time.monotonic() + timeout_s, 0
        try:
            for at in range(0, len(data), CHUNK_BYTES):
                port.write_timeout = max(0.001, end - time.monotonic())
                sent += port.write(data[at : at + CHUNK_BYTES])
        except OSError:
            raise BrokenOff(sent)

    def read_byte(self, timeout_s: float) -> int | None:
        """Return the next byte, None when none came in time; raise BrokenOff."""
        port = self._get_port()
        try:
            port.timeout = timeout_s
            found = port.read(1)
        except OSError:
            raise BrokenOff
        return found[0] if found else None

    def close(self) -> None:
        """Close the port once its last bytes have left; drop those that stay too long."""
        port, self._port = self._port, None
        if port is None:
            return
        try:
            end = time.monotonic() + DRAIN_TIMEOUT_S
            while port.out_waiting and time.monotonic() < end:
                time.sleep(POLL_S)
            port.reset_output_buffer()
        except (OSError, TerminalError):
            pass  # the cable was pulled out: nothing is left to wait for
        port.close()

    def _get_port(self) -> serial.Serial:
        if self._port is None:
            raise BrokenOff
        return self._port

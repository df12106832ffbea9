"""Printers on a USB cable that no driver of the system holds, by vendor and product."""

import usb.core
import usb.util
from escpos.exceptions import Error
from escpos.printer import Usb

from kiosk.printing.printers import Printer
from kiosk.printing.transports.transport import BrokenOff, Unreachable, reason

PRINTER_CLASS = 7
PACKET = 512  # less than a packet cannot be read


class _Usb(Usb):
    """Takes the endpoints from the device's own description, and does not reset it."""

    def _configure_usb(self) -> None:
        self.device.set_configuration()
        found = self.device.get_active_configuration()
        face = usb.util.find_descriptor(found, bInterfaceClass=PRINTER_CLASS) or found[(0, 0)]
        self.out_ep = _endpoint(face, usb.util.ENDPOINT_OUT)
        self.in_ep = _endpoint(face, usb.util.ENDPOINT_IN)


class UsbTransport:
    """A USB printer, found anew for every job: unplugged and plugged in it is another device."""

    mute = False

    def __init__(self, printer: Printer) -> None:
        self._printer = printer
        self._line: _Usb | None = None
        self._read = b""

    def open(self, timeout_s: float) -> None:
        """Find the printer and take it; raise Unreachable."""
        self.close()
        vendor, product = self._printer.vendor, self._printer.product
        name = f"USB printer {vendor:04x}:{product:04x}"
        if not vendor or not product:  # python-escpos would take any device, even a keyboard
            raise Unreachable("a USB printer needs its vendor and product (on Debian: lsusb)")
        line = _Usb(vendor, product)
        try:
            line.open()
        except usb.core.NoBackendError:
            raise Unreachable("libusb is missing (on Debian: package libusb-1.0-0)")
        except (Error, OSError) as fault:
            raise Unreachable(f"the {name} cannot be opened: {reason(fault)}")
        if line.out_ep is None:
            line.close()
            raise Unreachable(f"the {name} takes no data: it is no printer")
        self._line, self.mute = line, line.in_ep is None

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand over all bytes; raise BrokenOff."""
        if self._line is None:
            raise BrokenOff
        try:
            self._line.device.write(self._line.out_ep, data, _milliseconds(timeout_s))
        except OSError:
            raise BrokenOff

    def read_byte(self, timeout_s: float) -> int | None:
        """Return the next byte, None when none came in time; raise BrokenOff."""
        if self._line is None:
            raise BrokenOff
        if not self._read and not self.mute:
            limit = _milliseconds(timeout_s)
            try:
                self._read = bytes(self._line.device.read(self._line.in_ep, PACKET, limit))
            except usb.core.USBTimeoutError:
                return None
            except OSError:
                raise BrokenOff
        first, self._read = self._read[:1], self._read[1:]
        return first[0] if first else None

    def close(self) -> None:
        """Let go of the printer."""
        line, self._line, self._read = self._line, None, b""
        if line is not None:
            line.close()


def _endpoint(face: usb.core.Interface, direction: int) -> int | None:
    for each in face:
        bulk = usb.util.endpoint_type(each.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        if bulk and usb.util.endpoint_direction(each.bEndpointAddress) == direction:
            address: int = each.bEndpointAddress
            return address
    return None


def _milliseconds(seconds: float) -> int:
    """Return a limit as pyusb wants it, where 0 would be no limit at all."""
    return max(1, round(seconds * 1000))

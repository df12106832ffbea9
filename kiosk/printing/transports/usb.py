"""Printers on a USB cable that no driver of the system holds, by vendor and product."""

import errno
from contextlib import suppress

import usb.core
import usb.util
from escpos.printer import Usb

from kiosk.printing.device import PrinterDevice
from kiosk.printing.transports.transport import BrokenOff, Unreachable, describe_fault

PRINTER_CLASS = 7
PACKET = 512  # less than a packet cannot be read


class _Usb(Usb):
    """Takes the endpoints from the device's own description, and does not reset it."""

    def open(self, raise_not_found: bool = True) -> None:
        device = usb.core.find(**self.usb_args)
        if device is None:
            raise OSError(errno.ENODEV, "no such device")
        self.device = device
        # On Linux a driver of the system may hold the printer; other systems cannot tell
        with suppress(NotImplementedError):
            if device.is_kernel_driver_active(0):
                device.detach_kernel_driver(0)
        device.set_configuration()
        found = device.get_active_configuration()
        face = usb.util.find_descriptor(found, bInterfaceClass=PRINTER_CLASS) or found[(0, 0)]
        self.out_ep = _find_endpoint(face, usb.util.ENDPOINT_OUT)
        self.in_ep = _find_endpoint(face, usb.util.ENDPOINT_IN)


class UsbTransport:
    """A USB printer, looked up for every job: plugged in again it is another device."""

    mute = False

    def __init__(self, printer: PrinterDevice) -> None:
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
        except OSError as fault:
            raise Unreachable(f"the {name} cannot be opened: {describe_fault(fault)}")
        if line.out_ep is None:
            line.close()
            raise Unreachable(f"the {name} takes no data: it is no printer")
        self._line, self.mute = line, line.in_ep is None

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand over all bytes; raise BrokenOff."""
        if self._line is None:
            raise BrokenOff
        try:
            self._line.device.write(self._line.out_ep, data, _convert_to_ms(timeout_s))
        except OSError:
            raise BrokenOff

    def read_byte(self, timeout_s: float) -> int | None:
        """Return the next byte, None when none came in time; raise BrokenOff."""
        if self._line is None:
            raise BrokenOff
        if not self._read and not self.mute:
            limit = _convert_to_ms(timeout_s)
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


def _find_endpoint(face: usb.core.Interface, direction: int) -> int | None:
    for each in face:
        bulk = usb.util.endpoint_type(each.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        if bulk and usb.util.endpoint_direction(each.bEndpointAddress) == direction:
            address: int = each.bEndpointAddress
            return address
    return None


def _convert_to_ms(seconds: float) -> int:
    """Return a limit in ms, at least 1: to pyusb 0 means no limit."""
    return max(1, round(seconds * 1000))

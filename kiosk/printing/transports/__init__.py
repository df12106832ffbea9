"""The ways to a printer: python-escpos holds the device, time limits and answers are our own."""

from importlib import import_module

from kiosk.printing.printers import Printer
from kiosk.printing.transports.transport import BrokenOff, Transport, Unreachable

__all__ = ["BrokenOff", "Transport", "Unreachable", "connect"]

CLASSES = {
    "network": "NetworkTransport",
    "usb": "UsbTransport",
    "serial": "SerialTransport",
    "file": "FileTransport",
    "cups": "CupsTransport",
    "windows": "WindowsTransport",
    "none": "NoTransport",
}
"""Each in the module of its connection's name."""


def connect(printer: Printer) -> Transport:
    """Return the way to a printer, not yet opened; raise ValueError for an unknown connection.

    What a connection needs is loaded here and not before: half a second, once, for python-escpos.
    """
    if printer.connection not in CLASSES:
        raise ValueError(f"no printer is connected by {printer.connection!r}")
    module = import_module(f"{__name__}.{printer.connection}")
    transport: Transport = getattr(module, CLASSES[printer.connection])(printer)
    return transport

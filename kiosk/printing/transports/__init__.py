"""The ways to a printer: python-escpos holds the device, time limits and answers are our own."""

from importlib import import_module

from kiosk.printing.device import PrinterDevice, find_kind
from kiosk.printing.transports.transport import BrokenOff, Transport, Unreachable

__all__ = ["BrokenOff", "Transport", "Unreachable", "connect"]


def connect(printer: PrinterDevice) -> Transport:
    """Return the way to a printer, not yet opened; raise ValueError for an unknown connection.

    What a connection needs is loaded here and not before: half a second, once, for python-escpos.
    """
    kind = find_kind(printer.connection)
    module = import_module(f"{__name__}.{printer.connection}")
    transport: Transport = getattr(module, kind.transport)(printer)
    return transport

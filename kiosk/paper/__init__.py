"""The server's half of printing: which slips wait, how printers are, what agents report."""

from kiosk.paper.options import PaperOptions, PrinterOptions
from kiosk.paper.routes import Paper

__all__ = ["Paper", "PaperOptions", "PrinterOptions"]

"""The server's half of printing: which slips wait, how printers are, what agents report."""

from kiosk.printing.server.options import PaperOptions
from kiosk.printing.server.routes import Paper

__all__ = ["Paper", "PaperOptions"]

"""The touch screen where citizens take a number."""

from kiosk.directory import Directory, NoDirectory, Procedure
from kiosk.paper import Paper, PaperOptions, PrinterOptions
from kiosk.routes import Options, install

__all__ = [
    "Directory",
    "NoDirectory",
    "Options",
    "Paper",
    "PaperOptions",
    "PrinterOptions",
    "Procedure",
    "install",
]

"""The touch screen where citizens take a number."""

from kiosk.directory import Directory
from kiosk.printing.server import Paper, PaperOptions
from kiosk.routes import install

__all__ = [
    "Directory",
    "Paper",
    "PaperOptions",
    "install",
]

"""The ticket on paper: facts become one black-and-white picture, the picture becomes bytes."""

from kiosk.printing.drawing import draw
from kiosk.printing.encoding import encode
from kiosk.printing.slip import LINES, Layout, Reprint, Slip, compose, language_on_paper, logo
from kiosk.printing.styles import WIDTHS

__all__ = [
    "LINES",
    "WIDTHS",
    "Layout",
    "Reprint",
    "Slip",
    "compose",
    "draw",
    "encode",
    "language_on_paper",
    "logo",
]

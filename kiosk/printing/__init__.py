"""The ticket on paper: facts become one black-and-white picture, the picture becomes bytes."""

from kiosk.printing.encoding import encode
from kiosk.printing.picture import picture
from kiosk.printing.slip import LINES, Layout, Reprint, Slip, language_on_paper, layout, logo
from kiosk.printing.styles import WIDTHS

__all__ = [
    "LINES",
    "WIDTHS",
    "Layout",
    "Reprint",
    "Slip",
    "encode",
    "language_on_paper",
    "layout",
    "logo",
    "picture",
]

"""The ticket on paper: facts become one black-and-white picture, the picture becomes bytes."""

from kiosk.printing.slip.encoding import encode
from kiosk.printing.slip.facts import Reprint, Slip
from kiosk.printing.slip.logo import load_logo
from kiosk.printing.slip.metrics import WIDTHS
from kiosk.printing.slip.picture import draw_slip
from kiosk.printing.slip.slip import LINES, Layout, choose_paper_language, make_layout

__all__ = [
    "LINES",
    "WIDTHS",
    "Layout",
    "Reprint",
    "Slip",
    "encode",
    "choose_paper_language",
    "make_layout",
    "load_logo",
    "draw_slip",
]

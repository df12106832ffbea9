"""One slip as one picture, ready to be sent to a printer or shown on a page."""

from PIL import Image

from kiosk.printing.drawing import draw
from kiosk.printing.slip import Layout, Slip, compose
from kiosk.printing.styles import style


def picture(slip: Slip, width: int, layout: Layout | None = None) -> Image.Image:
    """Return a slip in black and white dots; raise ValueError for a width that is not in WIDTHS."""
    paper = style(width)
    return draw(compose(slip, paper, layout or Layout()), paper)

"""One slip as one picture, ready to be sent to a printer or shown on a page."""

from datetime import UTC, datetime

from PIL import Image

from kiosk.printing.slip.drawing import draw
from kiosk.printing.slip.facts import Reprint, Slip
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.slip import Layout, compose


def draw_slip(slip: Slip, width: int, layout: Layout | None = None) -> Image.Image:
    """Return a slip in black and white dots; raise ValueError for a width that is not in WIDTHS."""
    paper = get_style(width)
    return draw(compose(slip, paper, layout or Layout()), paper)


def warm_up(width: int) -> None:
    """Draw a slip and drop it: the first of a process takes four times as long as the others."""
    moment = datetime(2024, 2, 28, 7, 0, tzinfo=UTC)
    draw_slip(
        Slip(
            language="vi",
            centre="A",
            city="A",
            department="A",
            service="A",
            number="A001",
            priority=True,
            counters=("01",),
            floor="A",
            ahead=2,
            wait=(1, 2),
            papers=("A",),
            issued_at=moment,
            kiosk="A",
            follow_url="https://a/t/A",
            motto="A",
            reprint=Reprint(moment, 1),
        ),
        width,
    )

"""A slip from its facts to the bytes a printer gets, beside bare drawing and bare dots."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PIL import Image, ImageDraw

from bench import raw
from bench.table import Row, limit_row, share_rows, show
from bench.timing import median_ms, timed
from kiosk.printing.slip import Slip, draw_slip, encode
from kiosk.printing.slip.blocks import Bar, Lines, Number
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.slip import Layout, compose
from tests.kiosk.printing.slips import SLIPS

TIMES = 60
RENDER_MS, ENCODE_MS = 40.0, 5.0
WIDE_BYTES = 40_000
DIFFERENT: list[Slip] = [
    replace(SLIPS["reprint"], number=f"N{serial:03}", ahead=serial, wait=(serial, serial + 10))
    for serial in range(1, TIMES + 1)
]


def run() -> bool:
    """Measure, print, and say whether the limits are kept."""
    rows = [row for width in (576, 384) for row in _measure(width)]
    return show(f"slip: facts to bytes, {TIMES} different tickets, papers and a reprint mark", rows)


def measure_drawn_ms(width: int = 576) -> float:
    """Return the median milliseconds in which a slip is drawn and encoded."""
    return raw.percentile(_time_slips(width), 50)


def _time_slips(width: int) -> list[float]:
    draw_slip(DIFFERENT[0], width)  # an agent draws its first slip before a citizen waits for one
    return timed([partial(lambda slip: encode(draw_slip(slip, width)), slip) for slip in DIFFERENT])


def _measure(width: int) -> Iterator[Row]:
    whole = _time_slips(width)
    texts = [_find_texts(slip, width) for slip in DIFFERENT]
    bare = timed([partial(_draw_texts, blocks, width) for blocks in texts])
    figure, alone = f"{width}: drawn and encoded", "its text alone in Pillow"
    yield from share_rows(figure, (50, 95), whole, (alone, bare), RENDER_MS)
    image = draw_slip(DIFFERENT[0], width)
    encoded = median_ms(partial(encode, image), TIMES)
    packed = median_ms(partial(image.tobytes, "raw", "1;I"), TIMES)
    yield limit_row(f"{width}: of which encoding, p50", encoded, "packing it", packed, ENCODE_MS)
    sent, dots = len(encode(image)), width // 8 * image.height
    limit = WIDE_BYTES if width == 576 else dots
    share_sent = f"{sent:,} ({100 * sent / dots:.0f} %)"
    yield Row(f"{width}: bytes sent", share_sent, f"dots {dots:,}", f"≤ {limit:,}", sent <= limit)


def _find_texts(slip: Slip, width: int) -> list[Lines | Number | Bar]:
    blocks = compose(slip, get_style(width), Layout())
    return [block for block in blocks if isinstance(block, Lines | Number | Bar)]


def _draw_texts(blocks: list[Lines | Number | Bar], width: int) -> Image.Image:
    """Return the texts of a slip on a picture of about its size; nothing is measured or wrapped."""
    image = Image.new("1", (width, 1100), 1)
    canvas = ImageDraw.Draw(image)
    for place, block in enumerate(blocks, 1):
        for text in block.texts if isinstance(block, Lines) else (block.text,):
            canvas.text((12, 40 * place), text, 0, block.face.font, anchor="ls")
    return image

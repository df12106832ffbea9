"""Draws the blocks of a slip as one picture of black and white dots, exactly as tall as needed."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from kiosk.printing.slip.blocks import QUIET, Bar, Block, Code, Lines, Number, Picture, Rule
from kiosk.printing.slip.metrics import Style

WHITE, BLACK = 1, 0
EDGE = 8  # rows left white at the top and at the bottom
BULLET = "•"


def draw(blocks: Sequence[Block], style: Style) -> Image.Image:
    """Return the picture, of mode 1, as wide as the paper."""
    height = sum(block.above + block.height for block in blocks) + 2 * EDGE
    image = Image.new("1", (style.width, height), WHITE)
    canvas = ImageDraw.Draw(image)
    top = EDGE
    for block in blocks:
        top += block.above
        _draw(image, canvas, block, top, style)
        top += block.height
    return image


def _draw(
    image: Image.Image, canvas: ImageDraw.ImageDraw, block: Block, top: int, style: Style
) -> None:
    match block:
        case Lines():
            _draw_lines(canvas, block, top, style)
        case Number(text, face):
            _, ink_top, _, _ = face.measure_ink(text)
            left = (style.width - face.measure_width(text)) // 2
            canvas.text((left, top - ink_top), text, BLACK, face.font, anchor="ls")
        case Bar():
            _draw_bar(canvas, block, top, style)
        case Rule(width, height):
            left = (style.width - width) // 2
            canvas.rectangle((left, top, left + width - 1, top + height - 1), BLACK)
        case Code():
            image.paste(_draw_code(block), ((style.width - block.height) // 2, top))
        case Picture(picture):
            image.paste(picture, ((style.width - picture.width) // 2, top))


def _draw_lines(canvas: ImageDraw.ImageDraw, block: Lines, top: int, style: Style) -> None:
    face, indent = block.face, block.indent
    base = top + face.rise
    if indent:
        canvas.text((style.margin, base), BULLET, BLACK, face.font, anchor="ls")
    for text in block.texts:
        centred = (style.width - face.measure_width(text)) // 2
        left = centred if indent is None else style.margin + indent
        canvas.text((left, base), text, BLACK, face.font, anchor="ls")
        base += face.line


def _draw_bar(canvas: ImageDraw.ImageDraw, block: Bar, top: int, style: Style) -> None:
    face = block.face
    left = (style.width - block.width) // 2
    canvas.rectangle((left, top, left + block.width - 1, top + block.height - 1), BLACK)
    start = (style.width - face.measure_width(block.text)) // 2
    base = top + (block.height + round(face.size * 0.714)) // 2
    canvas.text((start, base), block.text, WHITE, face.font, anchor="ls")


def _draw_code(block: Code) -> Image.Image:
    """Return the code with its white border, every module enlarged to whole dots."""
    side = len(block.modules)
    small = Image.new("1", (side + 2 * QUIET, side + 2 * QUIET), WHITE)
    dots = [BLACK if dark else WHITE for row in block.modules for dark in row]
    inner = Image.new("1", (side, side))
    inner.putdata(dots)
    small.paste(inner, (QUIET, QUIET))
    return small.resize((block.height, block.height), Image.Resampling.NEAREST)

"""The picture above the centre's name on a slip."""

import io

from PIL import Image

from kiosk.printing.slip.metrics import Style


def load_logo(file: bytes) -> Image.Image:
    """Return a picture file as a grey picture on white; raise ValueError when it is no picture."""
    try:
        with Image.open(io.BytesIO(file)) as picture:
            drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError(f"this is not a picture: {fault}")
    white = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(white, drawn).convert("L")


def scale_logo(picture: Image.Image, style: Style) -> Image.Image:
    """Return it in black and white, no wider than the paper and no higher than `style` has it."""
    small = picture.copy()
    small.thumbnail((style.inner, style.logo), Image.Resampling.LANCZOS)
    return small.point(lambda grey: 255 if grey >= 128 else 0).convert("1")

"""QR codes on pages."""

from base64 import b64encode
from io import BytesIO

import segno


def draw_qr(text: str) -> bytes:
    """Return a code that cameras read, as SVG."""
    drawing = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawing,
        kind="svg",
        border=2,
        dark="#04242c",
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    return drawing.getvalue()


def make_qr_address(text: str) -> str:
    """Return the same as the address of a picture that is in the page itself."""
    return f"data:image/svg+xml;base64,{b64encode(draw_qr(text)).decode()}"

"""A picture as the bytes that ESC/POS printers print: `GS v 0` rasters, few bytes.

Every printer prints `GS v 0`; text would need a code page that most have not. A run of white rows
is sent one byte wide, all else without the white at its right. Low bands spare printers with little
memory.
"""

from collections.abc import Iterator
from itertools import groupby

from PIL import Image

INITIALISE = b"\x1b@"
NO_STATUS_BY_ITSELF = b"\x1da\x00"
RASTER = b"\x1dv0\x00"
FEED_LINES = b"\x1bd"
CUT = b"\x1dV\x01"  # leaves a corner, so that no slip falls to the floor

BAND_ROWS = 128
BLANK_ROWS = 4  # each band costs 8 bytes more: lower would save nothing
LINES_TO_CUTTER = 4  # about 17 mm from the head to the knife
LINES_TO_EDGE = 6  # far enough to be torn off by hand


def encode(image: Image.Image, cutter: bool = True) -> bytes:
    """Return the whole job for a picture of mode 1; `cutter`: whether the printer has one."""
    lines = LINES_TO_CUTTER if cutter else LINES_TO_EDGE
    end = FEED_LINES + bytes([lines]) + (CUT if cutter else b"")
    return INITIALISE + NO_STATUS_BY_ITSELF + encode_picture(image) + end


def encode_picture(image: Image.Image) -> bytes:
    """Return the picture alone; raise ValueError for one that is not black and white."""
    if image.mode != "1" or image.width % 8:
        raise ValueError("a slip is a picture of mode 1, a multiple of 8 dots wide")
    packed = image.tobytes("raw", "1;I")  # 1 = black
    wide = image.width // 8
    rows = [packed[at : at + wide].rstrip(b"\x00") for at in range(0, len(packed), wide)]
    return b"".join(_encode_band(band) for band in _split_into_bands(rows))


def _split_into_bands(rows: list[bytes]) -> Iterator[list[bytes]]:
    """Yield the rows cut into bands: long white ones apart, none higher than BAND_ROWS."""
    band: list[bytes] = []
    for inked, run in groupby(rows, key=bool):
        found = list(run)
        if not inked and len(found) >= BLANK_ROWS:
            yield from _limit_height(band)
            yield from _limit_height(found)
            band = []
        else:
            band += found
    yield from _limit_height(band)


def _limit_height(band: list[bytes]) -> Iterator[list[bytes]]:
    for at in range(0, len(band), BAND_ROWS):
        yield band[at : at + BAND_ROWS]


def _encode_band(band: list[bytes]) -> bytes:
    wide = max(1, max(len(row) for row in band))
    size = wide.to_bytes(2, "little") + len(band).to_bytes(2, "little")
    return RASTER + size + b"".join(row.ljust(wide, b"\x00") for row in band)

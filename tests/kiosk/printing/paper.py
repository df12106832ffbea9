"""A printer of our own: prints ESC/POS bytes into a picture and refuses what it does not know."""

from dataclasses import dataclass, field

from PIL import Image


class UnknownBytes(Exception):
    """Something was sent that a plain printer might print as garbage."""


@dataclass
class Paper:
    """What came out. `rasters`: width in bytes and rows of each; `fed`: blank lines at the end."""

    image: Image.Image
    rasters: list = field(default_factory=list)
    fed: int = 0
    cut: bool = False


def printed(job, width):
    """Return the paper of a job on a printer of `width` dots."""
    rest = Bytes(job)
    rest.expect(b"\x1b@", "reset")
    rest.expect(b"\x1da\x00", "no status by itself")
    rows, rasters = [], []
    while rest.starts(b"\x1dv0"):
        wide, high, content = raster(rest)
        if wide * 8 > width:
            raise UnknownBytes(f"a raster of {wide * 8} dots on paper of {width}")
        rasters.append((wide, high))
        rows += padded(wide, content, width)
    rest.expect(b"\x1bd", "feed")
    paper = Paper(bitmap(rows, width), rasters, fed=rest.take(1)[0])
    if rest.starts(b"\x1dV"):
        rest.expect(b"\x1dV\x01", "cut")
        paper.cut = True
    if rest.left:
        raise UnknownBytes(f"{len(rest.left)} bytes behind the end: {rest.left[:8]!r}")
    return paper


def raster(rest):
    rest.expect(b"\x1dv0\x00", "raster of normal density")
    wide, high = (int.from_bytes(rest.take(2), "little") for _ in "wh")
    if not wide or not high:
        raise UnknownBytes("an empty raster")
    return wide, high, rest.take(wide * high)


def padded(wide, content, width):
    """Return the rows of a raster, white up to the width of the paper."""
    blank = bytes(width // 8 - wide)
    return [content[at : at + wide] + blank for at in range(0, len(content), wide)]


def bitmap(rows, width):
    """Return rows of 1 = black as a picture in which black is 0."""
    inverted = bytes(byte ^ 0xFF for row in rows for byte in row)
    return Image.frombytes("1", (width, len(rows)), inverted)


class Bytes:
    """What is still to be read of a job."""

    def __init__(self, job):
        self.left = job

    def starts(self, prefix):
        return self.left.startswith(prefix)

    def take(self, count):
        if len(self.left) < count:
            raise UnknownBytes(f"the job ends {count - len(self.left)} bytes early")
        taken, self.left = self.left[:count], self.left[count:]
        return taken

    def expect(self, command, what):
        found = self.take(len(command))
        if found != command:
            raise UnknownBytes(f"{found!r} where {what} belongs")

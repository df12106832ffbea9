"""What a slip is built of: blocks one below the other, each measured before anything is drawn."""

from dataclasses import dataclass

from PIL import Image

from kiosk.printing.slip.fonts import Face

Modules = tuple[tuple[bool, ...], ...]
QUIET = 4  # modules that stay white around a QR code


@dataclass(frozen=True)
class Lines:
    """Lines of text, centred.

    `indent`: dots from the left margin, None for centred lines; above 0 a bullet stands there.
    """

    texts: tuple[str, ...]
    face: Face
    above: int = 0
    indent: int | None = None

    @property
    def height(self) -> int:
        """Rows it takes."""
        return self.face.line * len(self.texts)


@dataclass(frozen=True)
class Number:
    """The ticket's number, as high as its ink."""

    text: str
    face: Face
    above: int = 0

    @property
    def height(self) -> int:
        """Rows it takes."""
        _, top, _, bottom = self.face.measure_ink(self.text)
        return bottom - top


@dataclass(frozen=True)
class Bar:
    """White words on black; `width`: dots, at least those of the words."""

    text: str
    face: Face
    width: int
    above: int = 0

    @property
    def height(self) -> int:
        """Rows it takes."""
        return self.face.line + self.face.size // 4


@dataclass(frozen=True)
class Rule:
    """A line from margin to margin."""

    width: int
    height: int
    above: int = 0


@dataclass(frozen=True)
class Code:
    """A QR code with the white around it. `module`: dots of one square."""

    modules: Modules
    module: int
    above: int = 0

    @property
    def height(self) -> int:
        """Rows it takes, and dots it is wide."""
        return (len(self.modules) + 2 * QUIET) * self.module


@dataclass(frozen=True)
class Picture:
    """A picture in black and white, such as the centre's logo."""

    image: Image.Image
    above: int = 0

    @property
    def height(self) -> int:
        """Rows it takes."""
        return self.image.height


Block = Lines | Number | Bar | Rule | Code | Picture

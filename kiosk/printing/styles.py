"""Sizes of what is printed, by the width of the paper. All in dots: 203 an inch, 8 a millimetre."""

from dataclasses import dataclass

from kiosk.printing.faces import Face

WIDTHS = (384, 512, 576)
"""Printed widths of 58 and 80 mm paper; some 80 mm printers have 512."""


@dataclass(frozen=True)
class Style:
    """Faces and measures of one width of paper.

    `gap` separates what belongs together, `space` one group from the next; `module`: one square of
    the QR code; `logo`: the most rows the centre's logo may take.
    """

    width: int
    margin: int
    centre: Face
    department: Face
    service: Face
    label: Face
    counters: Face
    ahead: Face
    wait: Face
    mark: Face
    small: Face
    small_bold: Face
    gap: int
    space: int
    rule: int
    module: int
    logo: int
    number: int = 136  # capitals of 12 mm on every paper

    @property
    def inner(self) -> int:
        """Dots between the margins."""
        return self.width - 2 * self.margin


def style(width: int) -> Style:
    """Return the style of a paper; raise ValueError for a width that no printer has."""
    if width not in WIDTHS:
        raise ValueError(f"{width} is not a width of paper; right would be: {WIDTHS}")
    return _narrow(width) if width == 384 else _wide(width)


def _wide(width: int) -> Style:
    return Style(
        width=width,
        margin=12,
        centre=Face(24, bold=True),
        department=Face(26, bold=True),
        service=Face(24),
        label=Face(24),
        counters=Face(26, bold=True),
        ahead=Face(28, bold=True),
        wait=Face(24),
        mark=Face(28, bold=True),
        small=Face(22),
        small_bold=Face(22, bold=True),
        gap=4,
        space=14,
        rule=3,
        module=6,
        logo=160,
    )


def _narrow(width: int) -> Style:
    return Style(
        width=width,
        margin=8,
        centre=Face(18, bold=True),
        department=Face(20, bold=True),
        service=Face(18),
        label=Face(18),
        counters=Face(20, bold=True),
        ahead=Face(20, bold=True),
        wait=Face(18),
        mark=Face(20, bold=True),
        small=Face(18),
        small_bold=Face(18, bold=True),
        gap=3,
        space=10,
        rule=2,
        module=4,
        logo=112,
    )

"""Sizes of what is printed, by the width of the paper. All in dots: 203 an inch, 8 a millimetre."""

from dataclasses import dataclass

from kiosk.printing.slip.fonts import Face

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


def get_style(width: int) -> Style:
    """Return the style of a paper; raise ValueError for a width that no printer has."""
    if width not in WIDTHS:
        raise ValueError(f"{width} is not a width of paper; right would be: {WIDTHS}")
    narrow = width == min(WIDTHS)

    def choose(wide_dots: int, narrow_dots: int) -> int:
        return narrow_dots if narrow else wide_dots

    plain, small = Face(choose(24, 18)), choose(22, 18)
    large = Face(choose(26, 20), bold=True)
    return Style(
        width=width,
        margin=choose(12, 8),
        centre=Face(plain.size, bold=True),
        department=large,
        service=plain,
        label=plain,
        counters=large,
        ahead=Face(choose(28, 20), bold=True),
        wait=plain,
        mark=Face(choose(28, 20), bold=True),
        small=Face(small),
        small_bold=Face(small, bold=True),
        gap=choose(4, 3),
        space=choose(14, 10),
        rule=choose(3, 2),
        module=choose(6, 4),
        logo=choose(160, 112),
    )

"""The table a bench prints: what was measured, beside the raw limit of the same run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One figure. `limit`: what it must reach, as text; `kept`: whether it did."""

    figure: str
    measured: str
    raw: str
    limit: str
    kept: bool


def show(title: str, rows: list[Row]) -> None:
    """Print the rows as a table."""
    lines = [("figure", "measured", "raw, same run", "must be", "")]
    lines += [(r.figure, r.measured, r.raw, r.limit, "yes" if r.kept else "NO") for r in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    print(f"\n{title}")
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)))

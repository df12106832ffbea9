"""The table a bench prints: what was measured, beside the raw limit of the same run."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench import raw

Beside = tuple[str, Sequence[float]]
"""A raw figure: its name, and its milliseconds."""


@dataclass(frozen=True)
class Row:
    """One figure. `limit`: what it must reach, as text; `kept`: whether it did."""

    figure: str
    measured: str
    raw: str
    limit: str
    kept: bool


def limit_row(figure: str, measured_ms: float, beside: str, raw_ms: float, limit_ms: float) -> Row:
    """Return a row of milliseconds that must not be above `limit_ms`; `beside`: the raw figure."""
    return most_row(figure, measured_ms, limit_ms, "ms", f"{beside} {raw_ms:.2f} ms", digits=1)


def most_row(
    figure: str, measured: float, limit: float, unit: str, beside: str = "–", digits: int = 0
) -> Row:
    """Return a row of what must not be above `limit`; `beside`: the raw figure with its name."""
    shown, most = f"{measured:.{digits}f} {unit}", f"≤ {round(limit, digits):g} {unit}"
    return Row(figure, shown, beside, most, measured <= limit)


def share_rows(
    figure: str, shares: Sequence[int], taken: Sequence[float], beside: Beside, limit_ms: float
) -> list[Row]:
    """Return a row for each share, in percent, of `taken` milliseconds beside raw ones."""
    name, bare = beside
    return [
        limit_row(f"{figure}, p{share} of {len(taken)}", raw.percentile(sorted(taken), share),
                  name, raw.percentile(sorted(bare), share), limit_ms)
        for share in shares
    ]  # fmt: skip


def show(title: str, rows: Sequence[Row]) -> bool:
    """Print the rows as a table; say whether every limit is kept."""
    lines = [("figure", "measured", "raw, same run", "must be", "")]
    lines += [(r.figure, r.measured, r.raw, r.limit, "yes" if r.kept else "NO") for r in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    print(f"\n{title}")
    for line in lines:
        print("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)))
    return all(row.kept for row in rows)

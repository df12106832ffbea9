"""The figures of the statistics: key, name, formula, and what is left out of each.

One list for pages, exports and docs/metrics.md; how a figure is computed is in queueing/times.py.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "seconds", "share"]


@dataclass(frozen=True, slots=True)
class Definition:
    """A figure. `name`, `formula`, `left_out` are the Vietnamese texts, translated like all words.

    `enough`: the figure that must be ≥ 10 before this one says anything, "" when it always does.
    """

    key: str
    kind: Kind
    name: str
    formula: str
    left_out: str = ""


DEFINITIONS: tuple[Definition, ...] = (
    Definition("issued", "count", "Lấy số", "Số phiếu cấp trong kỳ, theo thời điểm cấp."),
)

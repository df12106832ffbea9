"""What each counter did while somebody waited, as a picture of time: one bar a counter. Pure SVG.

The same stands in words below it; each stretch has its word where there is room, and as its title.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from queueing.hours import find_moment
from queueing.numbering import service_day
from reports.pages.charts import draw_image, in_tenths, make_tag

WIDTH, LEFT, RIGHT = 900, 96, 892
ROW, BAR, TOP, FOOT = 34, 24, 6, 26
CHARACTER = 8.0
"""How wide a letter of a bar's word is, about."""
TICK_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240)
MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar. `kind`: its look; `word`: what stands in it; `says`: its title."""

    kind: str
    begin: datetime
    end: datetime
    word: str
    says: str


@dataclass(frozen=True, slots=True)
class TimeBars:
    """`key`: names the picture in its page; `rows`: (name, parts); `zone`: whose clock is shown."""

    key: str
    title: str
    says: str
    begin: datetime
    end: datetime
    zone: ZoneInfo
    rows: Sequence[tuple[str, Sequence[Part]]]


def draw_time_bars(bars: TimeBars) -> Markup:
    """Return the picture, as long as its times and as high as it has rows."""
    height = TOP + len(bars.rows) * ROW + FOOT
    parts = [*_ticks(bars, height), *_rows(bars)]
    return draw_image(bars.key, bars.title, bars.says, (WIDTH, height), parts)


def _ticks(bars: TimeBars, height: int) -> Iterator[Markup]:
    minutes = (bars.end - bars.begin) / timedelta(minutes=1)
    step = next((each for each in TICK_MINUTES if minutes / each <= MOST_TICKS), TICK_MINUTES[-1])
    midnight = find_moment(service_day(bars.begin, bars.zone), time(), bars.zone)
    passed = (bars.begin - midnight) // timedelta(minutes=step) + 1
    at = midnight + passed * timedelta(minutes=step)
    while at < bars.end:
        x = in_tenths(_place(bars, at))
        yield make_tag("line", x1=x, x2=x, y1=TOP, y2=height - FOOT, class_="grid")
        yield make_tag(
            "text", f"{at.astimezone(bars.zone):%H:%M}", x=x, y=height - 8, text_anchor="middle"
        )
        at += timedelta(minutes=step)


def _rows(bars: TimeBars) -> Iterator[Markup]:
    for number, (name, parts) in enumerate(bars.rows):
        y = TOP + number * ROW + (ROW - BAR) / 2
        middle = in_tenths(y + BAR / 2 + 5)
        yield make_tag("text", name, x=LEFT - 10, y=middle, text_anchor="end", class_="of-counter")
        for part in parts:
            begin, end = _place(bars, part.begin), _place(bars, part.end)
            yield make_tag(
                "rect", make_tag("title", part.says), x=in_tenths(begin), y=in_tenths(y),
                width=in_tenths(max(1.0, end - begin)), height=BAR,
                class_=f"doing doing-{part.kind}",
            )  # fmt: skip
            if len(part.word) * CHARACTER < end - begin:
                yield make_tag(
                    "text", part.word, x=in_tenths((begin + end) / 2), y=middle,
                    text_anchor="middle", class_=f"word word-{part.kind}",
                )  # fmt: skip


def _place(bars: TimeBars, at: datetime) -> float:
    whole = max(1.0, (bars.end - bars.begin).total_seconds())
    share = (at - bars.begin).total_seconds() / whole
    return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))

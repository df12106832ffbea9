"""Charts as SVG, made on the server: bars, lines, the steps of a heat map. Pure.

A chart is an image with a title and a sentence for those who cannot see it; the same figures stand
in a table beside it. Colours come from classes; every series differs by pattern or mark as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from markupsafe import Markup, escape

WIDTH, WIDE, HEIGHT = 620, 1120, 268
LEFT, MARGIN, TOP, BOTTOM = 48, 4, 14, 236
LABEL_Y = 258
MOST_LABELS = 10
MARKED = 40
"""Points up to which each has a mark; more of them would only thicken the line."""
STEPS = 5
Value = float | int | None


@dataclass(frozen=True, slots=True)
class Series:
    """Values in the order of the chart's labels; None where a figure cannot be told."""

    name: str
    values: Sequence[Value]


@dataclass(frozen=True, slots=True)
class Chart:
    """`key`: names the chart in its page; `says`: a sentence that tells what is to be seen.

    `write` turns a value into the text on the axis; `limit`: a line to be kept, which the legend
    names: words in the chart would stand across its bars. `wide`: the chart has the page's width.
    """

    key: str
    title: str
    says: str
    labels: Sequence[str]
    series: Sequence[Series]
    write: Callable[[float], str]
    limit: float | None = None
    wide: bool = False

    @property
    def width(self) -> int:
        """How wide the picture is."""
        return WIDE if self.wide else WIDTH

    @property
    def right(self) -> int:
        """Where its bars end."""
        return self.width - MARGIN


def bars(chart: Chart) -> Markup:
    """Return the chart with a bar for each value, those of one label side by side."""
    scale = _Scale(chart)
    parts = [*_axis(chart, scale), *_labels(chart), *_bars(chart, scale), *_limit(chart, scale)]
    return _image(chart, parts)


def line(chart: Chart) -> Markup:
    """Return the chart with a line for each series, broken where a value is missing."""
    scale = _Scale(chart)
    drawn = [
        part
        for number, series in enumerate(chart.series)
        for part in _line(chart, series, scale, number)
    ]
    return _image(chart, [*_axis(chart, scale), *_labels(chart), *drawn, *_limit(chart, scale)])


def heat_step(value: Value, most: float) -> int | None:
    """Return how dark a cell of a heat map is: 1 to 5, `most` being 5; None without a value."""
    if value is None:
        return None
    return max(1, min(STEPS, ceil(value / most * STEPS))) if most > 0 else 1


def round_step(most: float, steps: int = 4) -> float:
    """Return the distance of an axis's lines: 1, 2 or 5 times a power of ten, `steps` at most."""
    if most <= 0:
        return 1.0
    least = most / steps
    power = 10.0 ** floor(log10(least))
    return next(size * power for size in (1, 2, 5, 10) if size * power * steps >= most * (1 - 1e-9))


class _Scale:
    """Where a value stands between the bottom and the top of the chart."""

    def __init__(self, chart: Chart) -> None:
        values = [value for each in chart.series for value in each.values if value is not None]
        most = max([*values, chart.limit or 0, 0])
        self.step = max(1.0, round_step(most))
        self.lines = max(1, ceil(most / self.step - 1e-9))

    def y(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / (self.step * self.lines)


def draw_image(
    key: str, title: str, says: str, size: tuple[int, int], parts: Sequence[Markup]
) -> Markup:
    """Return a picture of its parts, `size` wide and high, with what it says for all."""
    name, sentence = f"{key}-title", f"{key}-says"
    head = make_tag("title", title, id=name) + make_tag("desc", says, id=sentence)
    return make_tag(
        "svg", head + Markup("").join(parts), class_="chart", viewBox=f"0 0 {size[0]} {size[1]}",
        role="img", aria_labelledby=f"{name} {sentence}",
    )  # fmt: skip


def _image(chart: Chart, parts: Sequence[Markup]) -> Markup:
    return draw_image(chart.key, chart.title, chart.says, (chart.width, HEIGHT), parts)


def _axis(chart: Chart, scale: _Scale) -> Iterator[Markup]:
    for number in range(scale.lines + 1):
        value = number * scale.step
        y = scale.y(value)
        yield _level(chart, y, "grid")
        yield make_tag(
            "text", chart.write(value), x=LEFT - 8, y=in_tenths(y + 4), text_anchor="end"
        )


def _labels(chart: Chart) -> Iterator[Markup]:
    every = ceil(len(chart.labels) / MOST_LABELS) or 1
    for number, label in enumerate(chart.labels):
        if number % every == 0:
            x = _middle(chart, number)
            yield make_tag("text", label, x=in_tenths(x), y=LABEL_Y, text_anchor="middle")


def _bars(chart: Chart, scale: _Scale) -> Iterator[Markup]:
    room = (chart.right - LEFT) / max(1, len(chart.labels))
    width = min(26.0, room * 0.72 / max(1, len(chart.series)))
    for place, series in enumerate(chart.series):
        for number, value in enumerate(series.values):
            if value is None:
                continue
            x = _middle(chart, number) + (place - len(chart.series) / 2) * width
            y = scale.y(value)
            yield make_tag(
                "rect", x=in_tenths(x + 1), y=in_tenths(y), width=in_tenths(width - 2),
                height=in_tenths(BOTTOM - y), rx=2, class_=f"bar bar-{place}",
            )  # fmt: skip


def _line(chart: Chart, series: Series, scale: _Scale, place: int) -> Iterator[Markup]:
    count = len(chart.labels)
    for run in _runs(series.values):
        points = [(_middle(chart, number), scale.y(value)) for number, value in run]
        path = " ".join(f"{in_tenths(x)},{in_tenths(y)}" for x, y in points)
        yield make_tag("polyline", points=path, class_=f"line line-{place}")
        if count <= MARKED or len(points) == 1:
            yield from (_mark(x, y, place) for x, y in points)


def _mark(x: float, y: float, place: int) -> Markup:
    """Return the mark of a point: a disc for the first series, a square for the second."""
    if place == 0:
        return make_tag("circle", cx=in_tenths(x), cy=in_tenths(y), r=3.5, class_="mark mark-0")
    return make_tag(
        "rect",
        x=in_tenths(x - 3),
        y=in_tenths(y - 3),
        width=6,
        height=6,
        class_=f"mark mark-{place}",
    )


def _limit(chart: Chart, scale: _Scale) -> Iterator[Markup]:
    if chart.limit is not None:
        yield _level(chart, scale.y(chart.limit), "limit")


def _level(chart: Chart, y: float, kind: str) -> Markup:
    """Return a line across the chart."""
    return make_tag(
        "line", x1=LEFT, x2=chart.right, y1=in_tenths(y), y2=in_tenths(y), class_=kind
    )  # fmt: skip


def _runs(values: Sequence[Value]) -> Iterator[list[tuple[int, float]]]:
    """Yield the stretches without a gap, as (place, value)."""
    run: list[tuple[int, float]] = []
    for number, value in enumerate(values):
        if value is not None:
            run.append((number, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _middle(chart: Chart, number: int) -> float:
    return LEFT + (chart.right - LEFT) * (number + 0.5) / max(1, len(chart.labels))


def make_tag(name: str, content: str | Markup = "", **attributes: object) -> Markup:
    """Return an element; `class_` and `aria_labelledby` stand for the names Python cannot have."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), text)
        for key, text in attributes.items()
    )
    drawn = Markup(name)  # nosec B704 # written in this module
    return Markup("<{0}{1}>{2}</{0}>").format(drawn, written, escape(content))


def in_tenths(value: float) -> str:
    """Return a length in the picture, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")

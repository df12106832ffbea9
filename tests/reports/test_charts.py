"""Charts made on the server: they are as high as their figures, and say them in words too."""

from xml.etree import ElementTree

import pytest

from reports.pages.charts import BOTTOM, TOP, Chart, Series, bars, heat_step, line, round_step

SVG = "{http://www.w3.org/2000/svg}"


def chart(*series, labels=("07:00", "08:00", "09:00"), **options):
    return Chart(
        "flow", "Lấy số & phục vụ", "Cao nhất 90 lúc 08:00.", labels,
        [Series(f"s{number}", values) for number, values in enumerate(series)],
        lambda value: f"{value:.0f}", **options,
    )  # fmt: skip


def read(markup):
    return ElementTree.fromstring(markup)


def heights(image, name):
    return [float(e.get("height")) for e in image.iter("rect") if e.get("class") == f"bar {name}"]


def texts(image):
    return [e.text for e in image.iter("text")]


def test_a_chart_is_an_image_with_a_title_and_a_sentence():
    for image in (read(bars(chart([30, 90, 60]))), read(line(chart([30, 90, 60])))):
        assert image.get("role") == "img"
        said = {e.get("id"): e.text for e in (image.find("title"), image.find("desc"))}
        assert [said[name] for name in image.get("aria-labelledby").split()] == [
            "Lấy số & phục vụ", "Cao nhất 90 lúc 08:00.",
        ]  # fmt: skip


def test_bars_are_as_high_as_their_figures_and_missing_ones_are_left_out():
    image = read(bars(chart([30, 90, None], [0, 45, 15])))
    first, second = heights(image, "bar-0"), heights(image, "bar-1")
    assert len(first) == 2
    assert first[1] == pytest.approx(3 * first[0], abs=0.2)
    assert second == pytest.approx([0, first[1] / 2, first[0] / 2], abs=0.2)


def test_the_axis_is_round_and_no_figure_stands_above_it():
    image = read(bars(chart([7, 88, 12])))
    assert texts(image)[:6] == ["0", "50", "100", "07:00", "08:00", "09:00"]
    assert max(heights(image, "bar-0")) < BOTTOM - TOP


@pytest.mark.parametrize(
    ("most", "step"),
    [(0, 1), (3, 1), (4, 1), (5, 2), (88, 50), (108, 50), (120, 50), (200, 50), (1430, 500)],
)
def test_lines_of_an_axis_are_one_two_or_five_of_something(most, step):
    assert round_step(most) == step


def test_a_line_is_broken_where_a_figure_is_missing():
    image = read(line(chart([5, 10, None, 20, None, 25, 30], labels="abcdefg")))
    runs = [len(e.get("points").split()) for e in image.iter("polyline")]
    assert runs == [2, 1, 2]
    assert len(list(image.iter("circle"))) == 5


def test_two_lines_differ_by_their_marks_not_by_colour_alone():
    image = read(line(chart([5, 10, 15], [1, 2, 3])))
    assert len(list(image.iter("circle"))) == len(list(image.iter("rect"))) == 3


def test_a_limit_is_drawn_at_its_height_even_above_every_figure():
    image = read(line(chart([5, 10, 8], limit=18)))
    limit = next(e for e in image.iter("line") if e.get("class") == "limit")
    axis = {e.text: float(e.get("y")) - 4 for e in image.iter("text") if e.text.isdigit()}
    assert axis["20"] < float(limit.get("y1")) < axis["15"]


def test_a_wide_chart_is_as_wide_as_its_card():
    image = read(bars(chart([30, 90, 60], wide=True)))
    right = max(float(e.get("x")) + float(e.get("width")) for e in image.iter("rect"))
    assert image.get("viewBox").split()[2] == "1120"
    assert right > 800


def test_of_many_labels_ten_are_written():
    image = read(line(chart(list(range(365)), labels=[f"d{n}" for n in range(365)])))
    assert 8 <= len([text for text in texts(image) if text.startswith("d")]) <= 10
    assert list(image.iter("circle")) == []


def test_an_empty_chart_is_an_empty_frame():
    assert texts(read(bars(chart([], labels=[])))) == ["0", "1"]
    assert texts(read(line(chart([None, None], labels=["a", "b"])))) == ["0", "1", "a", "b"]


def test_no_name_becomes_a_part_of_the_page():
    assert "<script" not in bars(chart([1], labels=["<script>alert(1)</script>"]))


@pytest.mark.parametrize(
    ("value", "step"),
    [(None, None), (0, 1), (1, 1), (5, 1), (6, 2), (13, 3), (20, 4), (25, 5), (30, 5)],
)
def test_a_cell_of_a_heat_map_is_darker_the_larger_its_figure(value, step):
    assert heat_step(value, 25) == step
    assert heat_step(value, 0) == (None if value is None else 1)

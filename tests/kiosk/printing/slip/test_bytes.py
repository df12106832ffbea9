"""What a printer makes of the bytes is the picture that was drawn, dot by dot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.printing.slip import draw_slip, encode
from tests.kiosk.printing.paper import UnknownBytes, bitmap, printed
from tests.kiosk.printing.slips import PAPERS, SLIPS, dots

BAND = 128
BLANK = 4


@pytest.mark.parametrize("width", PAPERS)
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_comes_out_as_it_was_drawn(name, width):
    drawn = draw_slip(SLIPS[name], width)
    paper = printed(encode(drawn), width)
    assert dots(paper.image) == dots(drawn)
    assert all(high <= BAND for _, high in paper.rasters)


@st.composite
def pictures(draw):
    """Runs of equal rows, many of them white or white at the right, as text is."""
    wide = draw(st.sampled_from(PAPERS)) // 8
    row = st.one_of(st.just(b""), st.binary(max_size=wide), st.binary(min_size=wide, max_size=wide))
    height = st.one_of(st.integers(1, 12), st.integers(100, 300))
    runs = draw(st.lists(st.tuples(row, height), min_size=1, max_size=6))
    return bitmap([ink.ljust(wide, b"\0") for ink, high in runs for _ in range(high)], wide * 8)


@given(pictures())
def test_any_picture_comes_out_as_it_was_drawn(drawn):
    paper = printed(encode(drawn), drawn.width)
    assert dots(paper.image) == dots(drawn)
    assert all(high <= BAND for _, high in paper.rasters)


@given(pictures())
def test_no_picture_takes_more_than_its_dots_and_the_heads_of_its_bands(drawn):
    heads = 8 * (2 * drawn.height // (BLANK + 1) + drawn.height // BAND + 2)
    assert len(encode(drawn)) <= drawn.width // 8 * drawn.height + heads + 10


@pytest.mark.parametrize("name", [name for name in SLIPS if name != "longest"])
def test_a_slip_on_wide_paper_is_at_most_40_kb(name):
    assert len(encode(draw_slip(SLIPS[name], 576))) <= 40_000


def test_white_rows_are_sent_one_byte_wide_and_nothing_is_sent_right_of_the_ink():
    drawn = Image.new("1", (576, 300), 1)
    for x, y in ((0, 100), (100, 101), (8, 120)):
        drawn.putpixel((x, y), 0)
    paper = printed(encode(drawn), 576)
    assert paper.rasters == [(1, 100), (13, 2), (1, 18), (2, 1), (1, 128), (1, 51)]
    assert dots(paper.image) == dots(drawn)


def test_a_printer_with_a_cutter_cuts_and_one_without_feeds_to_where_it_is_torn():
    drawn = draw_slip(SLIPS["plain"], 384)
    with_cutter, without = (printed(encode(drawn, cutter), 384) for cutter in (True, False))
    assert (with_cutter.cut, with_cutter.fed) == (True, 4)
    assert (without.cut, without.fed) == (False, 6)


@pytest.mark.parametrize("image", [Image.new("L", (576, 8)), Image.new("1", (570, 8))])
def test_a_picture_that_is_no_slip_is_refused(image):
    with pytest.raises(ValueError, match="mode 1"):
        encode(image)


def test_this_printer_knows_no_other_byte():
    job = encode(draw_slip(SLIPS["no-wait"], 384))
    for spoilt in (job[1:], job[:-1], job + b"\n", job.replace(b"\x1dv0\x00", b"\x1dv0\x01", 1)):
        with pytest.raises(UnknownBytes):
            printed(spoilt, 384)
    with pytest.raises(UnknownBytes):
        printed(encode(draw_slip(SLIPS["no-wait"], 576)), 384)

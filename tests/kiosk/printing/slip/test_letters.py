"""Every Vietnamese letter is drawn, in both weights, however it was typed."""

import csv
import unicodedata
from dataclasses import replace

import pytest

from kiosk.printing.slip import choose_paper_language, draw_slip
from kiosk.printing.slip.blocks import Lines
from kiosk.printing.slip.fonts import Face, make_printable
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.slip import Layout, compose
from settings.loading import load
from tests.kiosk.printing.slips import PAPERS, PLAIN, SLIPS, dots
from tests.program import CONFIG, ROOT

TONES = "\u0300\u0301\u0303\u0309\u0323"
SMALL = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES]
LETTERS = [each for letter in [*SMALL, *"ăâđêôơư"] for each in (letter, letter.upper())]
SMALLEST = 18
CATALOGUE = load(CONFIG).catalogue()


def mask(letter, face):
    drawn = face.font.getmask(letter, "1")
    return drawn.size, bytes(drawn)


@pytest.mark.parametrize("bold", [False, True])
def test_all_134_letters_are_drawn_and_none_looks_like_another(bold):
    face = Face(SMALLEST, bold)
    drawn = {letter: (mask(letter, face), face.measure_ink(letter)) for letter in LETTERS}
    assert len(drawn) == 134
    assert len(set(drawn.values())) == 134
    assert mask("\uffff", face) not in [shape for shape, _ in drawn.values()]


@pytest.mark.parametrize("size", [18, 20, 22, 24, 26, 28])
@pytest.mark.parametrize("bold", [False, True])
def test_no_letter_leaves_its_line_or_touches_the_line_above(size, bold):
    face = Face(size, bold)
    inks = [face.measure_ink(letter) for letter in LETTERS]
    assert max(-top for _, top, _, _ in inks) <= face.rise
    assert max(bottom - top for _, top, _, _ in inks for _, _, _, bottom in inks) <= face.line


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_texts_are_measured_as_they_are_drawn(slip):
    for width in PAPERS:
        for block in compose(slip, get_style(width), Layout()):
            if isinstance(block, Lines):
                inks = [block.face.measure_ink(text)[2] for text in block.texts]
                assert [block.face.measure_width(text) for text in block.texts] == inks


@pytest.mark.parametrize("width", PAPERS)
def test_decomposed_letters_give_the_same_slip(width):
    slip = SLIPS["longest"]
    texts = {
        name: unicodedata.normalize("NFD", value)
        for name, value in vars(slip).items()
        if isinstance(value, str)
    }
    papers = tuple(unicodedata.normalize("NFD", paper) for paper in slip.papers)
    decomposed = replace(slip, **texts, papers=papers)
    assert decomposed.service != slip.service
    assert dots(draw_slip(decomposed, width)) == dots(draw_slip(slip, width))


def test_signs_the_fonts_lack_become_their_nearest_or_nothing():
    assert make_printable("diện\u00adtích  trên\t1.000 m²") == "diệntích trên 1.000 m²"
    assert make_printable("ﬁle − ☎ ១២") == "file –"
    assert make_printable("≥ 5 m³ ≤") == ">= 5 m³ <="
    assert make_printable("រង់ចាំ") == ""


def test_a_ticket_taken_in_khmer_is_printed_in_vietnamese():
    assert [choose_paper_language(each) for each in ("vi", "en", "km")] == ["vi", "en", "vi"]
    vietnamese = draw_slip(SLIPS["plain"], 576)
    assert dots(draw_slip(replace(SLIPS["plain"], language="km"), 576)) == dots(vietnamese)


def names():
    """Yield every name a slip may bear: units and services of the centre, sample procedures."""
    for unit in (*CATALOGUE.departments.values(), *CATALOGUE.services.values()):
        yield from unit.names.values()
    with (ROOT / "admin/samples/procedures.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield from filter(None, (row["name_vi"], row["name_en"]))


@pytest.mark.parametrize("width", PAPERS)
def test_every_name_of_the_centre_stands_on_the_slip_whole_in_three_lines_at_most(width):
    paper, seen = get_style(width), 0
    for name in names():
        for field in ("department", "service"):
            blocks = compose(replace(PLAIN, **{field: name}), paper, Layout(frozenset({field})))
            lines = blocks[3]
            assert isinstance(lines, Lines)
            assert " ".join(lines.texts) == make_printable(name)
            assert len(lines.texts) <= 3
            assert all(lines.face.measure_width(text) <= paper.inner for text in lines.texts)
            seen += 1
    assert seen > 200

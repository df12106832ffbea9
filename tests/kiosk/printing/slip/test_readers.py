"""What is printed can be read: the code by a scanner, the words by a reading machine."""

import os
import subprocess
import unicodedata

import pytest
from PIL import Image, ImageDraw

from kiosk.printing.slip import draw_slip, encode
from kiosk.printing.slip.blocks import Code, Lines, Number
from kiosk.printing.slip.drawing import EDGE
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.slip import Layout, compose
from tests.kiosk.printing.paper import printed
from tests.kiosk.printing.slips import PAPERS, SLIPS, ink

CHARACTERS_READ = 0.95
# No number of the centre has an O or an I in it
SIGNS = "tessedit_char_whitelist=ABCDEGHKLMNPRSTVX0123456789"
AS_ONE_LINE = ("-l", "eng", "--psm", "7", "-c", SIGNS)


def on_paper(name, width):
    return printed(encode(draw_slip(SLIPS[name], width)), width).image


def places(name, width):
    """Yield every block with its first row and the row behind its last."""
    row = EDGE
    for block in compose(SLIPS[name], get_style(width), Layout()):
        row += block.above
        yield block, row, row + block.height
        row += block.height


@pytest.mark.parametrize("width", PAPERS)
@pytest.mark.parametrize("name", SLIPS)
def test_a_scanner_reads_the_tickets_address(name, width, tmp_path):
    file = tmp_path / "paper.png"
    on_paper(name, width).save(file)
    scanned = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "--nodbus", file],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert scanned.stdout.splitlines() == [SLIPS[name].follow_url]


def read(image, folder, times, *options):
    """Return what a reading machine finds in a picture that is so many times as large."""
    file = folder / "enlarged.png"
    size = (round(image.width * times), round(image.height * times))
    enlarged = image.convert("L").resize(size, Image.Resampling.BICUBIC)
    enlarged.save(file, dpi=(203 * times, 203 * times))
    found = subprocess.run(
        ["tesseract", file, "-", *options],
        check=True, capture_output=True, text=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    return unicodedata.normalize("NFC", " ".join(found.stdout.split()))


@pytest.mark.parametrize("width", PAPERS)
@pytest.mark.parametrize("name", ["plain", "priority", "longest", "english"])
def test_a_reading_machine_reads_the_words_and_the_number(name, width, tmp_path):
    words, expected = on_paper(name, width), []
    canvas = ImageDraw.Draw(words)
    for block, top, bottom in places(name, width):
        if isinstance(block, Lines):
            bullet = ["•"] if block.indent else []
            expected += [*bullet, *block.texts]
            continue
        if isinstance(block, Number):
            number = words.crop((0, top - 8, width, bottom + 8))
        canvas.rectangle((0, top, width, bottom - 1), 1)
    assert read(number, tmp_path, 0.5, *AS_ONE_LINE) == SLIPS[name].number
    text = " ".join(expected).replace("\u00a0", " ")
    language = "vie+eng" if name == "english" else "vie"
    found = read(words, tmp_path, 2, "-l", language, "--psm", "6")
    assert 1 - distance(text, found) / len(text) >= CHARACTERS_READ


def distance(one, other):
    """Return how many letters must be put in, taken out or changed to make one the other."""
    before = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for at, found in enumerate(other, 1):
            row.append(min(before[at] + 1, row[-1] + 1, before[at - 1] + (letter != found)))
        before = row
    return before[-1]


@pytest.mark.parametrize("width", PAPERS)
def test_the_code_has_its_white_border_and_squares_of_whole_dots(width):
    ((code, top, bottom),) = (p for p in places("plain", width) if isinstance(p[0], Code))
    assert code.module == (6 if width == 576 else 4)
    image = on_paper("plain", width)
    left = (width - code.height) // 2
    border = 4 * code.module
    area = image.crop((left, top, left + code.height, bottom))
    assert ink(area) == (
        border, border, code.height - border, code.height - border,
    )  # fmt: skip

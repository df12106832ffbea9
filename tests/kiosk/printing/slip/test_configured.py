"""A centre's own layout of its slips: from config.yaml to the picture."""

from typing import get_args

import pytest
from PIL import Image

from centre.options import make_paper_options
from kiosk.printing.settings import SlipLine
from kiosk.printing.slip import LINES, Layout, draw_slip, make_layout
from kiosk.printing.slip.blocks import Picture
from kiosk.printing.slip.metrics import get_style
from kiosk.printing.slip.slip import compose
from settings.loading import load
from tests.kiosk.printing.slips import PAPERS, PLAIN, dots, ink
from tests.settings.files import SHIPPED, faults_of, line_of, spoilt

ALL = "lines: [department, service, counters, ahead, wait, papers, qr, time, motto, keep]"


def configured(file):
    """The layout as an agent gets it from the server that has read the file."""
    options = make_paper_options(load(file))
    return make_layout(options.slip.lines, options.logo)


def with_logo(folder, image):
    image.save(folder / "logo.png")
    return configured(spoilt(folder, {"logo: null": "logo: logo.png"}))


def test_the_shipped_layout_prints_everything_and_no_logo():
    assert get_args(SlipLine) == LINES
    assert configured(SHIPPED) == Layout()


def test_a_centre_chooses_its_lines(tmp_path):
    layout = configured(spoilt(tmp_path, {ALL: "lines: [qr, service]"}))
    assert layout.lines == {"service", "qr"}
    assert draw_slip(PLAIN, 576, layout).height < draw_slip(PLAIN, 576).height


@pytest.mark.parametrize("width", PAPERS)
def test_a_logo_stands_above_the_name_no_larger_than_its_place(width, tmp_path):
    drawn = Image.new("RGBA", (900, 900), (0, 0, 0, 0))  # what is clear stays white
    drawn.paste((0, 60, 120, 255), (100, 100, 800, 800))
    layout = with_logo(tmp_path, drawn)
    paper = get_style(width)
    logo = compose(PLAIN, paper, layout)[0]
    assert isinstance(logo, Picture)
    assert (logo.image.mode, logo.image.height) == ("1", paper.logo)
    top = draw_slip(PLAIN, width, layout).crop((0, 0, width, paper.logo + 8))
    left, _, right, _ = ink(top)
    assert abs(left - (width - right)) <= 1
    assert abs((right - left) - round(paper.logo * 7 / 9)) <= 2


def test_a_broken_or_missing_logo_is_left_out(tmp_path, caplog):
    plain = dots(draw_slip(PLAIN, 576))
    file = spoilt(tmp_path, {"logo: null": "logo: logo.png"})
    for content in (b"not a picture", None):
        if content is None:
            (tmp_path / "logo.png").unlink()
        else:
            (tmp_path / "logo.png").write_bytes(content)
        assert dots(draw_slip(PLAIN, 576, configured(file))) == plain
        assert "slips have no logo" in caplog.text
        caplog.clear()


def test_faults_of_the_layout_are_named_by_line(tmp_path):
    (tmp_path / "folder.png").mkdir()
    one = {"vi": "Dòng"}
    file = spoilt(
        tmp_path,
        {
            "logo: null": "logo: folder.png",
            "header: []": f"header: {[one] * 4}".replace("'", ""),
            "footer: []": "footer: Xin chào",
            ALL: "lines: [department, moto, service]",
        },
    )
    slip = "screens.kiosk.slip"
    faults = faults_of(file)
    assert faults == {
        f"{slip}.logo": (
            line_of(file, "logo: folder.png"), "'folder.png' is a folder; right would be: a picture"
        ),
        f"{slip}.header": (
            line_of(file, "header: [{"),
            "a list is too long; right would be: a list of at most 3 texts",
        ),
        f"{slip}.footer": (
            line_of(file, "footer: Xin"),
            "'Xin chào' is not a list, like [A, B]; right would be: a list of at most 3 texts",
        ),
        f"{slip}.lines[1]": (
            line_of(file, "lines: [department, moto"), "'moto' is not known; did you mean 'motto'?"
        ),
    }  # fmt: skip
    assert (
        "list each line once"
        in (faults_of(spoilt(tmp_path, {ALL: "lines: [qr, qr]"}))[f"{slip}.lines"][1])
    )
    wrong_kind = faults_of(spoilt(tmp_path, {"logo: null": "logo: logo.svg"}))
    assert "a picture of the kind .png, like media/logo.png" in wrong_kind[f"{slip}.logo"][1]

"""Which pages keep out what a hand scanner types, and which what is pressed too soon."""

from tests.program import ROOT


def test_all_pages_but_boards_and_phones_keep_scans_out():
    """One that leaves the block of `base.html` empty is without; `web/` has the public pages'."""
    without = {
        path.relative_to(ROOT).parts[0]
        for path in ROOT.glob("*/templates/*.html")
        if "block scans" in path.read_text()
    }
    assert without == {"web", "display", "phone", "complaints"}
    shell = (ROOT / "web/templates/base.html").read_text()
    assert "scan_guard.js" in shell.partition("{% block scans %}")[2].partition("{% endblock %}")[0]


def test_all_pages_but_boards_keep_out_what_is_pressed_too_soon():
    without = [path for path in ROOT.glob("*/templates/*.html") if "block taps" in path.read_text()]
    names = {path.relative_to(ROOT).as_posix() for path in without}
    assert names == {"web/templates/base.html", "display/templates/display.html"}
    shell = (ROOT / "web/templates/base.html").read_text()
    assert "tap_guard.js" in shell.partition("{% block taps %}")[2].partition("{% endblock %}")[0]

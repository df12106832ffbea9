"""Which pages keep out what a hand scanner types."""

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

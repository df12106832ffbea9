"""Every text of the page is there in English, and none is left over."""

import re

from tests.program import ROOT
from web.i18n import Translations

SPOKEN = re.compile(r"""(?<!\w)(?:_|gettext)\(\s*(["'])(.*?)\1""", re.S)


def test_every_text_is_there_in_english():
    files = [*(ROOT / "now" / "templates").glob("*.html"), *(ROOT / "now").glob("*.py")]
    spoken = {found[1] for file in files for found in SPOKEN.findall(file.read_text("utf-8"))}
    assert spoken == set(Translations([ROOT / "now"]).texts_for_browser("en", "now"))

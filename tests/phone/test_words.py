"""Every text of the phone and of the rating tablet is there in English, and none is left over."""

import re

import pytest

from tests.program import ROOT
from web.i18n import Translations

SPOKEN = re.compile(r"""(?<!\w)(?:_|gettext)\(\s*(["'])(.*?)\1""", re.S)


def texts(folder):
    files = [
        *(ROOT / folder / "templates").glob("*.html"),
        *(ROOT / folder / "static").glob("*.js"),
        *(ROOT / folder).rglob("*.py"),
    ]
    return {found[1] for file in files for found in SPOKEN.findall(file.read_text("utf-8"))}


@pytest.mark.parametrize("folder", ["phone", "rating"])
def test_every_text_is_there_in_english(folder):
    spoken = texts(folder)
    assert len(spoken) > 5
    english = Translations([ROOT / folder]).texts_for_browser("en", folder)
    assert spoken == set(english)

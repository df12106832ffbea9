"""Every text that a person reads on the kiosk is in the catalogue of every language."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.program import ROOT

MARK = "chưa dịch"
SCRIPTS = sorted((ROOT / "kiosk/static").glob("*.js"))
TEXTS = {
    (script.name, text)
    for script in SCRIPTS
    for text in re.findall(r'gettext\(\s*"([^"]+)"', script.read_text(encoding="utf-8"))
} | {("kiosk.html", "Lấy số thứ tự")}


def catalogue(language):
    with (ROOT / f"kiosk/translations/{language}.po").open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


@pytest.mark.parametrize("language", ["en", "km"])
def test_every_text_of_the_scripts_is_in_the_catalogue(language):
    known = catalogue(language)
    assert len(TEXTS) > 60
    assert [(file, text) for file, text in sorted(TEXTS) if text not in known] == []


def test_every_text_has_its_english():
    assert [text for text, message in catalogue("en").items() if not message.string] == []


@pytest.mark.parametrize("language", ["en", "km"])
def test_no_text_of_the_catalogue_is_out_of_use(language):
    used = {text for _, text in TEXTS}
    assert set(catalogue(language)) - used == set()


def test_what_has_no_khmer_yet_is_marked_and_nothing_else_is():
    marked = {text for text, each in catalogue("km").items() if MARK in each.user_comments}
    assert marked == {text for text, each in catalogue("km").items() if not each.string}

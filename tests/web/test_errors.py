"""Every code has a sentence in each language, and a line in docs/errors.md."""

import re
from pathlib import Path

from admin import refusals as admin
from complaints import refusals as complaints
from counters import refusals as counters
from display import refusals as display
from queueing.errors import Refusal
from reports import refusals as reports
from web.errors import RequestRefused
from web.i18n import Translations
from web.messages import MESSAGES

ROOMS = (admin, complaints, counters, display, reports)
SENTENCES = MESSAGES | {code: text for room in ROOMS for code, text in room.REFUSALS.items()}
ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / name for name in ("web", "kiosk", "phone", "rating")] + [
    Path(room.__file__).parent for room in ROOMS
]
LETTERS = re.compile(r"%\(\w+\)s")


def kinds(of):
    return {of, *(deeper for child in of.__subclasses__() for deeper in kinds(child))}


def codes_in_the_program():
    for folder in FOLDERS:
        for file in folder.rglob("*.py"):
            yield from re.findall(r'code(?:: ClassVar\[str\])? = "(\w+)"', file.read_text("utf-8"))
            yield from re.findall(r'code, status = "(\w+)"', file.read_text("utf-8"))
    yield from (kind.code for kind in kinds(Refusal))
    yield from (kind.code for kind in kinds(RequestRefused) if hasattr(kind, "code"))


def test_every_code_of_the_program_has_its_sentence():
    assert set(codes_in_the_program()) - SENTENCES.keys() == set()


def test_the_documentation_lists_exactly_these_codes():
    listed = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/errors.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(SENTENCES)


def test_every_sentence_is_there_in_english_and_names_the_same_fields():
    read = Translations(FOLDERS).gettext
    english = {code: read("en", sentence) for code, sentence in SENTENCES.items()}
    assert [code for code in english if english[code] == SENTENCES[code]] == []
    fields = {code: LETTERS.findall(sentence) for code, sentence in english.items()}
    assert fields == {code: LETTERS.findall(sentence) for code, sentence in SENTENCES.items()}

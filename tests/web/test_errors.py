"""Every code has a sentence in each language, and a line in docs/errors.md."""

import re
from pathlib import Path

import pytest

from queueing.errors import Refusal
from web.errors import RequestRefused
from web.messages import MESSAGES
from web.words import Words

ROOT = Path(__file__).parents[2]
FOLDERS = [
    ROOT / name for name in ("web", "kiosk", "display", "counters", "phone", "rating", "reports")
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


@pytest.mark.parametrize("code", sorted(set(codes_in_the_program())))
def test_every_code_of_the_program_has_its_sentence(code):
    assert code in MESSAGES


def test_the_documentation_lists_exactly_these_codes():
    listed = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/errors.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_every_sentence_is_there_in_english_and_names_the_same_fields(code):
    english = Words(FOLDERS).gettext("en", MESSAGES[code])
    assert english != MESSAGES[code]
    assert LETTERS.findall(english) == LETTERS.findall(MESSAGES[code])

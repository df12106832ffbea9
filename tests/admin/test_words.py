"""Every text of the pages below /admin has its English."""

import re
from pathlib import Path

import admin
from admin.pages import ENTRIES
from admin.pages.forms import Collection
from admin.pages.frame import ACTORS
from admin.pages.importing import GONE, LISTS, NOT_STORED, NOT_SURE
from admin.pages.overview import STATES
from admin.pages.procedure_words import CHANGES as PROCEDURE_CHANGES
from admin.pages.procedure_words import FIELDS, OFFERS, ONLINE
from admin.pages.procedures import DONE
from admin.pages.sections import PAGES, WEEK
from admin.refusals import REFUSALS
from web.i18n import Translations

ROOM = Path(admin.__file__).parent
IN_TEMPLATES = re.compile(r'_\("([^"]+)"')
IN_CODE = re.compile(r'\bsay\(\s*((?:"[^"]*"\s*)+)')
IN_SCRIPTS = re.compile(r'gettext\("([^"]+)"')
STRING = re.compile(r'"([^"]*)"')


def texts():
    """Yield every Vietnamese text, from templates, code and tables."""
    for file in (ROOM / "templates").glob("*.html"):
        yield from IN_TEMPLATES.findall(file.read_text(encoding="utf-8"))
    for file in (ROOM / "static").glob("*.js"):
        yield from IN_SCRIPTS.findall(file.read_text(encoding="utf-8"))
    for file in (ROOM / "pages").glob("*.py"):
        for found in IN_CODE.findall(file.read_text(encoding="utf-8")):
            yield "".join(STRING.findall(found))
    yield from (*STATES.values(), *ACTORS.values(), *REFUSALS.values(), *WEEK.values())
    yield from (*OFFERS.values(), *PROCEDURE_CHANGES.values(), *FIELDS.values(), *ONLINE.values())
    yield from (*DONE.values(), GONE, NOT_SURE, NOT_STORED, *LISTS)
    yield from (entry.name for entry in ENTRIES)
    for page in PAGES:
        yield page.about
        for part in page.parts:
            yield from (part.title, part.about)
            yield from (part.one, part.code) if isinstance(part, Collection) else ()
            for field in part.fields:
                yield from (field.label, field.hint, *(words for _, words in field.options))


def test_every_text_has_its_english():
    words = Translations([ROOM.parent / "web", ROOM], ["en"])
    said = {text: words.gettext("en", text, "admin") for text in texts() if text}
    # "Video" and "MB" are what they are
    same = [text for text, english in said.items() if text == english and not text.isascii()]
    assert same == []

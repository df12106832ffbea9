"""Every text of the pages below /admin has its English."""

import re
from pathlib import Path

import admin
from admin.pages import ENTRIES
from admin.pages.overview import STATES
from admin.pages.sections import PAGES, WEEK, Collection
from admin.pages.system import ACTORS
from admin.refusals import REFUSALS
from web.i18n import Translations

ROOM = Path(admin.__file__).parent
IN_TEMPLATES = re.compile(r'_\("([^"]+)"')
IN_CODE = re.compile(r'\bsay\(\s*((?:"[^"]*"\s*)+)')
STRING = re.compile(r'"([^"]*)"')


def texts():
    """Yield every Vietnamese text, from templates, code and tables."""
    for file in (ROOM / "templates").glob("*.html"):
        yield from IN_TEMPLATES.findall(file.read_text(encoding="utf-8"))
    for file in (ROOM / "pages").glob("*.py"):
        for found in IN_CODE.findall(file.read_text(encoding="utf-8")):
            yield "".join(STRING.findall(found))
    yield from (*STATES.values(), *ACTORS.values(), *REFUSALS.values(), *WEEK.values())
    yield from (entry.name for entry in ENTRIES)
    for page in PAGES:
        yield page.about
        for part in page.parts:
            yield from (part.title, part.about)
            yield from (part.one, part.code) if isinstance(part, Collection) else ()
            for field in part.fields:
                yield from (field.label, field.hint)


def test_every_text_has_its_english():
    words = Translations([ROOM.parent / "web", ROOM], ["en"])
    said = {text: words.gettext("en", text, "admin") for text in texts() if text}
    assert [text for text, english in said.items() if text == english] == []

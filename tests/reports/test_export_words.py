"""Every word of the files is there in English."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

import reports
from reports.figures import FIGURES
from reports.language.dimensions import NAMES
from reports.tables import opinions
from reports.tables.departments import WAITING_NOW
from reports.tables.legs import ENDS, FILE, KEYS

ROOM = Path(reports.__file__).parent
FILES = [
    *ROOM.glob("exports/*.py"), *ROOM.glob("tables/*.py"),
]  # fmt: skip


def test_every_word_of_the_files_is_there_in_english():
    source = "".join(file.read_text(encoding="utf-8") for file in FILES)
    said = set(re.findall(r'\bsay\(\s*"([^"]+)"', source)) | {FILE, *ENDS.values()}
    said |= {text for pair in NAMES.values() for text in pair}
    said |= {text for _, name, _, note in KEYS for text in (name, note) if text}
    said |= {text for _, name, what in opinions.COLUMNS for text in (name, what)}
    said |= {opinions.FILE, opinions.SHARE, opinions.SHARE_MEANS, opinions.REASON_MEANS}
    said |= {opinions.COMPLAINTS, opinions.REASONS, opinions.WHOLE_CENTRE}
    said |= {
        text
        for one in (*FIGURES, WAITING_NOW)
        for text in (one.name, one.formula, one.left_out, one.title)
        if text
    }
    with (ROOM / "translations/en.po").open("rb") as file:
        english = {message.id for message in read_po(file) if message.id and message.string}
    assert said - english == set()
    assert len(said) > 80

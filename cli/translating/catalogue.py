"""A language's texts of one room, written into its file one by one: order and comments stay."""

import os
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import normalize, read_po

from web.i18n import REFERENCE, plain_text

UNFINISHED = "# chưa dịch"
"""Stands above a text that has no words yet."""
FIELD = re.compile(r"%\((\w+)\)s|\{(\w+),?(?:\|[^{}]*)?\}")
MSGSTR = re.compile(r'^msgstr (?:".*"\n?)+', re.MULTILINE)
HEAD = """msgid ""
msgstr ""
"Language: {}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


class WrongText(ValueError):
    """A translation that cannot be taken; the message says why, to whoever translates."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text: the Vietnamese, the English beside it, and the words of the language, or nothing."""

    text: str
    english: str
    words: str


class Catalogue:
    """The texts of a room in one language, as its file has them."""

    def __init__(self, room: Path, language: str) -> None:
        """Look at a room; a file that is not there yet is begun with all its texts."""
        self._file = room / "translations" / f"{language}.po"
        self._english = _read(room / "translations" / f"{REFERENCE}.po")
        self._language = language

    def list_entries(self) -> list[Entry]:
        """Return every text, in the order of the room's English."""
        known = _read(self._file)
        return [
            Entry(text, english, known.get(text, "")) for text, english in self._english.items()
        ]

    def save(self, text: str, words: str) -> None:
        """Write the words for a text; raise WrongText where they cannot be right.

        Empty words take back what was there. The file is replaced as a whole.
        """
        words = plain_text(words)
        if text not in self._english:
            raise WrongText("Không có câu này.")
        check_fields(text, words)
        blocks = self._read_blocks()
        place = next((n for n, block in enumerate(blocks) if _find_text(block) == text), None)
        if place is None:
            blocks.append(f'msgid {normalize(text, width=0)}\nmsgstr ""\n')
            place = len(blocks) - 1
        blocks[place] = _put(blocks[place], words)
        fresh = self._file.with_suffix(".po.new")
        fresh.write_text("\n".join(blocks), encoding="utf-8")
        os.replace(fresh, self._file)

    def _read_blocks(self) -> list[str]:
        """Return the file in pieces: the head, then one for each text with its comments."""
        if not self._file.is_file():
            texts = (f"{UNFINISHED}\nmsgid {normalize(text, width=0)}\nmsgstr \"\"\n"
                     for text in self._english)  # fmt: skip
            return [HEAD.format(self._language), *texts]
        whole = self._file.read_text(encoding="utf-8").strip("\n")
        return [f"{block.strip()}\n" for block in re.split(r"\n{2,}", whole)]


def check_fields(text: str, words: str) -> None:
    """Raise WrongText where words leave out a field of the text, like %(n)s, or have another."""
    if not words:
        return
    wanted, given = ({a or b for a, b in FIELD.findall(each)} for each in (text, words))
    if missing := sorted(wanted - given):
        raise WrongText(f"Còn thiếu {', '.join(missing)}: hãy giữ nguyên như trong câu tiếng Việt.")
    if strange := sorted(given - wanted):
        raise WrongText(f"Câu tiếng Việt không có {', '.join(strange)}.")
    if "%(" in text and "%" in FIELD.sub("", words).replace("%%", ""):
        raise WrongText("Dấu % trong câu này viết là %%.")


def _put(block: str, words: str) -> str:
    """Return the piece of the file with these words, marked where there are none."""
    lines = [line for line in block.splitlines() if line != UNFINISHED]
    kept = "\n".join(lines if words else [UNFINISHED, *lines]) + "\n"
    written = f"msgstr {normalize(words, width=0)}\n"
    return MSGSTR.sub(lambda _: written, kept)


def _find_text(block: str) -> str | None:
    found = [str(each.id) for each in read_po(BytesIO(block.encode())) if each.id]
    return found[0] if found else None


def _read(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    with file.open("rb") as opened:
        return {str(each.id): str(each.string or "") for each in read_po(opened) if each.id}

"""Translations: what a person reads, in Vietnamese and in every language that has a catalogue."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from babel.core import negotiate_locale
from babel.dates import format_date
from babel.messages.pofile import read_po
from werkzeug.http import parse_accept_header

from web.languages import LANGUAGES, SOURCE
from web.messages import MESSAGES
from web.names import choose_name

REFERENCE = "en"
"""The language in which nothing is missing: tests see to that."""
FORMS = re.compile(r"\{(\w+)(,?)\|([^|{}]*)\|([^|{}]*)\}")
"""A field, the words for one, the words for other numbers."""


class Translations:
    """Looks texts up: the msgid is the Vietnamese, `translations/<language>.po` has the rest."""

    def __init__(
        self, folders: Sequence[Path], languages: Sequence[str] = tuple(LANGUAGES)
    ) -> None:
        """Read the catalogues of `folders`; one without a language adds nothing to it."""
        self.languages = tuple(languages)
        self._folders = {
            (folder.name, language): _read_catalogue(folder / "translations" / f"{language}.po")
            for folder in folders
            for language in languages
        }
        self._merged: dict[str, dict[str, str]] = {language: {} for language in languages}
        self._refusals = {code: ("web", sentence) for code, sentence in MESSAGES.items()}
        for (_, language), texts in self._folders.items():
            self._merged[language].update(texts)

    def gettext(self, language: str, msgid: str, folder: str = "", /, **fields: object) -> str:
        """Return the text in `language`, or else as it stands; `%(name)s` filled in.

        A translation may have words for one and for other numbers: `%(n)s {n|day|days}`, and for
        one thing and a list of them: `{counters,|Counter|Counters} %(counters)s`.
        `folder`: whose own words come first: the same Vietnamese may mean another thing elsewhere.
        """
        own = self._folders.get((folder, language), {})
        text = own.get(msgid) or self._merged.get(language, {}).get(msgid, msgid)
        return _choose_forms(text, fields) % fields if fields else text

    def add_refusals(self, folder: str, sentences: Mapping[str, str]) -> None:
        """Add a screen's own refusals: code -> Vietnamese sentence, translated in `folder`."""
        self._refusals |= {code: (folder, sentence) for code, sentence in sentences.items()}

    def say_refusal(self, language: str, code: str, fields: Mapping[str, object]) -> str:
        """Return the sentence for a code; one that names a field which is missing stays general."""
        try:
            folder, sentence = self._refusals[code]
            return self.gettext(language, sentence, folder, **_write_day(language, fields))
        except KeyError:
            return self.gettext(language, MESSAGES["refused"])

    def make_translator(self, language: str, folder: str) -> Callable[..., str]:
        """Return `gettext` for one language and folder: a msgid and its fields -> the text."""

        def say(msgid: str, **fields: object) -> str:
            return self.gettext(language, msgid, folder, **fields)

        return say

    def texts_for_browser(self, language: str, *folders: str) -> dict[str, str]:
        """Return the texts of these folders for the browser: msgid -> text."""
        return {
            msgid: text
            for folder in folders
            for msgid, text in self._folders.get((folder, language), {}).items()
        }

    def choose_language(self, wanted: str | None, accepted: str | None) -> str:
        """Return a page's language: `?lang=`, else what the browser accepts, else Vietnamese."""
        if wanted in self.languages:
            return str(wanted)
        preferred = [tag for tag, quality in parse_accept_header(accepted) if quality > 0]
        return negotiate_locale(preferred, self.languages, sep="-") or SOURCE

    def pick_name(self, language: str, names: Mapping[str, str]) -> str:
        """Return the one of `names` to show: see `choose_name`."""
        return choose_name(names, language)


def find_missing(folder: Path, language: str) -> list[str]:
    """Return the Vietnamese texts of a room that have no words in a language yet, in their order.

    Every text of a room has its English: REFERENCE is the list of all of them.
    """
    if language == SOURCE:
        return []
    known = _read_catalogue(folder / "translations" / f"{language}.po")
    return [text for text in list_texts(folder) if text not in known]


def list_texts(folder: Path) -> list[str]:
    """Return the Vietnamese texts of a room, in the order of their list."""
    return list(_read_catalogue(folder / "translations" / f"{REFERENCE}.po"))


def _choose_forms(text: str, fields: Mapping[str, object]) -> str:
    """Return the text with the words that go with its numbers and lists."""

    def choose(form: re.Match[str]) -> str:
        value = str(fields.get(form[1]))
        one = ", " not in value if form[2] else value == "1"
        return form[3] if one else form[4]

    return FORMS.sub(choose, text)


def _write_day(language: str, fields: Mapping[str, object]) -> Mapping[str, object]:
    """Programs are told a `day` by ISO 8601; a sentence says it as people do."""
    if not isinstance(fields.get("day"), str):
        return fields
    day = date.fromisoformat(str(fields["day"]))
    locale = LANGUAGES[language].babel_locale
    return {**fields, "day": format_date(day, "EEEE, dd/MM", locale=locale)}


def plain_text(text: str) -> str:
    """Return what somebody wrote in one form (NFC), without blanks around and control signs.

    A blank of another kind, as word processors put between a number and its unit, is a blank.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(map(_make_plain, composed)).strip()


def _make_plain(sign: str) -> str:
    if sign.isprintable() or sign == "\n":
        return sign
    return " " if sign.isspace() else ""


def _read_catalogue(path: Path) -> Mapping[str, str]:
    return _parse_catalogue(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=64)  # a process that makes many sites, as the tests', reads each of them once
def _parse_catalogue(path: Path, _changed_ns: int) -> Mapping[str, str]:
    with path.open("rb") as file:
        return {
            str(message.id): str(message.string)
            for message in read_po(file)
            if message.id and message.string
        }

"""For whom a table is made: language, the centre's clock and name."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from queueing.catalogue import Names
from web.i18n import Translations

FOLDER = "reports"
"""Whose words the texts of reports are."""


@dataclass(frozen=True, slots=True)
class Locale:
    """`zone`: whose local times are shown; `centre`: its name in the language.

    `reader`: who asks, as files name who made them; empty for nobody in particular.
    """

    words: Translations
    language: str
    zone: ZoneInfo
    centre: str
    reader: str = ""

    def say(self, msgid: str, **fields: object) -> str:
        """Return a text in the reader's language, `%(name)s` filled in."""
        return self.words.gettext(self.language, msgid, FOLDER, **fields)

    def named(self, names: Names) -> str:
        """Return the one of `names` that the reader understands."""
        return self.words.pick_name(self.language, names)

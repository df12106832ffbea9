"""For whom a table is made: language, the centre's clock and name."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from queueing.catalogue import Names
from web.site import Site
from web.words import Words


@dataclass(frozen=True, slots=True)
class Reader:
    """`zone`: whose local times are shown; `centre`: its name in the language."""

    words: Words
    language: str
    zone: ZoneInfo
    centre: str

    def say(self, msgid: str, **fields: object) -> str:
        """Return a text in the reader's language, `%(name)s` filled in."""
        return self.words.gettext(self.language, msgid, **fields)

    def named(self, names: Names) -> str:
        """Return the one of `names` that the reader understands."""
        return self.words.named(self.language, names)


def reader_of(site: Site) -> Reader:
    """Return for whom the present request asks."""
    language = site.language()
    centre = site.words.named(language, site.centre.names)
    return Reader(site.words, language, site.office.hall.catalogue.zone_info, centre)

"""The languages: the one table. A new language is a line here, and its translations.

`<folder>/translations/<code>.po` has its texts, config.yaml the centre's own words. What is spoken
in it needs its numbers too: `display/speech/words/number_words.py`.
"""

from dataclasses import dataclass

SOURCE = "vi"
"""The language that texts are written in; it stands in where a translation is missing."""


@dataclass(frozen=True)
class Language:
    """A language of pages, slips and the centre's own words.

    `name`: what it is called in itself. `locale`: how dates and figures are written, as browsers
    name it. `slip_date`: the date on slips in CLDR's letters; None where the fonts of slips lack
    the script: such slips are Vietnamese.
    """

    name: str
    locale: str
    slip_date: str | None = None

    @property
    def babel_locale(self) -> str:
        """The locale as Babel names it."""
        return self.locale.replace("-", "_")


LANGUAGES = {
    SOURCE: Language("Tiếng Việt", "vi-VN", "EEEE, dd/MM/y"),
    "en": Language("English", "en-GB", "EEEE, d MMMM y"),
    # Not all browsers of kiosks know Khmer dates; they are written the Vietnamese way
    "km": Language("ភាសាខ្មែរ", "vi-VN"),
}
NAMES = {code: language.name for code, language in LANGUAGES.items()}

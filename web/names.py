"""Names of what the centre has, in a page's language; one that stands in for another says so."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from web.languages import SOURCE


class StandIn(str):
    """A name in another language than was asked for, because there is none in that one.

    `lang`: which it is in, so that screen readers and fonts take it as that.
    """

    lang: str

    def __new__(cls, text: str, lang: str = SOURCE) -> "StandIn":
        """Make one; the language is that of all texts as a rule."""
        made = super().__new__(cls, text)
        made.lang = lang
        return made


def choose_name(names: Mapping[str, str], language: str) -> str:
    """Return the one of `names` to show: in `language`, else a StandIn, in Vietnamese or any."""
    own = names.get(language)
    if own:
        return own
    return next((StandIn(names[each], each) for each in (SOURCE, *names) if names.get(each)), "")


def mark(names: str | Sequence[str]) -> Markup:
    """Return a name, or several as a list, as a page's HTML: a StandIn in its own language."""
    listed = [names] if isinstance(names, str) else names
    return Markup(", ").join(_mark_one(each) for each in listed)


def _mark_one(name: str) -> Markup:
    if isinstance(name, StandIn):
        return Markup('<span lang="{}">{}</span>').format(name.lang, str(name))
    return escape(name)

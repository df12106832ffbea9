"""How a service stands that gives no numbers, in the words of every page."""

from collections.abc import Mapping

from queueing.intake import Closure
from web.i18n import Translations

CLOSURES: Mapping[Closure, str] = {
    Closure.FOR_NOW: "Tạm đóng",
    Closure.NO_NUMBERS: "Hết số",
    Closure.FOR_TODAY: "Đã đóng",
    Closure.HALTED: "Tạm ngừng",
}


def say_closure(words: Translations, language: str, closure: Closure) -> str:
    """Return it in two or three words, as the kiosk's tiles have it."""
    return words.gettext(language, CLOSURES[closure], "web")

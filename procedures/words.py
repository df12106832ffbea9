"""What the public pages say of hours, reasons and offers, in the language of the page."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from procedures.view_types import ServiceNow
from queueing.intake import Closure
from queueing.procedures import Offer, Procedure
from web.languages import LANGUAGES

Say = Callable[..., str]
REASONS = {
    "outside_hours": "Ngoài giờ cấp số",
    "day_closed": "Hôm nay đã ngừng cấp số",
    "no_counter": "Hiện chưa có quầy tiếp nhận",
}


class Words:
    """The words of one page; `say` is its translator."""

    def __init__(self, say: Say, language: str, zone: ZoneInfo) -> None:
        """Speak a language by the clock of the centre."""
        self._say, self._zone = say, zone
        self._locale = LANGUAGES[language].babel_locale

    def time(self, moment: datetime) -> str:
        """Return a time of day, like 08:40."""
        return f"{moment.astimezone(self._zone):%H:%M}"

    def reason(self, now: ServiceNow) -> str:
        """Return why no numbers are given, and when they are again."""
        text = (
            self._say("Hôm nay đã hết số")
            if now["closure"] is Closure.NO_NUMBERS
            else self._say(REASONS.get(now["reason"] or "", "Tạm ngừng cấp số"))
        )
        if now["opens_at"] is None:
            return text
        opens = datetime.fromisoformat(now["opens_at"]).astimezone(self._zone)
        day = format_date(opens, "EEEE, dd/MM", locale=self._locale)
        return (
            f"{text}. {self._say('Mở lại lúc %(time)s, %(day)s.', time=self.time(opens), day=day)}"
        )

    def offer(self, procedure: Procedure, offer: Offer) -> str:
        """Return why the centre does not take a procedure today, "" where it does."""
        match offer:
            case Offer.OFFERED:
                return ""
            case Offer.AHEAD:
                day = f"{procedure.valid_from:%d/%m/%Y}"
                return self._say("Thủ tục này được tiếp nhận từ ngày %(day)s.", day=day)
            case Offer.OVER:
                day = f"{procedure.valid_to:%d/%m/%Y}"
                return self._say("Thủ tục này hết hiệu lực sau ngày %(day)s.", day=day)
            case Offer.OFF:
                return self._say("Hiện trung tâm tạm ngừng tiếp nhận thủ tục này.")
            case Offer.CLOSED:
                return self._say("Thủ tục này không còn trong danh mục của trung tâm.")

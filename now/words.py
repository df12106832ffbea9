"""Why a service takes nobody in, until when, and when it soon ends: one sentence."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from babel.dates import format_date

from now.view_types import NowView, ServiceNow
from queueing.intake import Closure
from queueing.staffing import NoCounter
from web.closures import say_closure
from web.i18n import Translations
from web.languages import LANGUAGES


class Words:
    """Says it in one language, by the clock of the centre."""

    def __init__(self, words: Translations, language: str, zone: ZoneInfo, now: datetime) -> None:
        """`now`: aware; what is of another day is told with it."""
        self.gettext: Callable[..., str] = words.make_translator(language, "now")
        self.say_closure = partial(say_closure, words, language)
        self._locale = LANGUAGES[language].babel_locale
        self._zone, self._today = zone, now.astimezone(zone).date()

    def say_clock(self, moment: str | None) -> str:
        """Return `13:00`, with the day where that is another one; nothing for no moment."""
        if moment is None:
            return ""
        local = datetime.fromisoformat(moment).astimezone(self._zone)
        if local.date() == self._today:
            return f"{local:%H:%M}"
        return f"{local:%H:%M}, {format_date(local, 'EEEE, dd/MM', locale=self._locale)}"

    def say_status(self, row: ServiceNow) -> str:
        """Return why a service is not open, and when it is; nothing while it is open."""
        gettext, reason = self.gettext, row["reason"]
        if reason is None:
            return ""
        back, opens = self.say_clock(row["back_at"]), self.say_clock(row["opens_at"])
        if reason == NoCounter.PAUSED and back:
            return gettext("Quầy tạm nghỉ, trở lại lúc %(time)s", time=back)
        if reason == NoCounter.LATER and opens:
            return gettext("Tiếp nhận từ %(time)s", time=opens)
        if row["closure"] is Closure.NO_NUMBERS:
            return gettext("Hôm nay đã hết số")
        words = {
            NoCounter.PAUSED: gettext("Quầy đang tạm nghỉ"),
            NoCounter.NOT_YET: gettext("Chưa có quầy nào mở"),
            NoCounter.OVER: gettext("Đã hết giờ làm việc"),
            "day_closed": gettext("Hôm nay đã ngừng cấp số"),
            "no_counter": gettext("Chưa có quầy tiếp nhận"),
        }
        return words.get(reason, gettext("Tạm ngừng cấp số"))

    def say_closing(self, view: ServiceNow | NowView) -> str:
        """Return that the hours end soon, or rest for noon; nothing while they do not."""
        gettext, closes = self.gettext, self.say_clock(view["closes_at"])
        if not closes:
            return ""
        if view["opens_at"] is None:
            return gettext("Sắp hết giờ, nhận hồ sơ đến %(time)s", time=closes)
        opens = self.say_clock(view["opens_at"])
        return gettext(
            "Sắp nghỉ giữa giờ, nhận hồ sơ đến %(time)s và từ %(again)s", time=closes, again=opens
        )

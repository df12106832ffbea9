"""How figures, times and names are written in the reader's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_day_names
from babel.numbers import format_decimal

from queueing.catalogue import Names
from queueing.events import SavedBy
from reports.language.locale import FOLDER
from web.languages import LANGUAGES
from web.site import Site

MINUS = "−"
NONE = "–"
LEAST_PERCENT = 0.1
PERSON, DEVICE, SIMULATED = "user:", "token:", "sim:"
REASONS: Mapping[str, str] = {
    SavedBy.MISSING_PAPERS: "Còn thiếu giấy tờ",
    SavedBy.ONLINE: "Nộp trực tuyến",
    SavedBy.RESULT_NOT_READY: "Chưa có kết quả",
}


@dataclass(frozen=True, slots=True)
class Formatter:
    """`gettext`: Vietnamese text and fields -> the text; `names`: see web.page_catalogue.

    `procedure_names`: code of a procedure -> what it is called, None: it is not known.
    """

    language: str
    zone: ZoneInfo
    names: Mapping[str, Any]
    gettext: Callable[..., str]
    procedure_names: Callable[[str], Names | None] = lambda _code: None

    # ── figures ──

    def count(self, number: float) -> str:
        """Return 1.430 or 1,430."""
        return format_decimal(number, format="#,##0", locale=self._locale)

    def minutes(self, seconds: float) -> str:
        """Return seconds as minutes with one decimal."""
        return format_decimal(seconds / 60, format="#,##0.0", locale=self._locale)

    def percent(self, share: float) -> str:
        """Return a share as whole percent; never 100 for less than all nor 0 for more than none."""
        whole = floor(share * 100 + 1e-9)
        if whole or share <= 0:
            return f"{self.count(whole)}%"
        least = self.number(max(share * 100, LEAST_PERCENT))
        return f"{least}%" if share * 100 >= LEAST_PERCENT else f"<{least}%"

    def number(self, number: float) -> str:
        """Return a mean of things that are counted, with one decimal."""
        return format_decimal(number, format="#,##0.0", locale=self._locale)

    def figure(self, kind: str, value: float) -> str:
        """Return a value of reports.figures: count, number, seconds (as minutes) or share."""
        write = {"seconds": self.minutes, "share": self.percent, "number": self.number}.get(
            kind, self.count
        )
        return write(value)

    def difference(self, kind: str, now: float, before: float) -> str:
        """Return by how much a value has changed, with its sign: "−3,2", "+4" percentage points."""
        change = floor(now * 100 + 1e-9) - floor(before * 100 + 1e-9) if kind == "share" else (
            round(now / 60, 1) - round(before / 60, 1) if kind == "seconds" else now - before
        )  # fmt: skip
        form = "#,##0.0" if kind in ("seconds", "number") else "#,##0"
        text = format_decimal(abs(round(change, 1)), format=form, locale=self._locale)
        return f"{MINUS if change < 0 else '+'}{text}" if round(change, 1) else "0"

    def duration(self, seconds: float) -> str:
        """Return minutes and seconds, with hours where there are any: 12:40, 1:02:05."""
        whole = round(seconds)
        hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
        return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

    # ── times ──

    def clock(self, moment: datetime | None, *, seconds: bool = False) -> str:
        """Return the centre's time of day."""
        if moment is None:
            return NONE
        return moment.astimezone(self.zone).strftime("%H:%M:%S" if seconds else "%H:%M")

    def day(self, day: date) -> str:
        """Return 23/11/2026."""
        return day.strftime("%d/%m/%Y")

    def days(self, first: date, last: date) -> str:
        """Return 01/11/2026 – 30/11/2026, or the one day."""
        return self.day(first) if first == last else f"{self.day(first)} – {self.day(last)}"

    def short_day(self, day: date) -> str:
        """Return 23/11."""
        return day.strftime("%d/%m")

    def long_day(self, day: date) -> str:
        """Return the day with the name of its weekday."""
        if self.language == "vi":
            return f"{format_date(day, 'EEEE', locale=self._locale)}, {self.day(day)}"
        return str(format_date(day, "full", locale=self._locale))

    def weekday(self, number: int) -> str:
        """Return the name of a weekday, 1 being Monday."""
        name = str(get_day_names("wide", locale=self._locale)[number - 1])
        return name[0].upper() + name[1:]

    def moment(self, moment: datetime) -> str:
        """Return day and time of day."""
        local = moment.astimezone(self.zone)
        return str(format_datetime(local, "HH:mm · dd/MM/yyyy", locale=self._locale))

    # ── names ──

    def department(self, code: str) -> str:
        """Return a department's name, the code where the centre has it no more."""
        return self._named("departments", code)

    def service(self, code: str) -> str:
        """Return a service's name."""
        return self._named("services", code)

    def priority(self, code: str) -> str:
        """Return the name of a priority class."""
        return self._named("priorities", code)

    def counter(self, code: str | None) -> str:
        """Return "Quầy 07"."""
        if code is None:
            return NONE
        known = self.names["counters"].get(code)
        return self.gettext("Quầy %(label)s", label=known["label"] if known else code)

    def reason(self, code: str) -> str:
        """Return why somebody needed no number."""
        return self.gettext(REASONS[code]) if code in REASONS else code

    def call_reason(self, code: str) -> str:
        """Return why a number was called out of turn; own words of earlier times as they are."""
        return self._named("call_reasons", code)

    def procedure(self, code: str) -> str:
        """Return a procedure's name, the code where nothing is known of it any more."""
        names = self.procedure_names(code) or {}
        return names.get(self.language) or names.get("vi") or code

    def officer(self, actor: str | None) -> str:
        """Return who did it: a person's name, or that it was a device."""
        if not actor:
            return NONE
        if actor.startswith(DEVICE):
            return self.gettext("thiết bị %(n)s", n=actor.removeprefix(DEVICE))
        return actor.removeprefix(PERSON).removeprefix(SIMULATED)

    def knowing(self, procedures: Iterable[str]) -> "Formatter":
        """Return one that asks nobody for the names of these procedures: for other threads."""
        known = {code: self.procedure_names(code) for code in procedures}
        return replace(self, procedure_names=known.get)

    def _named(self, kind: str, code: str) -> str:
        found = self.names[kind].get(code)
        return code if found is None else str(found["name"] if isinstance(found, dict) else found)

    @property
    def _locale(self) -> str:
        return LANGUAGES[self.language].babel_locale


def formatter_of(site: Site, language: str) -> Formatter:
    """Return how this centre writes figures and names in a language."""
    catalogue = site.office.hall.catalogue
    names = site.catalogue.of(catalogue, language)
    return Formatter(
        language,
        catalogue.zone_info,
        names,
        site.words.make_translator(language, FOLDER),
        site.name_procedure,
    )

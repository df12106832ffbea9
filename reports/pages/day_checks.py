"""Checks every service day once it is over: whether its rows balance and Little's law holds."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from threading import Event

from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from queueing.events import DayClosed, Entry
from queueing.hall import Hall
from queueing.measures.balance import Doubt, Imbalance
from queueing.office import Office
from reports.language.locale import FOLDER
from reports.months.checking import CheckedDay, check_last_day, describe
from reports.months.reader import FigureReader
from web.background import Background
from web.i18n import Translations

POLL_S = 10.0
log = logging.getLogger("xinmoi.reports")


@dataclass(frozen=True, slots=True)
class Check:
    """What the check of a day found, and when it was made."""

    found: CheckedDay
    at: datetime


class Checks:
    """`latest`: the newest check, None until one has been made; then `made` is set."""

    latest: Check | None = None

    def __init__(self, office: Office, figures: FigureReader) -> None:
        """Check the days of this office in these rows."""
        self._office, self._figures = office, figures
        self._due, self.made = not figures.has_no_day, Event()

    def follow(self, background: Background) -> None:
        """Check the last day that is over: now, and whenever a day has ended."""

        def stored(_hall: Hall, entries: tuple[Entry, ...]) -> None:
            if any(isinstance(entry.event, DayClosed) for entry in entries):
                self._due = True

        def check() -> None:
            if self._due and not self._figures.makes_files:
                self._due = False
                self.check()

        self._office.subscribe(stored)
        background.every(POLL_S, check, "checking the figures of the last day")

    def check(self) -> None:
        """Check the newest day that is over; raise CannotStore when its rows cannot be read."""
        before = open_since(self._office.hall)
        try:
            _, found = self._figures.ask(partial(check_last_day, before=before))
        except CannotStore:
            self._due = True
            raise
        if found is None:
            return
        self.latest = Check(found, self._office.now())
        self.made.set()
        for doubt in found.doubts:
            log.error("figures of %s: %s", found.day, describe(doubt))
        if not found.doubts:
            log.info("figures of %s: every department balances, Little's law holds", found.day)

    def line(self, words: Translations, language: str) -> str | None:
        """Return the newest check as managers read it; None until one has been made."""
        catalogue = self._office.hall.catalogue
        return describe_check(self.latest, catalogue, words, language) if self.latest else None


def open_since(hall: Hall) -> date:
    """Return the first day that may still change: today, or the day after the one that ended."""
    if hall.day is None:
        return date.min
    return date.fromordinal(hall.day.toordinal() + hall.day_closed)


def describe_check(check: Check, catalogue: Catalogue, words: Translations, language: str) -> str:
    """Return the check as managers read it: one line in their language."""
    day = f"{check.found.day:%d/%m/%Y}"
    at = f"{check.at.astimezone(catalogue.zone_info):%H:%M %d/%m/%Y}"
    if not check.found.doubts:
        sentence = "Số liệu ngày %(day)s đã được kiểm tra lúc %(at)s: khớp từng phiếu."
        return words.gettext(language, sentence, FOLDER, day=day, at=at)
    sentence = (
        "Số liệu ngày %(day)s được kiểm tra lúc %(at)s: không khớp ở %(where)s. "
        "Xin báo quản trị chạy lệnh ./run verify."
    )
    where = ", ".join(_place(doubt, catalogue, words, language) for doubt in check.found.doubts)
    return words.gettext(language, sentence, FOLDER, day=day, at=at, where=where)


def _place(doubt: Doubt, catalogue: Catalogue, words: Translations, language: str) -> str:
    if not isinstance(doubt, Imbalance):
        return words.gettext(language, "thời gian chờ", FOLDER)
    if doubt.department is None:
        return words.gettext(language, "chuyển cơ quan", FOLDER)
    known = catalogue.departments.get(doubt.department)
    return words.pick_name(language, known.names) if known else doubt.department

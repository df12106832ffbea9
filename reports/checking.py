"""Checks every service day once it is over: whether its rows balance and Little's law holds."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from threading import Event

from sqlalchemy import Connection

from queueing.balance import Doubt, Imbalance
from queueing.catalogue import Catalogue
from queueing.errors import CannotStore
from queueing.events import DayClosed, Entry
from queueing.hall import Hall
from queueing.office import Office
from reports.reader import FOLDER
from storage.projector import Projector
from storage.report_balance import CheckedDay, checked_day, in_words, last_day_before
from web.runtime import Runtime
from web.words import Words

AGAIN_S = 60.0
log = logging.getLogger("xinmoi.reports")


@dataclass(frozen=True, slots=True)
class Check:
    """What the check of a day found, and when it was made."""

    found: CheckedDay
    at: datetime


class Checks:
    """`latest`: the newest check, None until one has been made; then `made` is set."""

    latest: Check | None = None

    def __init__(self, office: Office, projector: Projector) -> None:
        """Check the days of this office in these rows."""
        self._office, self._projector = office, projector
        self._ended, self.made = Event(), Event()

    def follow(self, runtime: Runtime) -> None:
        """Check the last day that is over: now, and whenever a day has ended."""

        def stored(_hall: Hall, entries: tuple[Entry, ...]) -> None:
            if any(isinstance(entry.event, DayClosed) for entry in entries):
                self._ended.set()

        def run() -> None:
            while True:
                self._ended.clear()
                while not self._checked():
                    runtime.sleep(AGAIN_S)
                self._ended.wait()

        self._office.subscribe(stored)
        runtime.spawn(run)

    def check(self) -> None:
        """Check the newest day that is over; raise CannotStore when its rows cannot be read."""
        before = open_since(self._office.hall)
        _, found = self._projector.read(partial(_newest, before=before))
        if found is None:
            return
        self.latest = Check(found, self._office.now())
        self.made.set()
        for doubt in found.doubts:
            log.error("figures of %s: %s", found.day, in_words(doubt))
        if not found.doubts:
            log.info("figures of %s: every department balances, Little's law holds", found.day)

    def line(self, words: Words, language: str) -> str | None:
        """Return the newest check as managers read it; None until one has been made."""
        catalogue = self._office.hall.catalogue
        return told(self.latest, catalogue, words, language) if self.latest else None

    def _checked(self) -> bool:
        try:
            self.check()
        except CannotStore as fault:
            log.warning("the figures of the last day are checked later: %s", fault)
            return False
        except Exception:
            log.exception("checking the figures of the last day failed")
        return True


def open_since(hall: Hall) -> date:
    """Return the first day that may still change: today, or the day after the one that ended."""
    if hall.day is None:
        return date.min
    return date.fromordinal(hall.day.toordinal() + hall.day_closed)


def told(check: Check, catalogue: Catalogue, words: Words, language: str) -> str:
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


def _place(doubt: Doubt, catalogue: Catalogue, words: Words, language: str) -> str:
    if not isinstance(doubt, Imbalance):
        return words.gettext(language, "thời gian chờ", FOLDER)
    if doubt.department is None:
        return words.gettext(language, "chuyển cơ quan", FOLDER)
    known = catalogue.departments.get(doubt.department)
    return words.named(language, known.names) if known else doubt.department


def _newest(connection: Connection, before: date) -> CheckedDay | None:
    day = last_day_before(connection, before)
    return None if day is None else checked_day(connection, day)

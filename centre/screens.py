"""Puts every screen into the site of a started server, and what each is handed by others."""

import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

import admin.pages
import booking
import complaints
import counters.routes
import display
import kiosk.routes
import now
import phone
import procedures as procedure_pages
import rating
import reports
import results.routes
from admin.pages.works import Works
from centre.asked_for import keep_counting
from centre.dossiers import Dossiers, keep_dossiers
from centre.erasing import keep_erasing
from centre.erasing_bookings import keep_bookings_erased
from centre.estimate_training import keep_trained
from centre.options import make_paper_options, make_voice_options
from centre.parts import Parts
from centre.settings_door import Door
from centre.watching import keep_watching
from display.speech.server.examining import find_missing_player
from kiosk.printing.server import Paper
from queueing.catalogue import Names
from queueing.procedures import COLLECTING, Procedure
from storage import codec
from storage.citizen_words import CitizenWords
from storage.procedures import Procedures
from storage.push_subscriptions import PushSubscriptions
from storage.reading import JournalReader

ROOT = Path(__file__).parent.parent
PROGRAM = (sys.executable, str(ROOT / "server.py"))
"""How the command line is started."""
log = logging.getLogger("xinmoi")


def install_screens(parts: Parts, data: Path, secret: bytes) -> None:
    """Put every screen into the site; `secret`: the key that signs."""
    site = parts.site
    procedure_of = remember_procedures(parts.procedures)
    site.name_procedure = partial(find_names, procedure_of)
    words = CitizenWords(parts.database, parts.office.now)
    journal = JournalReader(parts.database)
    paper = install_kiosk(parts, journal, procedure_of)
    if advice := find_missing_player(make_voice_options(parts.settings)):
        log.warning("voice: %s", advice)
    shared, offload = site.processes.shared, parts.runtime.offload
    media = display.MediaFolders(lambda zone: parts.settings.media(zone), offload, shared)
    voice = parts.voice = display.install(
        site,
        lambda: parts.settings.screens.display,
        lambda: make_voice_options(parts.settings),
        media,
        data / "voice",
    )
    counters.routes.install(
        site,
        codec,
        site.name_procedure,
        paper,
        voice,
    )
    _install_phones(parts, words, procedure_of, secret)
    dossiers = tell_of_dossiers(parts, data, secret, procedure_of)
    rating.install(site)
    now.install(site, lambda: parts.settings.now, lambda: parts.settings.profile)
    complaints.install(site, words, lambda: parts.settings.screens.complaints)
    reports.install(site, parts.figures, journal)
    _install_administration(parts, data, paper, media, voice, dossiers)
    _keep_working(parts, data)
    keep_erasing(words, site.background, partial(find_kept_days, parts), parts.office, journal)


def find_names(procedure_of: phone.ProcedureOf, code: str) -> Names | None:
    """Return what a procedure is called, None where nothing is known of it."""
    procedure = procedure_of(code)
    return None if procedure is None else procedure.names


def _keep_working(parts: Parts, data: Path) -> None:
    """Do beside the requests what is due again and again and belongs to no screen."""
    background = parts.site.background
    parts.figures.keep_files(background)
    keep_trained(parts.office, parts.figures, background)
    keep_watching(parts.site, data)
    keep_bookings_erased(parts.office, parts.database, background)


def _install_phones(
    parts: Parts, words: CitizenWords, procedure_of: phone.ProcedureOf, secret: bytes
) -> None:
    alerts = phone.PushAlerts(
        parts.site,
        PushSubscriptions(parts.database, parts.office.now),
        lambda: parts.settings.screens.phone.push,
        secret,
    )
    phone.install(
        parts.site, words, procedure_of, lambda: parts.settings.screens.kiosk.guidance, alerts
    )
    booking.install(parts.site, lambda: parts.settings.configuration.bookings, procedure_of)


def _install_administration(
    parts: Parts,
    data: Path,
    paper: Paper,
    media: display.MediaFolders,
    voice: display.Voice,
    dossiers: Dossiers,
) -> None:
    shared = parts.site.processes.shared
    works = Works(PROGRAM, parts.settings.file.absolute(), data.absolute(), shared)
    hall = admin.pages.HallParts(
        paper,
        media,
        voice,
        parts.procedures,
        lambda: parts.settings.screens.kiosk.synonyms,
        dossiers,
    )
    admin.pages.install(parts.site, works, Door(parts), hall)


def tell_of_dossiers(
    parts: Parts, data: Path, secret: bytes, procedure_of: phone.ProcedureOf
) -> Dossiers:
    """Serve what citizens are told of their dossiers, and follow its source."""
    dossiers = parts.dossiers = Dossiers(parts.site, lambda: parts.settings, data, secret)
    results.routes.install(parts.site, dossiers.look_up(procedure_of))
    keep_dossiers(dossiers, parts.site)
    return dossiers


def install_kiosk(
    parts: Parts, journal: JournalReader, procedure_of: Callable[[str], Procedure | None]
) -> Paper:
    """Put in what tells citizens of procedures: kiosks, which give numbers, and public pages."""
    site = parts.site
    asked = keep_counting(parts.office, journal, site.background)
    paper = kiosk.routes.install(
        site,
        parts.procedures,
        lambda: parts.settings.screens.kiosk,
        lambda: make_paper_options(parts.settings),
        procedure_of,
        asked,
        lambda: parts.settings.configuration.results.on,
    )
    procedure_pages.install(
        site,
        parts.procedures,
        lambda: parts.settings.screens.kiosk.synonyms,
        lambda: asked() or parts.settings.screens.kiosk.most_asked,
        lambda: parts.settings.configuration.results.on,
        lambda: parts.settings.screens.kiosk.list_elsewhere(),
    )
    return paper


def find_kept_days(parts: Parts) -> tuple[int, int]:
    """Return how long remarks are kept, and complaints with their answers, in days."""
    screens = parts.settings.screens
    return screens.phone.words_kept_days, screens.complaints.kept_days


def remember_procedures(procedures: Procedures) -> Callable[[str], Procedure | None]:
    """Return a look-up of a procedure by code, renewed when the catalogue changes."""
    known: dict[str, Procedure] = {}
    looked_at, version_seen = 0.0, ""

    def procedure(code: str) -> Procedure | None:
        nonlocal known, looked_at, version_seen
        if monotonic() - looked_at > 1.0:
            looked_at = monotonic()
            if procedures.version() != version_seen:
                version_seen = procedures.version()
                # Who took a number for what is offered no more still sees its name
                known = {each.procedure.code: each.procedure for each in procedures.every()}
        return known.get(code, COLLECTING if code == COLLECTING.code else None)

    return procedure

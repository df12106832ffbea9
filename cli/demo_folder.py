"""The demo's data folder: its people, its procedures, and four weeks that its centre has lived."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from operator import attrgetter
from secrets import token_urlsafe

from admin.catalogue_file import read_procedures
from centre import assembly
from cli.folders import ROOT
from counters.bulletin_words import write_texts
from queueing.bulletins import BulletinReason
from queueing.catalogue import Catalogue
from queueing.commands import PublishBulletin
from settings.loading import Settings
from simulation import WEEKS, DemoClock, PastOffice, Simulation
from simulation.beside import Beside
from simulation.day import Course
from simulation.officers import GUIDE_NAME, Habits
from simulation.rare import RareDays
from simulation.streams import OneStream
from storage.accounts import Accounts
from storage.citizen_words import CitizenWords
from storage.database import Database
from storage.journal import SqlJournal
from web.i18n import Translations
from web.roles import Role

SAMPLES = ROOT / "admin" / "samples" / "procedures.csv"
BEFORE_WORK, NOW = time(6, 30), time(9, 5)
"""Local times at which the demo's history begins, and its present."""
SEED = 39
SHOWN_MIN = 60
TOLD: Sequence[tuple[BulletinReason, Mapping[str, str], int]] = (
    (
        BulletinReason.SYSTEM,
        {"vi": "Quầy vẫn nhận hồ sơ giấy.", "en": "Papers are still taken at the counters."},
        30,
    ),
    (BulletinReason.CROWD, {}, 45),
)
"""What the demo's guide tells people, and about how long it lasts."""
OFFICER, GUIDE, DIRECTOR, HEAD = "can-bo", GUIDE_NAME, "giam-doc", "truong-phong"
ADMINISTRATOR = "quan-tri"


def create_accounts(database: Database, catalogue: Catalogue, free: str) -> dict[Role, str]:
    """Make the demo's people, who need no password, and return role -> token of its devices."""
    accounts = Accounts(database)
    head_of = catalogue.counters[free].department
    for name, role, department in (
        (OFFICER, Role.OFFICER, None),
        (GUIDE, Role.GUIDE, None),
        (DIRECTOR, Role.DIRECTOR, None),
        (HEAD, Role.DEPARTMENT_HEAD, head_of),
        (ADMINISTRATOR, Role.ADMIN, None),
    ):
        accounts.create_person(name, role, token_urlsafe(), department)
    tokens = {
        role: accounts.create_token(role, f"demo {role}") for role in (Role.KIOSK, Role.DISPLAY)
    }
    tokens[Role.RATING] = accounts.create_token(Role.RATING, f"Đánh giá quầy {free}", counter=free)
    tokens[Role.COUNTER] = accounts.create_token(Role.COUNTER, f"Quầy {free}", counter=free)
    return tokens


def store_procedures(
    database: Database, chosen: Settings, clock: DemoClock
) -> dict[str, list[str]]:
    """Store the sample catalogue; return service -> codes of its procedures."""
    reading = read_procedures(SAMPLES, chosen.catalogue(), lambda _rows: None)
    assembly.open_procedures(chosen, database, clock).replace(reading.procedures)
    by_service = defaultdict(list)
    for procedure in reading.procedures:
        by_service[procedure.service].append(procedure.code)
    return by_service


def live_weeks(
    database: Database,
    before: Catalogue,
    today: Catalogue,
    clock: DemoClock,
    procedures: Mapping[str, Sequence[str]],
    free: str,
) -> Simulation:
    """Live through four weeks and this morning, as `clock` says which; return what goes on.

    Under the catalogue `today` the kiosks print. In the weeks before they did not: two entries less
    for each ticket, and nobody asks for the slip of last week.
    """
    morning = clock()
    clock.set(morning - timedelta(weeks=WEEKS))
    office = PastOffice(SqlJournal(database, before.zone_info, clock), before, clock)
    habits = Habits(beside=Beside(procedures, SEED))
    simulation = Simulation(
        office,
        clock,
        procedures,
        SEED,
        leave_free=frozenset({free}),
        today=morning.date(),
        course=Course(OneStream(SEED), habits=habits, rare=RareDays(make_bulletins(today))),
    )
    simulation.fill(morning)
    office.reconfigure(today)
    simulation.fill(datetime.combine(morning.date(), NOW, before.zone_info))
    keep_words(database, simulation)
    office.store()
    return simulation


def make_bulletins(catalogue: Catalogue) -> list[PublishBulletin]:
    """Return what the guide tells those who wait for the first department, in turn."""
    words = Translations([ROOT / "web", ROOT / "counters"], catalogue.languages)
    department = next(iter(catalogue.departments))
    return [
        PublishBulletin(
            "", reason, write_texts(words, reason, own, minutes), GUIDE, SHOWN_MIN, (department,),
            minutes=minutes, words=tuple(own.items()),
        )
        for reason, own, minutes in TOLD
    ]  # fmt: skip


def keep_words(database: Database, simulation: Simulation) -> None:
    """Store what was written since the last time, by citizens and in answer."""
    while simulation.opinions.written:
        said = simulation.opinions.written.popleft()
        words = CitizenWords(database, partial(attrgetter("at"), said))
        words.keep(said.id, said.kind, said.department, said.text, said.due)

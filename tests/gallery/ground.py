"""A prepared data folder: devices, people, the procedures, and a morning that was lived."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from admin.catalogue_file import read_procedures
from centre import assembly
from queueing.commands import IssueTicket
from settings.loading import Settings, load
from simulation import DemoClock, Simulation
from storage.accounts import Accounts
from storage.database import Database, open_database
from tests.gallery.history import live_weeks
from tests.program import PASSWORD, Furnished

SAMPLES = Path(__file__).parents[2] / "admin" / "samples" / "procedures.csv"
DEVICES = ("api", "kiosk", "display")
PEOPLE = {
    "can-bo": ("officer", "GTVT"), "can-bo-2": ("officer", "GTVT"), "huong-dan": ("guide", None),
    "giam-doc": ("director", None), "truong-phong": ("department-head", "GTVT"),
    "thanh-tra": ("auditor", None), "quan-tri": ("admin", None),
    "demo 07": ("officer", "GTVT"),
}  # fmt: skip
TELLING: dict[str, Any] = {
    "documents": (
        "Tờ khai yêu cầu cấp phiếu lý lịch tư pháp", "Căn cước",
        "Giấy ủy quyền có chứng thực, nếu nộp thay",
    ),
    "fee": "200.000 đồng", "time_limit": "10 ngày làm việc", "online": "full",
    "url": "https://dichvucong.example.vn/ly-lich-tu-phap", "anywhere": True, "same_day": True,
}  # fmt: skip
"""What the pictures' catalogue says of criminal records: made up, all that a catalogue may say."""
FREE = frozenset({"08", "22"})
"""Counters without a simulated officer: what happens there is up to a state."""
RATED = "22"
Crowd = tuple[str, int]
"""A service, and how many people take a number for it at once."""


def prepare(
    folder: Path,
    config: Path,
    opening: datetime,
    until: datetime | None,
    crowd: Crowd | None,
    weeks: bool = False,
) -> Furnished:
    """Fill a new data folder; the token `rating` is that of counter 22.

    `until`: the end of the morning that was lived, None for none; `crowd` comes at opening.
    `weeks`: whether four weeks lie before it.
    """
    settings, clock = load(config), DemoClock(opening)
    database = open_database(folder)
    try:
        accounts = Accounts(database, clock)
        tokens = {role: accounts.create_token(role, role) for role in DEVICES}
        tokens["printer"] = accounts.create_token("printer", "printer", kiosk="K1")
        tokens["rating"] = accounts.create_token("rating", f"Quầy {RATED}", counter=RATED)
        for name, (role, department) in PEOPLE.items():
            accounts.create_person(name, role, PASSWORD, department)
        known = _procedures(settings, database, clock)
        if weeks:
            office = assembly.open_office(settings, database, clock)
            live_weeks(office, clock, opening)
            office.stop()
        if crowd is not None:
            _gather(settings, database, clock, crowd)
        if until is not None:
            _live(settings, database, clock, known, until)
    finally:
        database.close()
    return Furnished(folder, tokens)


def _procedures(settings: Settings, database: Database, clock: DemoClock) -> dict[str, list[str]]:
    """Store the sample catalogue; return service -> codes of its procedures."""
    reading = read_procedures(SAMPLES, settings.catalogue())
    procedures = [
        replace(each, **TELLING) if each.code == "MAU-041" else each for each in reading.procedures
    ]
    assembly.open_procedures(settings, database, clock).replace(procedures)
    by_service = defaultdict(list)
    for procedure in procedures:
        by_service[procedure.service].append(procedure.code)
    return by_service


def _gather(settings: Settings, database: Database, clock: DemoClock, crowd: Crowd) -> None:
    office = assembly.open_office(settings, database, clock)
    service, people = crowd
    for n in range(people):
        command = IssueTicket(service, follow=f"crowd-{n}")
        office.submit(command, actor="picture", reply=lambda _hall, _entries: None)
    office.stop()


def _live(
    settings: Settings,
    database: Database,
    clock: DemoClock,
    known: dict[str, list[str]],
    until: datetime,
) -> None:
    office = assembly.open_office(settings, database, clock)
    Simulation(office, clock, known, leave_free=FREE).fill(until)
    office.stop()

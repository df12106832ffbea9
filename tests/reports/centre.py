"""A whole centre in a folder: journal, office, people, reports, and a browser without a window."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import reports
from queueing import commands as c
from queueing.catalogue import Department, Service
from queueing.office import Office
from reports.months.reader import MOST_LIVE, FigureReader
from reports.months.tables import Tables
from storage.accounts import Accounts
from storage.database import open_database
from storage.journal import SqlJournal
from storage.journal_file import JournalFile
from storage.reading import JournalReader
from tests.queueing.centre import MORNING, VIETNAM, named, small_centre
from tests.reports.folders import rows_of
from web.app import Choices, build_site
from web.metrics import Metrics
from web.runtime import runtime
from web.section import Text
from web.settings import Centre

PASSWORD = "một mật khẩu dài"


def three_departments():
    """XD has services A and B, TP has C, YT has none; a name that a spreadsheet would calculate."""
    catalogue = small_centre()
    build = catalogue.departments["XD"]
    justice = Department("TP", named("=Sở Tư pháp"), named("Tư pháp"), named(""), "tret", "C")
    health = replace(build, code="YT", names=named("Sở Y tế"), letter="E")
    services = dict(catalogue.services) | {"C": Service("C", "TP", named("C"), "C")}
    counters = dict(catalogue.counters)
    counters["3"] = replace(counters["3"], department="TP")
    return small_centre(
        departments={"XD": build, "TP": justice, "YT": health},
        services=services,
        counters=counters,
    )


class House:
    """The centre's office, its reports and its pages; the test turns the clock."""

    def __init__(self, folder, now=MORNING, most_live=MOST_LIVE, catalogue=None):
        self.now = now
        self.database = open_database(folder)
        journal = SqlJournal(self.database, VIETNAM, lambda: self.now)
        self.office = Office(journal, catalogue or three_departments(), lambda: self.now)
        self.accounts = Accounts(self.database)
        choices = Choices(
            centre=Centre(
                names=Text(vi="Trung tâm"), city=Text(vi="Cần Thơ"), motto=Text(vi="Đúng hẹn")
            ),
            secret_key=b"k" * 32,
            version="test",
        )
        site = build_site(
            self.office, self.accounts, runtime("threading"), Metrics(), choices,
            [Path(reports.__file__).parent],
        )  # fmt: skip
        self.folder = Path(folder)
        self.figures = FigureReader(self.folder, self.office, site.runtime, most_live)
        reports.install(site, self.figures, JournalReader(self.database))
        self.site, self.app = site, site.app

    def rows(self, table="legs", **wanted):
        """The rows of a table as they are now, those whose columns have the wanted values."""
        tables = Tables(self.folder, JournalFile(self.folder))
        rows = tables.ask(self.office.hall.seq, lambda found: rows_of(found, table))
        tables.close()
        return [row for row in rows if all(row[key] == value for key, value in wanted.items())]

    def at(self, clock):
        """Turn the clock to a local time of day."""
        hours, minutes, seconds = (int(part) for part in f"{clock}:00".split(":")[:3])
        local = self.now.astimezone(VIETNAM)
        self.now = local.replace(hour=hours, minute=minutes, second=seconds).astimezone(
            MORNING.tzinfo
        )
        return self

    def press(self, command, actor="user:lan"):
        return self.office.submit(
            command,
            actor=actor,
            reply=lambda hall, entries: entries[-1].event if entries else None,
        )

    def issue(self, service, priority="normal"):
        follow = f"follow-{self.office.hall.seq}"
        return self.press(c.IssueTicket(service, follow, priority)).ticket

    def next_day(self):
        self.now += timedelta(days=1)
        return self

    def api(self):
        """A program with a token that may read everything."""
        return Asking(self.app.test_client(), self.accounts.create_token("api", "kiểm tra"))

    def device(self, role):
        return Asking(self.app.test_client(), self.accounts.create_token(role, role))

    def person(self, role, department=None):
        """Somebody who has signed in with a password."""
        name = f"{role}-{department}"
        self.accounts.create_person(name, role, PASSWORD, department)
        client = self.app.test_client()
        form = {"name": name, "password": PASSWORD, "csrf_token": csrf_of(client)}
        assert client.post("/sign-in", data=form).status_code == 303
        return Asking(client, csrf=csrf_of(client))

    def signed_in(self, name):
        """Somebody whose account there is, signed in already."""
        client = self.app.test_client()
        with client.session_transaction() as session:
            session.update(person=name, session_version=0, until=2**40)
        return Asking(client, csrf=csrf_of(client))


def csrf_of(client):
    """The token that this browser's POSTs must carry."""
    page = client.get("/sign-in").get_data(as_text=True)
    return page.split('name="csrf-token" content="')[1].split('"')[0]


class Asking:
    """Somebody who reads reports."""

    def __init__(self, client, token=None, csrf=""):
        self._client, self._csrf = client, csrf
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, address, **headers):
        return self._client.get(address, headers=self._headers | headers)

    def post(self, address, content, csrf=None, **headers):
        token = self._csrf if csrf is None else csrf
        return self._client.post(
            address, json=content, headers=self._headers | {"X-CSRFToken": token} | headers
        )

    def departments(self, first="2026-11-23", last="2026-11-23"):
        answer = self.get(f"/api/reports/departments?from={first}&to={last}")
        assert answer.status_code == 200, answer.get_data(as_text=True)
        report = answer.get_json()
        return {row["department"]: row for row in report["rows"]}, report["total"]


@contextmanager
def house_in(folder, **options):
    house = House(folder, **options)
    try:
        yield house
    finally:
        house.site.background.stop()
        house.figures.close()
        house.database.close()


def golden_day(house, rated_too=None):
    """A morning with recall, priority, park, undo, no-show, restore, transfer, pause, and an end.

    Every figure of tests/reports/test_golden_day.py can be read from these times by hand.
    """
    at = house.at
    at("08:00").press(c.OpenCounter("1", "lan"))
    house.press(c.OpenCounter("2", "minh"))
    house.press(c.OpenCounter("3", "mai"))
    first = at("08:00").issue("A")
    at("08:01").issue("A")
    at("08:02").issue("A", "elderly")
    at("08:04").press(c.CallNext("2"))  # A003, priority: waited 120
    at("08:05").press(c.CallNext("1"))  # A001: waited 300
    at("08:05:30").press(c.Recall("1"))
    at("08:06").press(c.StartService("1"))
    at("08:10").press(c.ParkTicket("1"))  # 240 of service
    at("08:12").press(c.FinishAndCallNext("2"))
    at("08:12:05").press(c.Undo("2"))  # A003 is still served, A002 still waits
    at("08:14").press(c.FinishAndCallNext("2"))  # A003 served 600; A002 waited 780
    at("08:17").press(c.RecordNoShow("2"))
    at("08:20").press(c.ResumeTicket("1", first))
    house.press(c.RestoreTicket("261123-A002"))
    at("08:21").press(c.CallNext("2"))  # A002 waited again 60, absent 180
    at("08:24").press(c.TransferTicket("2", service="C"))  # there without Start: 180 of service
    at("08:25").press(c.FinishService("1"))  # A001: 300 more of service
    at("08:30").press(c.PauseCounter("1", "meeting"))
    house.issue("C")
    given_back = at("08:31").issue("C")
    taken_back = at("08:32").issue("C")
    at("08:40").press(c.OpenCounter("1", "lan"))
    at("08:41").press(c.CancelTicket(given_back, by_staff=False))  # had waited 600
    at("08:44").press(c.CallNext("3"))  # A002 in its second leg: waited 1200
    at("08:45").press(c.StartService("3"))
    at("08:50").press(c.FinishAndCallNext("3"))  # 300 of service; C001 waited 1200
    at("08:51").press(c.FinishService("3"))  # 60 of service
    house.press(c.RateTicket("261123-A002", "very_satisfied"))
    house.press(c.RateTicket("261123-C001", "neutral", "r1"))
    if rated_too:
        house.press(c.RateTicket(rated_too, "satisfied"))
    at("08:52").press(c.CancelTicket(taken_back))  # had waited 1200
    at("08:53").issue("C")
    at("08:55").issue("B")
    at("12:00").press(c.CloseDay())  # C004 and B001 expire

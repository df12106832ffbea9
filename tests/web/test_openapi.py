"""The description of the interface is true, and whatever is sent by it is answered."""

import logging
from typing import ClassVar

import pytest
from flask import Request
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.utils import cached_property

from centre import assembly
from queueing import commands as c
from settings.loading import load
from tests.corpora.asking import Interface, named
from tests.examples import examples
from tests.program import write_configuration
from web.roles import ROLE_API

DOCUMENTED = {400, 401, 403, 404, 409, 413, 422, 429, 503}
NOT_BUILT = 501
"""PDF without its library."""


class Noting(ImmutableMultiDict):
    """Parameters of an address that know which of them were looked at."""

    looked_at: ClassVar[set] = set()

    def get(self, name, *default, **options):
        self.looked_at.add(name)
        return super().get(name, *default, **options)

    def __getitem__(self, name):
        self.looked_at.add(name)
        return super().__getitem__(name)


class NotingRequest(Request):
    """A request whose address is such."""

    @cached_property
    def args(self):
        return Noting(super().args)


class Described:
    """The whole server without a port, what it says of itself, and things that are really there."""

    def __init__(self, folder):
        config = write_configuration(folder / "config.yaml", unlimited, mode="threading")
        self.parts = assembly.build(load(config), folder / "var", assembly.wall_clock, {})
        site = self.parts.site
        site.routes.require_all()
        site.app.request_class = NotingRequest
        self.client = site.app.test_client()
        token = site.guard.accounts.create_token(ROLE_API, "tests")
        self.headers = {"Authorization": f"Bearer {token}"}
        said = self.client.get("/api/openapi.json").get_json()
        office = self.parts.office
        for number in range(5):
            office.submit(c.IssueTicket("XD", f"follow-{number}"), actor="t", reply=lambda *_: None)
        office.submit(c.OpenCounter("02", "lan"), actor="t", reply=lambda *_: None)
        there = {
            "ticket_id": list(office.hall.tickets), "counter_id": ["02", "07"],
            "follow": list(office.hall.follows), "printer_id": list(office.hall.catalogue.printers),
            "job_id": list(office.hall.jobs), "speakers": ["tret"],
        }  # fmt: skip
        self.interface = Interface(said, there)
        self.requests = self.interface.requests()
        self.faults = []
        self.listening = logging.Handler(logging.ERROR)
        self.listening.emit = lambda record: self.faults.append(record.getMessage())
        # What a socket of another test says in its own thread is no answer to this one
        self.listening.addFilter(lambda record: not record.name.endswith(".client"))
        logging.getLogger().addHandler(self.listening)

    def ask(self, asked):
        """Ask; nothing of the address was looked at but what is described."""
        Noting.looked_at.clear()
        answer = self.client.open(
            asked.target, method=asked.method, data=asked.body,
            headers=self.headers | asked.headers,
        )  # fmt: skip
        answer.get_data()
        assert Noting.looked_at <= set(named(asked.operation, "query"))
        return answer

    def end(self):
        logging.getLogger().removeHandler(self.listening)
        self.parts.site.background.stop()
        self.parts.voice.close()
        self.parts.figures.close()
        self.parts.database.close()


def unlimited(settings):
    settings["limits"] = None


@pytest.fixture(scope="module")
def described(tmp_path_factory):
    described = Described(tmp_path_factory.mktemp("described"))
    yield described
    described.end()


@settings(max_examples=examples(400), deadline=None)
@given(data=st.data())
def test_whatever_is_sent_the_answer_is_one_that_is_described(described, data):
    asked = data.draw(described.requests)
    answer = described.ask(asked)
    assert answer.status_code in DOCUMENTED | {200, 201, 202, 303, 304, 308, 405, NOT_BUILT}
    if answer.status_code in DOCUMENTED and not asked.path.startswith("/t/"):
        assert {"error", "message"} <= set(answer.get_json())
    assert described.faults == []


def test_everything_that_asks_for_a_body_says_which(described):
    without = {
        path
        for method, path, operation in described.interface.operations
        if method == "POST" and "requestBody" not in operation
    }
    help_calls = {f"/api/help/{{counter_id}}/{what}" for what in ("come", "end", "test")}
    assert without == {"/api/tickets/give-up", "/api/bulletins/{bulletin}/end"} | help_calls


def test_every_parameter_says_what_it_is_for(described):
    for _, path, operation in described.interface.operations:
        for part in named(operation, "query").values():
            assert part["description"], path
    by = named(described.interface.operation("GET", "/api/reports/statistics"), "query")["by"]
    assert "weekday_hour" in by["schema"]["enum"]
    assert set(named(described.interface.operation("GET", "/api/board"), "query")) == {
        "zone",
        "lang",
    }


@pytest.mark.parametrize("asked", ["by=moon", "by=", "from=today", "to=2026-02-30"])
def test_a_parameter_that_cannot_be_right_is_named(described, asked):
    answer = described.client.get(f"/api/reports/statistics?{asked}", headers=described.headers)
    assert answer.status_code == 422
    assert answer.get_json()["field"] == asked.partition("=")[0]


def test_a_described_right_is_the_right_that_is_asked_for(described):
    for method, path, operation in described.interface.operations:
        address = path.replace("{", "").replace("}", "")
        answer = described.client.open(address, method=method)
        if "security" in operation:
            assert answer.status_code in (401, 404, 405), path
        assert ("security" in operation) == ("Needs the right" in operation["description"])

"""A centre with kiosk and counters: real database and sockets, a clock that can be put forward."""

import threading
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial
from shutil import copytree
from time import monotonic

import pytest
import requests
from werkzeug.serving import WSGIRequestHandler, make_server

import counters.routes
import kiosk.routes
from kiosk.printing.server import PaperOptions
from queueing.catalogue import Limits
from queueing.hours import Hours
from settings.loading import load
from storage import codec
from tests.centre import Centre
from tests.counters.console import sit_down
from tests.pages import context, kept_contexts  # noqa: F401 - fixtures
from tests.program import CONFIG, PASSWORD
from tests.queueing.centre import MORNING
from web.middleware import Middleware

PROCEDURES = {
    "1.001": {"vi": "Đổi giấy phép lái xe", "en": "Exchange of a driving licence"},
    "1.002": {"vi": "Cấp lại giấy phép lái xe bị mất"},
}
PEOPLE = (
    ("lan", "officer", "GTVT"),
    ("hung", "officer", "GTVT"),
    ("huong", "guide", None),
    ("quan-tri", "admin", None),
)


IN_A_HURRY = Limits(second_press_s=0, settle_s=0, no_show_after_s=0)
"""Nobody waits until a call is old enough to be ended, or a dialog to be pressed."""


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type, message, *args):
        pass


class Clock:
    """Runs by itself and can be put forward."""

    def __init__(self):
        self._started, self._skipped = monotonic(), timedelta()

    def __call__(self):
        return MORNING + timedelta(seconds=monotonic() - self._started) + self._skipped

    def skip(self, **time):
        self._skipped += timedelta(**time)


class Caller:
    """A program or a signed-in person that talks to the running centre."""

    def __init__(self, url, token=None):
        self.url, self.session = url, requests.Session()
        self.session.trust_env = False
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path):
        return self.session.get(self.url + path, timeout=60)

    def post(self, path, json=None, **headers):
        return self.session.post(self.url + path, json=json, headers=headers, timeout=60)

    def press(self, counter, command, /, **body):
        return self.post(f"/api/counters/{counter}/{command}", body)

    def view(self, counter):
        return self.get(f"/api/counters/{counter}").json()

    def renew_token(self):
        """Take the token for this session's presses, as each page brings it."""
        rest = self.get("/sign-in").text.split('name="csrf-token" content="')[1]
        self.session.headers["X-CSRFToken"] = rest.split('"')[0]

    def form(self, path, **fields):
        self.renew_token()
        return self.session.post(self.url + path, data=fields, timeout=60, allow_redirects=False)


class Directory:
    """A catalogue of procedures; nothing has been imported yet."""

    def __init__(self):
        self.listed = ()

    def version(self):
        return f"{len(self.listed)} procedures"

    def procedures(self):
        return self.listed


class Door:
    """An address at which one centre after the other is: browsers know its scripts already."""

    def __init__(self):
        self.app = None
        self._server = make_server(
            "127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet
        )
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def _answer(self, environ, start_response):
        return self.app(environ, start_response)

    def close(self):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@cache
def shipped():
    """Return the settings of the centre's own config.yaml."""
    return load(CONFIG)


class Running:
    """The centre while a test runs; `processes`: what it shares with others on the same folder.

    `door`: where it is, else at an address of its own.
    """

    def __init__(self, folder, processes=None, door=None):
        settings = shipped()
        self.clock = Clock()
        self.catalogue = replace(settings.catalogue(), hours=Hours(), limits=IN_A_HURRY)
        self._centre = Centre(folder, self.catalogue, clock=self.clock)
        self.office, self.accounts = self._centre.office, self._centre.accounts
        self.site = site = self._centre.site(
            kiosk, counters, names=settings.centre, processes=processes
        )
        self.directory = Directory()
        kiosk.routes.install(site, self.directory, lambda: settings.screens.kiosk, PaperOptions)
        counters.routes.install(site, codec, PROCEDURES.get)
        self._own_door = None if door else Door()
        door = door or self._own_door
        door.app, self.url = Middleware(site.app), door.url
        self.api = Caller(self.url, self.accounts.create_token("api", "checks"))

    def entries(self):
        """Return the whole journal."""
        return self._centre.entries()

    def stop(self):
        self.office.stop()
        if self._own_door:
            self._own_door.close()
        self._centre.close()

    def device(self, role, **where):
        return Caller(self.url, self.accounts.create_token(role, f"a {role}", **where))

    def person(self, name, counter=None):
        role, department = next((r, d) for n, r, d in PEOPLE if n == name)
        if self.accounts.find_person(name) is None:
            self.accounts.create_person(name, role, PASSWORD, department=department)
        caller = self.sign_in(name)
        if counter:
            assert caller.form(f"/counters/{counter}/choose").status_code == 303
        return caller

    def sign_in(self, name):
        caller = Caller(self.url)
        assert caller.form("/sign-in", name=name, password=PASSWORD).status_code == 303
        caller.renew_token()
        return caller

    def issue(self, service="GTVT-LX", minutes_ago=0, **fields):
        """Give a number straight through the door, as if some minutes ago."""
        self.clock.skip(minutes=-minutes_ago)
        issued = self._centre.issue(service, kiosk="K1", **fields)
        self.clock.skip(minutes=minutes_ago)
        return issued.number


@pytest.fixture(scope="session")
def door():
    door = Door()
    yield door
    door.close()


@pytest.fixture(scope="session")
def people(tmp_path_factory):
    """A data folder in which everybody of PEOPLE has an account, to be copied."""
    folder = tmp_path_factory.mktemp("people")
    with Centre(folder) as prepared:
        for name, role, department in PEOPLE:
            prepared.accounts.create_person(name, role, PASSWORD, department=department)
    return folder


@pytest.fixture
def centre(tmp_path, door, people):
    copytree(people, tmp_path, dirs_exist_ok=True)
    running = Running(tmp_path, door=door)
    yield running
    running.stop()


@pytest.fixture
def faults(page):
    """Whatever a script of the page complains of; a test that uses this ends with none."""
    found = []
    page.on("pageerror", lambda fault: found.append(str(fault)))
    page.on("console", lambda line: line.type == "error" and found.append(line.text))
    yield found
    # a refusal is an answer, which the browser prints as a failed resource
    assert [fault for fault in found if "status of" not in fault] == []


@pytest.fixture
def at_work(page, centre, faults):
    return partial(sit_down, page, centre)

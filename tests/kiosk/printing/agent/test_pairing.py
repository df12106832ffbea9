"""A print agent that is let in by its code: the real program, beside a real server."""

import json
import re
import subprocess
import sys
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import ClassVar

import pytest
import requests

from storage.accounts import Accounts
from storage.database import open_database
from tests.program import ROOT, run, server_in, serving
from tests.waiting import wait_until
from web.agents.pairing import pair
from web.roles import Role


@pytest.fixture(scope="module")
def server(furnished, tmp_path_factory):
    with serving(server_in(tmp_path_factory.mktemp("pairing"), furnished=furnished)) as running:
        yield running


@pytest.fixture
def agent(server, tmp_path):
    """The agent's process, the folder where it keeps its token, and what it has said."""
    folder, said = tmp_path / "agent", tmp_path / "said"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "server.py", "print-agent", "--pair", server.url, "--data", folder],
            cwd=ROOT, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        yield process, folder, said
        process.terminate()
        assert process.wait(20) == 0
    assert "Traceback" not in said.read_text()


def approve(server, code):
    return requests.post(
        f"{server.url}/api/pairings/{code}/approve",
        json={"role": "printer", "name": "Máy in K1", "kiosk": "K1"},
        headers={"Authorization": f"Bearer {server.tokens['api']}"},
        timeout=30,
    )


def codes_in(said):
    return re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", said.read_text())


def test_it_shows_a_code_keeps_its_token_and_shows_another_once_it_is_revoked(server, agent):
    _, folder, said = agent
    code = wait_until("a code", lambda: codes_in(said))[0]
    assert approve(server, code).status_code == 201
    file = folder / "print-agent.json"
    wait_until("the token is kept", file.exists)
    assert file.stat().st_mode & 0o777 == 0o600
    token = json.loads(file.read_text())["token"]
    assert token not in said.read_text()
    with closing(open_database(server.data)) as database:
        accounts = Accounts(database)
        device = accounts.find_token(token)
        assert (device.role, device.kiosk) == ("printer", "K1")
        accounts.revoke(device.id)
    wait_until("another code", lambda: len(codes_in(said)) > 1)
    assert not file.exists()


class Elsewhere(BaseHTTPRequestHandler):
    """Sends whoever asks on to another address of its own, and notes who comes there."""

    came: ClassVar[list[str]] = []

    def do_POST(self):
        self.came.append(self.path)
        self.send_response(307)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """Say nothing."""


def test_it_is_led_on_to_no_other_address(tmp_path):
    said, stop = [], Event()

    def say(text):
        said.append(text)
        stop.set()

    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert pair(f"http://127.0.0.1:{server.server_port}", Role.PRINTER, say, stop) is None
        server.shutdown()
    assert "gives no code yet" in said[0]
    assert Elsewhere.came == ["/api/pairings"]


def test_it_is_told_how_it_is_started():
    assert "--pair" in run("print-agent", "--server", "http://127.0.0.1:1", expect=2).stderr

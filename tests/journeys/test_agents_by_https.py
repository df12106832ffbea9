"""Agents before a centre whose certificate is of its own authority, which this computer trusts."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager

import pytest
import requests

from tests.journeys import haproxy
from tests.journeys.authority import make_authority
from tests.program import LONG_S, ROOT, quiet_port, server_in, serving
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def centre(furnished, authority, tmp_path_factory):
    """A server behind HAProxy; its `address` is by https."""
    folder, public = tmp_path_factory.mktemp("centre"), quiet_port()
    address = f"https://127.0.0.1:{public}"

    def behind(settings):
        settings["server"].update(public_url=address, trusted_proxies=1)

    with serving(server_in(folder, behind, furnished=furnished)) as running:
        running.address = address
        ports = running.port, running.port
        command = haproxy.write(folder, public, quiet_port(), ports, authority.shown)
        with haproxy.serving(command, public, folder / "log"):
            yield running


@contextmanager
def started(tmp_path, *command, **environment):
    """Run an agent; yield what it has said so far, as a function, and its folder."""
    said, folder = tmp_path / "said", tmp_path / "agent"
    with said.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "server.py", *command, "--data", folder],
            cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **environment},
        )  # fmt: skip
    try:
        yield said.read_text, folder
    finally:
        process.terminate()
        process.wait(LONG_S)
    assert "Traceback" not in said.read_text()


def is_followed(centre):
    """Return whether a print agent follows its printers."""
    told = requests.get(f"http://127.0.0.1:{centre.port}/metrics", timeout=LONG_S).text
    return int(float(re.search(r"^xinmoi_sockets (\S+)$", told, re.MULTILINE)[1])) > 0


def test_an_agent_pairs_and_follows_by_an_authority_of_the_systems_list(
    centre, authority, tmp_path
):
    agent = "print-agent", "--pair", centre.address
    with started(tmp_path, *agent, SSL_CERT_FILE=str(authority.file)) as (said, folder):
        pattern = r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b"
        code = wait_until("a code", lambda: re.findall(pattern, said()))[0]
        approved = requests.post(
            f"http://127.0.0.1:{centre.port}/api/pairings/{code}/approve",
            json={"role": "printer", "name": "Máy in K1", "kiosk": "K1"},
            headers={"Authorization": f"Bearer {centre.tokens['api']}"},
            timeout=LONG_S,
        )
        assert approved.status_code == 201
        wait_until("the token is kept", (folder / "print-agent.json").exists)
        wait_until("the agent follows", lambda: is_followed(centre))


def test_an_authority_that_nobody_trusts_is_refused_in_one_sentence(centre, tmp_path):
    with started(tmp_path, "print-agent", "--pair", centre.address) as (said, folder):
        wait_until("it says why", lambda: "CERTIFICATE_VERIFY_FAILED" in said())
        assert said().startswith(f"The server at {centre.address} gives no code yet: ")
        assert said().count("\n") == 1
        assert not folder.exists()

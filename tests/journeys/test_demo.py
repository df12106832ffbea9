"""The demo: one command, a centre that lives, every screen one click away, nothing left over."""

import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.program import LONG_S, ROOT, Server, quiet_port, wait_until
from tests.journeys.screens import LONG_MS
from tests.journeys.wire import Client


@contextmanager
def demo(tmp_path):
    """Run the demo; yields (server, the folder it says it uses)."""
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    server = Server(tmp_path / "unused", Path("config.yaml"), {})
    server.port = quiet_port()
    with server.log_file.open("wb") as log:
        server.process = subprocess.Popen(
            [sys.executable, "server.py", "demo", "--port", str(server.port), "--speed", "60"],
            cwd=ROOT, stdout=log, stderr=log, env={"TMPDIR": str(temporary), "PATH": "/usr/bin"},
        )  # fmt: skip
    try:
        wait_until("the demo answers", server.answers, LONG_S * 2)
        yield server, temporary
    finally:
        server.kill()


@pytest.fixture
def running(tmp_path):
    with demo(tmp_path) as (server, temporary):
        yield server, temporary


def test_a_morning_has_passed_and_citizens_keep_arriving(running):
    server, _ = running
    anybody = Client(server.port)
    seq = anybody.get("/healthz").json["seq"]
    assert seq > 200, "two hours and more of history"
    waiting = [
        service["waiting"]
        for department in anybody.get("/api/services").json["departments"]
        for service in department["services"]
    ]
    assert sum(waiting) > 0
    wait_until("life to go on", lambda: anybody.get("/healthz").json["seq"] > seq + 5)
    anybody.close()


def test_the_demo_is_for_this_computer_alone_and_leaves_nothing(running):
    server, temporary = running
    listening = Path("/proc/net/tcp").read_text(encoding="ascii").split("\n")
    port = f"{server.port:04X}"
    addresses = {line.split()[1] for line in listening if line.split()[3:4] == ["0A"]}
    assert {address for address in addresses if address.endswith(port)} == {f"0100007F:{port}"}
    assert len(list(temporary.glob("xinmoi-demo-*"))) == 1
    assert server.stop() == 0
    assert list(temporary.glob("xinmoi-demo-*")) == []
    assert server.traces() == ""


def test_ctrl_c_ends_the_demo_and_leaves_nothing(running):
    server, temporary = running
    server.signal(signal.SIGINT)
    assert server.process.wait(LONG_S) == 0
    server.process = None
    assert list(temporary.glob("xinmoi-demo-*")) == []


def test_every_screen_is_one_click_from_the_front_page(running, new_context):
    server, _ = running
    page = new_context(base_url=server.url).new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    links = page.locator(".plain-link")
    expect(links.first).to_be_visible()
    arrived = set()
    for place in range(links.count()):
        links.nth(place).click()
        page.wait_for_url(lambda url: url.rstrip("/") != server.url, timeout=LONG_MS)
        expect(page.locator("body")).not_to_be_empty()
        assert "sign-in" not in page.url
        assert not page.get_by_label("Mã thiết bị").count(), page.url
        arrived.add(re.sub(r"/\d+$", "", page.url.removeprefix(server.url).split("?")[0]))
        page.goto("/")
    assert {"/kiosk", "/display", "/display/basic", "/counters", "/reports"} <= arrived
    assert errors == []

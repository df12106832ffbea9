"""No kiosk for an hour: slips of a roll are handed out, entered, and called in order."""

import subprocess
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.journeys.conftest import in_the_default_mode
from tests.journeys.screens import Screens
from tests.program import PASSWORD, ZONE, run

SERVICE = "GTVT-LX"


@pytest.fixture
def screens(new_context, server):
    """Browsers on the running server; none of their scripts may fail."""
    opened = Screens(new_context, server)
    yield opened
    assert opened.script_errors == []


def read_codes(file, folder):
    """Return what a scanner reads from a page of slips, top to bottom."""
    subprocess.run(["pdftoppm", "-r", "203", "-png", file, folder / "page"], check=True)
    pages = sorted(folder.glob("page*.png"))
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", *pages], check=True, capture_output=True, text=True
    )
    return sorted(read.stdout.split())


@in_the_default_mode
def test_slips_keep_the_order_and_reports_say_what_nobody_knows(screens, server, tmp_path):
    api = Api(server.url, server.tokens["api"])
    kiosk = Api(server.url, server.tokens["kiosk"])
    roll, sheet = tmp_path / "roll.pdf", tmp_path / "sheet.pdf"
    where = ("--address", server.url, "--config", server.config, "--data", server.data)
    said = run("paper-roll", SERVICE, "1-12", "--out", roll, "--sheet", sheet, *where).stdout
    assert said.count("is written") == 2
    assert {file.read_bytes()[:5] for file in (roll, sheet)} == {b"%PDF-"}
    codes = read_codes(roll, tmp_path)
    assert len(codes) == 12

    assert [take(kiosk) for _ in range(2)] == ["D001", "D002"]
    began = datetime.now(UTC)
    server.kill()
    server.start()
    ended = datetime.now(UTC)
    assert take(kiosk) == "D003"
    phone = screens.page({"width": 390, "height": 844})
    phone.goto(codes[1])
    expect(phone.locator("h1")).to_have_text("Phiếu giấy số D9002")

    entry = {
        "service": SERVICE, "first": codes[0], "last": "D9004", "served_to": "D9001",
        "began_at": began.isoformat(), "ended_at": ended.isoformat(),
    }  # fmt: skip
    entered = api.post("/api/guide/enter-paper", entry).json()
    assert (len(entered["numbers"]), entered["served"]) == (4, 1)
    server.kill()
    server.start()
    assert api.post("/api/guide/enter-paper", entry).json()["numbers"] == []

    phone.reload()
    expect(phone.locator("#ticket")).to_contain_text("D9002")
    phone.goto(codes[0])
    expect(phone.locator("#ticket")).to_contain_text("D9001")
    assert api.post("/api/counters/07/open").ok
    called = []
    for _ in range(6):
        called.append(api.post("/api/counters/07/call-next").json()["ticket"]["number"])
        assert api.post("/api/counters/07/finish").ok
    assert called == ["D001", "D002", "D9002", "D9003", "D9004", "D003"]

    today = datetime.now(ZONE).date()
    report = screens.page({"width": 1440, "height": 900})
    report.goto(f"{server.url}/sign-in")
    report.fill("#name", "giang")
    report.fill("#password", PASSWORD)
    report.keyboard.press("Enter")
    report.wait_for_url("**/reports**")
    report.goto(f"{server.url}/reports/tickets?from={today}&to={today}&figure=called&channel=paper")
    expect(report.locator("tbody tr")).to_have_count(3)
    expect(report.locator("tbody tr").first).to_contain_text("không rõ")
    found = api.get(f"/api/reports/statistics?from={today}&to={today}&by=channel").json()
    counts = {row["key"]: (row["issued"], row["served"], row["unsure"]) for row in found["rows"]}
    assert (counts["kiosk"], counts["paper"]) == ((3, 3, 0), (4, 4, 3))
    assert [found["total"][name] for name in ("issued", "served", "unsure")] == [7, 7, 3]


def take(kiosk):
    return kiosk.post("/api/tickets", {"service": SERVICE}).json()["ticket"]["number"]

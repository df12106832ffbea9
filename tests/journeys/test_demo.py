"""The demo: one command, a centre that lives, every screen one click away, nothing left over."""

import re
import signal
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from tests.journeys.screens import LONG_MS
from tests.journeys.wire import Client
from tests.program import Server, run
from tests.waiting import LONG_S, wait_until


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A demo, and the folder it says it uses: its four weeks take seconds to make."""
    folder = tmp_path_factory.mktemp("demo")
    temporary = folder / "tmp"
    temporary.mkdir()
    server = Server(folder / "unused")
    environment = {"TMPDIR": str(temporary), "PATH": "/usr/bin"}
    server.launch("demo", "--port", server.port, "--speed", 60, env=environment)
    try:
        wait_until("the demo answers", server.answers, LONG_S * 2)
        yield server, temporary
    finally:
        server.kill()


def test_four_weeks_and_a_morning_have_passed_and_citizens_keep_arriving(shared):
    server, _ = shared
    anybody = Client(server.port)
    seq = anybody.get("/healthz").json["seq"]
    assert seq > 40_000, "four weeks of history"
    waiting = [
        service["waiting"]
        for department in anybody.get("/api/services").json["departments"]
        for service in department["services"]
    ]
    assert sum(waiting) > 0
    wait_until("life to go on", lambda: anybody.get("/healthz").json["seq"] > seq + 5)
    anybody.close()


def test_four_weeks_are_in_the_reports_and_most_were_called_within_the_target(shared, new_context):
    server, _ = shared
    page = new_context(base_url=server.url).new_page()
    page.goto("/")
    page.locator(".front-link", has_text="Báo cáo bốn tuần qua").click()
    page.wait_for_url("**/reports/statistics**", timeout=LONG_MS)
    span = dict(parse_qsl(urlsplit(page.url).query))
    report = "/api/reports/departments"
    wait_until("the files of the weeks", lambda: page.request.get(report, params=span).ok)
    whole = page.request.get(report, params=span).json()["total"]
    assert 8_000 < whole["issued"] < 14_000
    assert 0.70 <= whole["wait_within_target"] <= 0.85
    assert whole["ratings"] > 2_000
    saved = page.request.get("/api/reports/statistics", params=span | {"by": "reason"}).json()
    assert all(row["saved"] > 50 for row in saved["rows"])
    assert saved["total"]["saved_home"] > 20
    page.goto("/reports")
    expect(page.locator(".heat tbody tr").nth(4)).to_be_visible(timeout=LONG_MS)
    alerts = page.locator(".alerts li")
    expect(alerts.filter(has_text="phản ánh quá hạn trả lời")).to_have_count(1)
    # At sixty times a slow computer sees hours of today
    assert alerts.count() <= 8
    today = page.request.get(report).json()["total"]
    assert 0.65 <= today["wait_within_target"] <= 0.90, "some minutes of today at sixty times"


def test_the_codes_on_the_front_page_tell_of_dossiers(shared, new_context):
    server, _ = shared
    page = new_context(base_url=server.url).new_page()
    page.goto("/")
    link = page.locator(".front-link", has_text="Tra cứu kết quả hồ sơ")
    ready, waits = re.findall(r"H13[\d.-]+\d", link.inner_text())
    for code, said in ((ready, "Hồ sơ đã có kết quả"), (waits, "Hồ sơ chưa có kết quả")):
        page.goto("/results")
        page.locator("#code").fill(code)
        page.get_by_role("button", name="Tra cứu").click()
        expect(page.locator("#told h2")).to_have_text(said)


def test_the_first_steps_of_a_newcomer_are_links(shared, new_context):
    server, _ = shared
    page = new_context(base_url=server.url).new_page()
    page.goto("/")
    steps = page.locator(".front-note li a")
    addresses = [step.get_attribute("href") for step in steps.all()]
    assert [re.sub(r"\d+$", "", each) for each in addresses] == [
        "/kiosk", "/counters/", "/display?layout=hero",
    ]  # fmt: skip
    department = re.search("Lấy một số của (.+) ở máy lấy số", steps.first.inner_text())[1]
    steps.first.click()
    expect(page.locator("button.tile", has_text=department)).to_be_visible()
    page.goto(addresses[1])
    expect(page.locator("body")).to_contain_text(department)


def test_every_screen_is_one_click_from_the_front_page(shared, new_context):
    server, temporary = shared
    page = new_context(base_url=server.url).new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    links = page.locator(".front-link")
    expect(links.first).to_be_visible()
    pictures = page.locator(".front-picture img")
    assert pictures.count() == links.count() - 1, "the server's health alone has none"
    assert all(pictures.evaluate_all("all => all.map((one) => one.naturalWidth > 100)"))
    groups = page.locator(".front-group h2").all_inner_texts()
    assert groups == [
        "Người dân", "Sảnh chờ", "Cán bộ tại quầy", "Nhân viên hướng dẫn", "Lãnh đạo",
        "Quản trị viên",
    ]  # fmt: skip
    # The number that a phone follows is another at each look, and for moments nobody waits
    phone = "Điện thoại theo dõi số"
    texts = (each.split("\n")[0] for each in links.all_inner_texts())
    arrived = set()
    for text in [*(each for each in texts if not each.startswith(phone)), phone]:
        link = links.filter(has=page.get_by_text(re.compile(f"^{re.escape(text)}"))).first
        wait_until(f"the link {text}", lambda link=link: page.goto("/") and link.count())
        link.click(timeout=LONG_MS)
        page.wait_for_url(lambda url: url.rstrip("/") != server.url, timeout=LONG_MS)
        expect(page.locator("body")).not_to_be_empty()
        assert "sign-in" not in page.url
        assert not page.get_by_label("Mã thiết bị").count(), page.url
        arrived.add(re.sub(r"/\d+$", "", page.url.removeprefix(server.url).split("?")[0]))
    assert {
        "/kiosk", "/display", "/display/basic", "/counters", "/counters/guide", "/rate",
        "/reports", "/reports/statistics", "/healthz", "/admin",
        "/now", "/procedures", "/complaints", "/display/figures", "/results",
        "/bulletins", "/reports/hand-over",
    } <= arrived  # fmt: skip
    assert any(address.startswith("/t/") for address in arrived)
    assert errors == []
    (data,) = temporary.glob("xinmoi-demo-*")
    copied = (data / "config.yaml").read_text(encoding="utf-8")
    assert "# Spans of intake per weekday" in copied, "what /admin changes in the demo is its own"
    assert "device: " in copied


def test_a_port_in_use_is_said_before_four_weeks_are_lived(shared):
    server, _ = shared
    refused = run("demo", "--port", server.port, expect=1)
    assert (refused.stdout + refused.stderr).splitlines() == [
        f"Cannot serve on 127.0.0.1: port {server.port} is in use by another program."
    ]


def test_the_demo_is_sound_for_this_computer_alone_and_ctrl_c_leaves_nothing(shared):
    server, temporary = shared
    listening = Path("/proc/net/tcp").read_text(encoding="ascii").split("\n")
    port = f"{server.port:04X}"
    addresses = {line.split()[1] for line in listening if line.split()[3:4] == ["0A"]}
    assert {address for address in addresses if address.endswith(port)} == {f"0100007F:{port}"}
    (folder,) = temporary.glob("xinmoi-demo-*")
    assert "sound" in run("verify", "--data", folder).stdout
    server.signal(signal.SIGINT)
    assert server.process.wait(LONG_S) == 0
    server.process = None
    assert list(temporary.glob("xinmoi-demo-*")) == []
    assert server.traces() == ""

"""Somebody comes for a result: the kiosk asks for the code, tells, and gives a number or none."""

import re

import pytest
from playwright.sync_api import expect

from tests.hands import CARD, Scanner, stand_still
from tests.kiosk.conftest import open_kiosk
from tests.program import at_any_hour, server_in, serving
from tests.results.test_pages import TABLE, telling
from tests.waiting import wait_until

READY, WAITS, LATE = "H13.16-261120-0001", "H13.16-261120-0002", "H13.16-261120-0005"
MISSING, UNKNOWN = "H13.17-261120-0003", "H99.16-261120-0009"
COLLECTING = "nhan-ket-qua"


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("collecting")
    server = server_in(folder, at_any_hour, telling, furnished=furnished)
    (folder / "dossiers.csv").write_text(TABLE, encoding="utf-8")
    with serving(server):
        wait_until("the table is read", (server.data / "results/table.json").exists)
        yield server


@pytest.fixture(scope="module")
def panel(browser, browser_context_args):
    context = browser.new_context(
        **{**browser_context_args, "viewport": {"width": 1080, "height": 1920}}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def kiosk(panel, program):
    """The kiosk's page that asks for the code."""
    panel.clock.install()
    open_kiosk(panel, program, program.tokens["kiosk"])
    panel.locator(".quick button").first.click()
    expect(panel.locator(".kb.code")).to_be_visible()
    yield panel
    panel.clock.resume()


def type_code(page, code):
    for sign in code:
        page.locator(".kb button", has_text=re.compile(f"^{re.escape(sign)}$")).click()
    expect(page.locator(".field input")).to_have_value(code)
    page.locator(".kb .done").click()


def tells(page, title):
    expect(page.locator(".told h1")).to_have_text(title)
    return page.locator(".told")


def test_ready_leads_to_a_number_of_the_office_that_has_it(kiosk, program):
    type_code(kiosk, READY)
    told = tells(kiosk, "Hồ sơ đã có kết quả")
    expect(told).to_contain_text("25/11/2026")
    expect(told).to_contain_text("Sở Xây dựng")
    with kiosk.expect_request("**/api/tickets") as asked:
        kiosk.locator(".act .pri").click()
        kiosk.locator(".groups .no").click()
    assert asked.value.post_data_json["procedure"] == COLLECTING
    assert asked.value.post_data_json["service"] == "XD"
    expect(kiosk.locator(".tk .no")).to_be_visible()
    expect(kiosk.locator("main.ticket")).to_contain_text("Nhận kết quả")


def test_a_scanned_receipt_is_looked_up_at_once_and_not_yet_ends_the_visit(kiosk):
    stand_still(kiosk)
    Scanner(kiosk).scan(f"https://dvc.example.gov.vn/tra?ma={WAITS}")
    told = tells(kiosk, "Hồ sơ chưa có kết quả")
    expect(told).to_contain_text("05/12/2099")
    with kiosk.expect_response("**/api/visits/end") as counted:
        kiosk.get_by_role("button", name="Kết thúc").click()
    assert counted.value.status == 201
    assert counted.value.request.post_data_json == {
        "reason": "result_not_ready", "service": "XD", "procedure": COLLECTING,
    }  # fmt: skip
    expect(kiosk.locator(".tile.ask")).to_be_visible()


def test_past_its_promised_day_there_is_an_apology_and_no_end_that_saves_a_visit(kiosk):
    type_code(kiosk, LATE)
    told = tells(kiosk, "Hồ sơ đã quá hẹn trả kết quả")
    expect(told).to_contain_text("Trung tâm xin lỗi Ông/Bà")
    expect(told).to_contain_text("20/11/2020")
    expect(told.locator(".act button")).to_have_text(
        ["Gặp nhân viên hướng dẫn", "Lấy số gặp cơ quan"]
    )
    kiosk.locator(".act .pri").click()
    expect(kiosk.locator(".groups .no")).to_be_visible()


def test_a_missing_paper_is_named_with_a_number_to_hand_it_in(kiosk):
    type_code(kiosk, MISSING)
    expect(tells(kiosk, "Hồ sơ cần bổ sung giấy tờ")).to_contain_text("Bản vẽ hoàn công")
    kiosk.get_by_role("button", name="Lấy số nộp bổ sung").click()
    expect(kiosk.locator(".pick .r")).to_have_count(2)
    kiosk.locator(".back").click()
    tells(kiosk, "Hồ sơ cần bổ sung giấy tờ")
    kiosk.locator(".back").click()
    expect(kiosk.locator(".field input")).to_have_value("")


def test_an_unknown_code_can_be_typed_again_or_a_number_taken_anyway(kiosk):
    type_code(kiosk, UNKNOWN)
    tells(kiosk, "Không tìm thấy mã này")
    kiosk.get_by_role("button", name="Vẫn lấy số").click()
    expect(kiosk.locator(".offices .tile").first).to_be_visible()


def test_whoever_has_no_code_takes_a_number_all_the_same(kiosk):
    kiosk.locator(".r", has_text="Lấy số không cần mã").click()
    expect(kiosk.locator(".offices .tile").first).to_be_visible()
    kiosk.locator(".back").click()
    kiosk.locator(".r", has_text="Mất giấy hẹn").click()
    expect(kiosk.locator(".groups .no")).to_be_visible()


def test_a_card_goes_nowhere_and_a_server_that_is_away_stops_nobody(kiosk):
    stand_still(kiosk)
    posts = []
    kiosk.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    Scanner(kiosk).scan(CARD)
    expect(kiosk.locator(".q [role=status]")).to_contain_text("Đó không phải mã hồ sơ")
    expect(kiosk.locator(".field input")).to_have_value("")
    assert [url for url in posts if "results" in url] == []
    kiosk.clock.resume()
    kiosk.route("**/api/results", lambda route: route.fulfill(status=503, json={}))
    type_code(kiosk, READY)
    tells(kiosk, "Không tra cứu được lúc này")
    expect(kiosk.get_by_role("button", name="Lấy số nhận kết quả")).to_be_enabled()
    kiosk.unroute_all()


def test_no_code_is_in_an_address_the_log_or_the_data(kiosk, program):
    addresses = []
    kiosk.on("request", lambda request: addresses.append(request.url))
    type_code(kiosk, READY)
    tells(kiosk, "Hồ sơ đã có kết quả")
    files = [file.read_bytes() for file in program.data.rglob("*") if file.is_file()]
    for held in (*(each.encode() for each in addresses), program.log.encode(), *files):
        assert b"261120" not in held
    assert "261120" not in kiosk.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}])"
    )

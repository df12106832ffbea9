"""A citizen's way from the number to the rating, in both languages, with and without scripts."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import product
from time import monotonic

import pytest
from playwright.sync_api import expect

from storage.citizen_words import CitizenWords
from storage.database import open_database
from tests.api import Api
from tests.kiosk.catalogue import today
from tests.phone.conftest import COUNTER, SERVICE
from tests.program import at_any_hour, run

A_CODE = re.compile(r"^[A-Z2-9]{4}-[A-Z2-9]{4}$")
LANGUAGES = {
    "vi": {
        "late": "Tôi đến muộn", "pass": "Nhường 1 người", "moved": "Ông/Bà báo đến muộn",
        "near": "Ông/Bà là người tiếp theo", "called": "Mời Ông/Bà đến quầy",
        "parked": "đang giữ số này",
        "level": "Hài lòng", "send": "Gửi đánh giá", "thanks": "Cảm ơn Ông/Bà đã đánh giá",
        "complain": "Gửi phản ánh, kiến nghị", "post": "Gửi phản ánh", "back": "Về trang theo dõi",
        "missed": "đã được gọi nhưng Ông/Bà chưa đến", "again": "sau khi lỡ lượt",
    },
    "en": {
        "late": "I'll be late", "pass": "Let 1 person go first", "moved": "said you are late",
        "near": "You are next", "called": "Please go to the counter", "parked": "is keeping",
        "level": "Satisfied", "send": "Send rating", "thanks": "Thank you for your rating",
        "complain": "Send a complaint or suggestion", "post": "Send", "back": "Back to my number",
        "missed": "was called, but nobody came", "again": "after a missed call",
    },
}  # fmt: skip


@dataclass
class Phone:
    """A phone that shows a ticket; one without scripts is refreshed, as it does by itself."""

    page: object
    scripts: bool
    said: dict
    url: str

    def sees(self, what):
        if not self.scripts:
            self.page.goto(self.url)
        expect(self.page.locator("#ticket")).to_contain_text(self.said[what])
        expect(self.page.locator("#ticket .no")).to_be_visible()
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    def press(self, kind, what):
        self.page.get_by_role(kind, name=self.said[what], exact=True).click()


@pytest.fixture(params=[("vi", True), ("en", False)], ids=str)
def phone(request, browser, program, ticket):
    language, scripts = request.param
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    url = f"{program.url}{ticket['follow_url']}?lang={language}"
    page.goto(url)
    yield Phone(page, scripts, LANGUAGES[language], url)
    context.close()


def act(api, *buttons, **body):
    for button in buttons:
        answer = api.post(f"/api/counters/{COUNTER}/{button}", body)
        assert answer.status_code == 200, answer.text


def test_nobody_is_told_to_come_closer_while_no_counter_is_open(page, program, api, ticket):
    page.goto(program.url + ticket["follow_url"])
    shown = page.locator("#ticket")
    expect(shown).to_contain_text("đến gần quầy")
    act(api, "pause")
    expect(shown).to_contain_text("Quầy cho thủ tục này đang tạm nghỉ")
    expect(shown).not_to_contain_text("đến gần quầy")
    act(api, "open")
    expect(shown).to_contain_text("đến gần quầy")


def test_few_people_who_take_long_are_not_soon(page, new_server):
    # Late at night nobody is promised a wait
    program = new_server(at_any_hour, at=f"{today()}T09:00:00").start()
    api = Api(program.url, program.tokens["api"])
    api.post(f"/api/counters/{COUNTER}/open")
    mine = [api.post("/api/tickets", {"service": SERVICE}).json() for _ in range(4)][-1]
    page.goto(program.url + mine["follow_url"])
    shown = page.locator("#ticket")
    # three ahead at one counter of six minutes a call
    expect(page.locator("[data-show=wait]")).to_have_text(re.compile(r"^[23]\d–"))
    expect(shown).not_to_contain_text("đến gần quầy")
    act(api, "call-next", *["finish-and-call-next"] * 2)
    expect(shown).to_contain_text("Ông/Bà là người tiếp theo")


def test_a_citizen_who_comes_late_is_served_rates_and_complains(phone, api, ticket):
    mine = ticket["ticket"]
    behind = [api.post("/api/tickets", {"service": SERVICE}).json()["ticket"] for _ in range(2)]
    phone.sees("near")
    phone.press("link", "late")
    phone.page.get_by_role("button", name=phone.said["pass"]).click()
    phone.sees("moved")
    order = [each["number"] for each in api.get(f"/api/counters/{COUNTER}").json()["waiting"]]
    assert order == [behind[0]["number"], mine["number"], behind[1]["number"]]
    act(api, "call-next", "finish-and-call-next")
    phone.sees("called")
    act(api, "start", "park")
    phone.sees("parked")
    act(api, "resume", ticket=mine["id"])
    act(api, "finish")
    phone.sees("send")
    phone.page.get_by_role("radio", name=phone.said["level"], exact=True).check()
    phone.page.locator("#remark").fill("Nhanh và rõ ràng.")
    phone.press("button", "send")
    phone.sees("thanks")
    phone.press("link", "complain")
    phone.page.locator("#text").fill("Biển chỉ dẫn ở tầng 1 khó đọc.")
    phone.press("button", "post")
    expect(phone.page.locator(".code")).to_have_text(A_CODE)
    code = phone.page.locator(".code").inner_text()
    assert code not in phone.page.url, "no address joins a complaint to a ticket"
    phone.page.reload()
    expect(phone.page.locator(".code")).to_have_text(code)
    phone.press("link", "back")
    phone.sees("thanks")


def test_a_missed_call_says_what_to_do_and_why_the_place_is_another(phone, api, ticket):
    api.post("/api/tickets", {"service": SERVICE})
    act(api, "call-next")
    act(api, "no-show")
    phone.sees("missed")
    assert api.post(f"/api/tickets/{ticket['ticket']['id']}/restore").status_code == 200
    phone.sees("again")


def test_the_widest_numbers_fit_every_state(page, program, api, ticket):
    for state in ("waiting", "late", "cancel", "complain", "called"):
        if state == "called":
            act(api, "call-next")
        page.goto(f"{program.url}{ticket['follow_url']}?ask={state}")
        for number, width in product(("M888", "M1000"), (320, 390, 768)):
            page.set_viewport_size({"width": width, "height": 640})
            fits(page, number, (state, width))


def fits(page, number, place):
    """Check that a number has room on the page."""
    page.locator(".no").evaluate(
        "(e, n) => { e.textContent = n; e.classList.toggle('five', n.length > 4); }", number
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (number, place)
    assert page.locator(".no").evaluate("e => e.scrollWidth <= e.clientWidth + 1"), (number, place)


def test_giving_the_number_back_is_asked_twice(page, program, api, ticket):
    page.goto(program.url + ticket["follow_url"])
    page.get_by_role("link", name="Hủy số").click()
    page.get_by_role("link", name="Không, giữ số này").click()
    expect(page.locator("#panel")).to_have_count(0)
    page.get_by_role("link", name="Hủy số").click()
    expect(page.locator("#panel")).to_be_focused()
    page.get_by_role("button", name="Hủy số").click()
    expect(page.locator("#ticket")).to_contain_text("Số này đã hủy")
    assert api.get(f"/api/counters/{COUNTER}").json()["waiting"] == []


def test_a_refusal_is_said_on_the_page(page, program, api, ticket):
    for _ in range(2):
        api.post("/api/tickets", {"service": SERVICE})
    page.goto(f"{program.url}{ticket['follow_url']}?ask=late")
    act(api, "call-next")
    act(api, "return")
    for _ in range(2):
        api.session.post(
            f"{program.url}{ticket['follow_url']}/postpone", json={"places": 1}, timeout=60
        )
    page.get_by_role("link", name="Quay lại, giữ nguyên lượt").click()
    page.get_by_role("link", name="Tôi đến muộn").click()
    expect(page.locator("#panel")).to_contain_text("đã lùi đủ số lần cho phép")


def test_the_whole_row_switches_the_alerts_and_they_come_at_three_and_at_the_call(
    page, program, api, ticket
):
    mine = [api.post("/api/tickets", {"service": SERVICE}).json() for _ in range(4)][-1]
    page.add_init_script(
        "window.felt = []; const real = navigator.vibrate.bind(navigator);"
        "navigator.vibrate = (p) => { window.felt.push(p); return real(p); };"
    )
    page.goto(program.url + mine["follow_url"])
    row = page.get_by_role("switch", name="Báo khi còn 3 người")
    box = row.bounding_box()
    assert box["width"] >= 390 - 40
    assert box["height"] >= 44
    page.mouse.click(box["x"] + 60, box["y"] + box["height"] - 6)
    expect(row).to_have_attribute("aria-checked", "true")
    page.evaluate("window.felt.length = 0")
    act(api, "call-next")
    row = page.get_by_role("switch", name="Báo khi đến lượt")
    expect(row).to_have_attribute("aria-checked", "true")
    assert page.evaluate("window.felt.filter(Array.isArray).length") == 1
    act(api, *["finish-and-call-next"] * 3)
    expect(page.locator("#ticket")).to_contain_text("Ông/Bà là người tiếp theo")
    act(api, "finish-and-call-next")
    expect(page.get_by_role("button", name="Tôi đang đến")).to_be_visible()
    assert page.evaluate("window.felt.filter(Array.isArray).pop()")[0] == 500
    page.get_by_role("button", name="Tôi đang đến").click()
    expect(page.get_by_role("button", name="Tôi đang đến")).to_be_hidden()
    page.reload()
    act(api, "return")
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "true")


def test_what_somebody_writes_survives_the_hall_going_on(page, program, api, ticket):
    page.goto(f"{program.url}{ticket['follow_url']}?ask=complain")
    page.locator("#text").fill("Quầy thông tin không có người.")
    act(api, "call-next")
    expect(page.get_by_role("alert")).to_contain_text("Mời Ông/Bà đến quầy")
    act(api, "start")
    expect(page.locator("#text")).to_have_value("Quầy thông tin không có người.")


def test_a_server_that_dies_is_noticed_and_its_return_too(page, new_server):
    program = new_server().start()
    api = Api(program.url, program.tokens["api"])
    api.post(f"/api/counters/{COUNTER}/open")
    mine = api.post("/api/tickets", {"service": SERVICE}).json()
    page.goto(program.url + mine["follow_url"])
    expect(page.locator("[data-scripts]").first).to_be_visible()
    program.kill()
    expect(page.locator("[data-offline]")).to_have_text("Đang kết nối lại, xin nghe loa")
    write_long_ago(program)
    program.start()
    expect(page.locator("[data-offline]")).to_be_hidden()
    act(api, "call-next")
    expect(page.get_by_role("alert")).to_contain_text("Mời Ông/Bà đến quầy")
    act(api, "return")
    expect(page.locator("#ticket")).to_contain_text("người phía trước")
    end_the_day(program)
    expect(page.locator("#ticket")).to_contain_text("Không còn số này")
    until = monotonic() + 20
    while told(program, "words", "remarks") != "0 remarks\n":
        assert monotonic() < until, "what was written long ago is still there"


def write_long_ago(program):
    database = open_database(program.data)
    words = CitizenWords(database, lambda: datetime.now(UTC) - timedelta(days=31))
    words.keep("r1", "remark", SERVICE, "Đã lâu rồi.")
    database.close()
    assert "Đã lâu rồi." in told(program, "words", "remarks")


def end_the_day(program):
    told(program, "close-day", "--yes", "--at-once")


def told(program, *command):
    return run(*command, "--data", program.data).stdout

"""At the door of a running centre: kiosk, guide and phone confirm; a power cut loses nothing."""

import re
from urllib.parse import unquote

import pytest
import requests
from playwright.sync_api import expect

from tests.api import Api
from tests.hands import LF, Scanner, stand_still

SERVICE, COUNTER = "NgV", "27"


@pytest.fixture(scope="module")
def kiosk_token(program):
    return program.token("kiosk", kiosk="K1")


@pytest.fixture(scope="module")
def desk(program, kiosk_token):
    """The kiosk as a program asks it."""
    return Api(program.url, kiosk_token)


@pytest.fixture(scope="module")
def phone(browser):
    """A phone without scripts; its cookies stay for the module."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=False, locale="vi-VN"
    )
    yield context.new_page()
    context.close()


def book(program):
    """Book a number from home as a program; return its code and the address of its page."""
    made = requests.post(f"{program.url}/book", json={"service": SERVICE}, timeout=60).json()
    return made["code"], f"/b/{made['follow']}"


def book_by_hand(phone, program, more=None):
    """Book on the phone, perhaps `more` than one thing; return the digits that it shows."""
    phone.goto(f"{program.url}/book?service={SERVICE}")
    if more is not None:
        phone.get_by_role("link", name="Thêm việc khác").click()
        phone.locator("summary", has_text="Sở Tư pháp").click()
        phone.get_by_role("link", name=more).click()
    phone.get_by_role("link", name="Lấy số cho hôm nay").click()
    phone.get_by_role("button", name="Lấy số này").click()
    return phone.locator(".book-digits").inner_text().replace(" ", "")


def test_six_digits_at_the_kiosk_print_the_number_once(program, desk, api):
    code, page = book(program)
    assert all(row["number"] for row in api.get(f"/api/counters/{COUNTER}").json()["waiting"])
    given = desk.post("/api/bookings/confirm", {"said": f"{code[:3]} {code[3:]}"})
    assert given.status_code == 201
    ticket = given.json()["ticket"]
    assert ticket["service"] == SERVICE
    again = desk.post("/api/bookings/confirm", {"said": code}).json()
    assert (again["error"], again["number"]) == ("booking_confirmed", ticket["number"])
    moved = requests.get(program.url + page, allow_redirects=False, timeout=60)
    assert moved.headers["Location"] == given.json()["follow_url"]


def test_wrong_digits_are_counted_by_kiosk_and_a_power_cut_loses_no_booking(program):
    code, page = book(program)
    program.restart()
    desk = Api(program.url, program.tokens["kiosk K2"])
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    answers = [desk.post("/api/bookings/confirm", {"said": wrong}).status_code for _ in range(9)]
    assert answers == [404] * 8 + [429]
    guide = Api(program.url, program.tokens["api"])
    given = guide.post("/api/bookings/confirm", {"said": f"{program.url}{page}"})
    assert given.status_code == 201


def type_digits(page, digits):
    for digit in digits:
        page.locator(".pad").get_by_role("button", name=digit, exact=True).click()


def test_the_kiosks_screen_and_the_phone_meet(program, phone, page, kiosk_token):
    code = book_by_hand(phone, program)
    page.clock.install()
    page.set_viewport_size({"width": 1080, "height": 1920})
    page.goto(f"{program.url}/kiosk?token={kiosk_token}")
    page.get_by_role("button", name="Tôi đã đặt trước").click()
    door = page.locator(".door img")
    expect(door).to_have_attribute("src", re.compile(r"^data:image/svg"))
    wrong = f"{code[:5]}{(int(code[5]) + 1) % 10}"
    type_digits(page, wrong)
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator(".ask")).to_contain_text("Không có lượt đặt này")
    expect(page.get_by_role("button", name="Gặp nhân viên hướng dẫn")).to_be_enabled()
    page.get_by_role("button", name="Gõ lại mã").click()
    expect(page.locator("p.code")).to_have_text(f"{wrong[:3]} {wrong[3:]}")
    page.get_by_role("button", name="Xóa một chữ số").click()
    type_digits(page, code[5])
    page.get_by_role("button", name="Xác nhận").click()
    number = page.locator(".tk .no").inner_text()
    phone.reload()
    expect(phone.locator("#ticket .no")).to_have_text(number)
    assert "/t/" in phone.url
    page.get_by_role("button", name="Xong").click()

    book_by_hand(phone, program, more="Lý lịch tư pháp")
    expect(page.locator(".find")).to_be_enabled()
    stand_still(page)
    Scanner(page).scan("H13.16-240226-0123")  # anything else says nothing here
    expect(page.locator(".hero h1")).to_be_visible()
    # At home, without a touch; a scanner may send a line feed as its end
    Scanner(page).scan(phone.url, end=LF)
    page.clock.resume()
    expect(page.locator(".tk .no")).to_be_visible()
    expect(page.get_by_text("Số này dùng cho cả 2 việc")).to_be_visible()


def test_an_identity_card_before_the_scanner_leaves_the_page_of_bookings_for_nowhere(
    program, page, kiosk_token
):
    page.clock.install()
    page.goto(f"{program.url}/kiosk?token={kiosk_token}")
    page.get_by_role("button", name="Tôi đã đặt trước").click()
    expect(page.locator(".door img")).to_have_attribute("src", re.compile(r"^data:image/svg"))
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request.url))
    stand_still(page)
    Scanner(page).scan()
    page.clock.resume()
    expect(page.locator(".ask")).to_contain_text("Đó không phải mã của lượt đặt")
    page.get_by_role("button", name="Gõ lại mã").click()
    expect(page.locator("p.code")).to_have_text("··· ···")
    assert posts == []


def test_a_booking_of_another_day_is_told_by_that_day_as_people_write_it(program, desk):
    page = requests.get(f"{program.url}/book?service={SERVICE}", timeout=60).text
    day = re.search(r"day=(\d{4})-(\d\d)-(\d\d)", page)
    times = requests.get(f"{program.url}/book?service={SERVICE}&{day[0]}", timeout=60).text
    slot = unquote(re.search(r"slot=([^\"&]+)", times)[1])
    made = requests.post(
        f"{program.url}/book", json={"service": SERVICE, "slot": slot}, timeout=60
    ).json()
    refused = desk.post("/api/bookings/confirm", {"said": made["code"]}).json()
    assert refused["day"] == "-".join(day.groups())
    assert re.search(rf" ngày (Thứ \w+|Chủ Nhật), {day[3]}/{day[2]},", refused["message"])


def test_the_guide_confirms_by_six_digits(program, api, page):
    code, _ = book(program)
    page.goto(f"{program.url}/sign-in?next=/counters/guide")
    page.get_by_label("Tên đăng nhập").fill("huong")
    page.get_by_label("Mật khẩu").fill("một mật khẩu dài")
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("button", name="Cấp số").first.click()
    page.get_by_label("mã sáu chữ số").fill(code)
    page.get_by_role("button", name="Xác nhận đã đến").click()
    expect(page.locator(".given")).to_be_visible()

"""The display on a counter, in a real browser: its own number, and the question after a service."""

import pytest
import requests
from playwright.sync_api import expect

from tests.api import Api

SERVICE, COUNTER, OTHER = "GTVT-LX", "07", "08"


@pytest.fixture(scope="module")
def own_token(program):
    return program.token("rating", counter=COUNTER)


@pytest.fixture
def display(page, program, own_token):
    page.set_viewport_size({"width": 800, "height": 480})
    page.goto(f"{program.url}/display/counter/{COUNTER}?token={own_token}")
    return page


def issue(api):
    return api.post("/api/tickets", {"service": SERVICE}).json()["ticket"]


def press(api, button, **body):
    answer = api.post(f"/api/counters/{COUNTER}/{button}", body)
    assert answer.status_code == 200, answer.text


def test_it_shows_the_counters_own_number_and_asks_by_the_one_way_there_is(display, api):
    desk = display.locator("[data-desk]")
    expect(desk).to_contain_text("Quầy đang đóng")
    press(api, "open")
    expect(desk).to_contain_text("Mời Ông/Bà chờ gọi số")
    number = issue(api)["number"]
    press(api, "call-next")
    expect(display.locator("[data-large]")).to_have_text(number)
    expect(desk).to_have_class("desk calling")
    press(api, "start")
    expect(desk).to_contain_text("Đang phục vụ số")
    following = issue(api)["number"]
    press(api, "finish-and-call-next")
    expect(display.locator("[data-large]")).to_have_text(following)
    expect(display.locator("[data-number]")).to_have_text(number)
    display.get_by_role("button", name="Rất hài lòng").click()
    expect(display.get_by_role("heading", name="Cảm ơn Ông/Bà đã đánh giá")).to_be_visible()
    expect(display.locator("[data-large]")).to_have_text(following)
    press(api, "finish")
    press(api, "pause", reason="meeting")
    expect(desk).to_contain_text("Quầy tạm nghỉ")
    press(api, "close")


def test_it_shows_no_other_counter_and_a_board_asks_nobody(program, own_token, page):
    at = f"{program.url}/display/counter/{OTHER}"
    moved = requests.get(
        at, headers={"Authorization": f"Bearer {own_token}"}, timeout=60, allow_redirects=False
    )
    assert (moved.status_code, moved.headers["Location"]) == (303, f"/display/counter/{COUNTER}")
    own = Api(program.url, own_token).get("/display/counter", Accept="text/html")
    assert own.url.endswith(f"/display/counter/{COUNTER}")
    page.goto(f"{at}?token={program.tokens['display']}")
    expect(page.locator("[data-desk]")).to_contain_text("Quầy đang đóng")
    everything = Api(program.url, program.tokens["api"])
    everything.post(f"/api/counters/{OTHER}/open")
    ticket = issue(everything)
    everything.post(f"/api/counters/{OTHER}/call", {"ticket": ticket["id"]})
    everything.post(f"/api/counters/{OTHER}/finish")
    expect(page.locator("[data-desk]")).to_contain_text("Mời Ông/Bà chờ gọi số")
    expect(page.locator("[data-part=ask]")).to_be_hidden()
    assert requests.get(f"{program.url}/display/counter/{OTHER}", timeout=60).status_code == 401

"""A ticket's page on a phone, with and without scripts, while the hall goes on."""

import gzip
import re

from playwright.sync_api import expect

from tests.phone.conftest import COUNTER, SERVICE
from tests.program import ROOT


def call(api):
    answer = api.post(f"/api/counters/{COUNTER}/call-next")
    assert answer.status_code == 200, answer.text


def test_the_page_follows_the_ticket_from_waiting_to_served(page, program, api, ticket):
    number = ticket["ticket"]["number"]
    page.goto(program.url + ticket["follow_url"])
    expect(page.locator(".no")).to_have_text(number)
    expect(page.locator("#ticket")).to_contain_text("Quầy 27 (tầng 1)")
    expect(page).to_have_title(f"(0) {number}")
    api.post("/api/tickets", {"service": SERVICE, "priority": "elderly"})
    expect(page.locator("[data-show=ahead]")).to_have_text("1")
    expect(page).to_have_title(f"(1) {number}")
    call(api)
    api.post(f"/api/counters/{COUNTER}/finish-and-call-next")
    expect(page.get_by_role("alert")).to_contain_text("Mời Ông/Bà đến quầy")
    expect(page.locator(".to b")).to_have_text(COUNTER)
    expect(page.locator("#ticket")).to_have_css("background-color", "rgb(255, 201, 60)")
    api.post(f"/api/counters/{COUNTER}/start")
    expect(page.locator("#ticket")).to_contain_text("Đang phục vụ tại quầy 27 (tầng 1)")
    api.post(f"/api/counters/{COUNTER}/finish")
    expect(page.locator("#ticket")).to_contain_text("Đã hoàn tất")


def test_a_parked_and_a_cancelled_ticket_are_explained(page, program, api, ticket):
    page.goto(program.url + ticket["follow_url"])
    call(api)
    api.post(f"/api/counters/{COUNTER}/start")
    api.post(f"/api/counters/{COUNTER}/park", {"reason": "giấy tờ"})
    expect(page.locator("#ticket")).to_contain_text("Quầy 27 (tầng 1) đang giữ số này")
    other = api.post("/api/tickets", {"service": SERVICE}).json()
    page.goto(program.url + other["follow_url"])
    api.post(f"/api/tickets/{other['ticket']['id']}/cancel")
    expect(page.locator("#ticket")).to_contain_text("Số này đã hủy")


def test_without_scripts_the_page_is_whole_and_asks_again_every_15_seconds(
    browser, program, ticket
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(program.url + ticket["follow_url"])
    expect(page.locator(".no")).to_have_text(ticket["ticket"]["number"])
    expect(page.locator("#ticket")).to_contain_text("người phía trước")
    refresh = page.locator("noscript").first
    assert "refresh" in page.content()
    assert refresh.count() == 1
    context.close()


def test_a_ticket_taken_in_english_has_an_english_page_and_a_way_to_vietnamese(page, program, api):
    answer = api.post("/api/tickets", {"service": "TP", "language": "en"}).json()
    page.goto(program.url + answer["follow_url"])
    expect(page.locator("#ticket")).to_contain_text("Your number")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("#ticket")).to_contain_text("Số thứ tự của Ông/Bà")


def test_an_unknown_address_is_a_kind_page_and_its_code_is_not_drawn(page, program, api):
    answer = page.goto(f"{program.url}/t/nobody-has-this")
    assert answer.status == 404
    expect(page.locator("#ticket")).to_contain_text("Không còn số này")
    assert api.get("/t/nobody-has-this/qr.svg").status_code == 404


def test_the_code_is_a_drawing_that_scales(program, api, ticket):
    answer = api.get(ticket["follow_url"] + "/qr.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert "viewBox" in answer.text


def test_only_the_token_opens_the_live_view(api, ticket):
    view = api.get(ticket["follow_url"] + "/view").json()
    assert view["ticket"]["id"] == ticket["ticket"]["id"]
    assert {"seq", "ticket", "ahead", "wait", "counter_label", "floor"} <= view.keys()
    wrong = api.get("/t/wrong/view")
    assert (wrong.status_code, wrong.json()["error"]) == (404, "unknown_ticket")


def test_script_and_style_of_the_page_stay_below_40_kb(page, program, ticket):
    page.goto(program.url + ticket["follow_url"])
    page.locator("[data-act=alerts]").wait_for()
    loaded = page.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    paths = [re.sub(r".*/static/[0-9a-f]+/", "", name) for name in loaded]
    parts = [path for path in paths if path.endswith((".js", ".css"))]
    assert {"phone/phone.js", "phone/phone.css", "web/theme.css"} <= set(parts)
    files = [ROOT / path.replace("/", "/static/", 1) for path in parts]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 40 * 1024


def test_what_one_may_do_with_a_number_stands_at_the_foot_of_the_screen(page, program, api, ticket):
    for _ in range(5):
        mine = api.post("/api/tickets", {"service": SERVICE}).json()
    page.set_viewport_size({"width": 390, "height": 640})
    page.goto(program.url + mine["follow_url"])
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight"), "it is a long page"
    for name in ("Tôi đến muộn", "Hủy số"):
        box = page.get_by_role("link", name=name).bounding_box()
        assert box["y"] > 500
        assert box["y"] + box["height"] <= 640
    last = page.get_by_role("link", name="Gửi phản ánh")
    last.focus()
    foot = page.get_by_role("navigation").bounding_box()
    box = last.bounding_box()
    assert box["y"] + box["height"] <= foot["y"], "it hides nothing that has the focus"


def test_the_centres_name_is_not_torn_in_the_middle_of_its_last_words(page, program, ticket):
    page.goto(program.url + ticket["follow_url"])
    whole = page.locator("header .whole")
    expect(whole).to_have_text("hành chính công")
    expect(page.locator("header")).to_contain_text("Trung tâm Phục vụ hành chính công")
    assert whole.evaluate("e => e.offsetHeight < 2 * parseFloat(getComputedStyle(e).fontSize)")

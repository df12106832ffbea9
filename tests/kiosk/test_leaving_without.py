"""Leaving without a number: what to bring or where to file, counted once, and never a refusal."""

from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.test_facts import find
from tests.kiosk.test_page import number
from tests.waiting import wait_until

TELLING = "Cấp phiếu lý lịch tư pháp cho công dân Việt Nam"
LICENCE = "Đổi giấy phép lái xe"


def saved(api):
    """How many visits were saved so far: by missing papers, by filing online."""
    total = api.get("/api/reports/statistics?by=day").json()["total"]
    return total["saved_missing_papers"], total["saved_online"]


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def tick(page, paper):
    box = page.get_by_role("checkbox", name=paper)
    box.click()
    expect(box).to_be_checked()


def test_all_that_the_catalogue_knows_is_said_and_three_touches_still_give_a_number(kiosk):
    find(kiosk, "ly lich tu phap", TELLING)
    expect(kiosk.locator(".facts dd:not(.code)")).to_have_text([
        "200.000 ₫", "10 ngày làm việc", "Trong ngày",
        "Trung tâm nào trong tỉnh, thành phố cũng nhận", "Được, không cần đến trung tâm",
    ])  # fmt: skip
    code = kiosk.locator(".facts .code img")
    assert code.get_attribute("src").startswith("/procedures/"), "no other host draws it"
    assert code.evaluate("each => each.naturalWidth > 0 || each.decode().then(() => true)")
    press(kiosk, "Lấy số")
    assert number(kiosk)


def test_who_lacks_papers_sees_those_that_are_missing_and_is_counted_once(kiosk, api):
    before = saved(api)
    find(kiosk, "doi giay phep lai xe", LICENCE)
    tick(kiosk, "Căn cước")
    press(kiosk, "Tôi thiếu giấy tờ")
    expect(kiosk.locator(".leaving .papers li")).to_have_text(
        ["Giấy phép lái xe cũ", "Giấy khám sức khỏe"]
    )
    assert kiosk.locator(".leaving .qr img").evaluate("each => each.decode().then(() => true)")
    # The first answer is lost on the way: the same press comes again with its key
    lost = []

    def lose(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    kiosk.route("**/api/visits/end", lose)
    press(kiosk, "Xong, về trang đầu")
    expect(kiosk.locator(".tile").first).to_be_visible()
    with kiosk.expect_response("**/api/visits/end", timeout=20_000):
        pass
    kiosk.unroute("**/api/visits/end")
    assert lost[0].status == 201
    assert saved(api) == (before[0] + 1, before[1])


def test_ticks_are_forgotten_with_the_page(kiosk):
    find(kiosk, "doi giay phep lai xe", LICENCE)
    tick(kiosk, "Căn cước")
    kiosk.locator(".back").click()
    kiosk.locator(".r", has_text=LICENCE).first.click()
    expect(kiosk.get_by_role("checkbox", name="Căn cước")).not_to_be_checked()
    assert "Căn cước" not in kiosk.evaluate("JSON.stringify([localStorage, sessionStorage])")


def test_who_files_online_gets_the_address_and_may_still_take_a_number(kiosk, api):
    before = saved(api)
    find(kiosk, "ly lich tu phap", TELLING)
    press(kiosk, "Tôi sẽ nộp trực tuyến")
    expect(kiosk.locator(".leaving .qr")).to_contain_text("dichvucong.example.vn/ly-lich")
    press(kiosk, "Vẫn lấy số")
    assert number(kiosk)
    assert saved(api) == before, "whoever takes a number has not left without one"
    kiosk.locator(".act .pri").click()
    find(kiosk, "ly lich tu phap", TELLING)
    press(kiosk, "Tôi sẽ nộp trực tuyến")
    press(kiosk, "Xong, về trang đầu")
    wait_until("it is counted", lambda: saved(api) == (before[0], before[1] + 1))


def test_a_step_back_counts_nothing(kiosk, api):
    before = saved(api)
    find(kiosk, "doi giay phep lai xe", LICENCE)
    press(kiosk, "Tôi thiếu giấy tờ")
    kiosk.locator(".back").click()
    expect(kiosk.locator(".leave")).to_be_visible()
    press(kiosk, "Lấy số")
    assert number(kiosk)
    assert saved(api) == before


def test_in_english_too(kiosk):
    press(kiosk, "English")
    expect(kiosk.locator("h1")).to_contain_text("Welcome")
    find(kiosk, "ly lich tu phap", TELLING)
    press(kiosk, "I lack papers")
    expect(kiosk.locator(".until")).to_contain_text("You need no number today.")
    press(kiosk, "Done, back to the start")
    expect(kiosk.locator(".tile").first).to_be_visible()


def test_a_visit_that_was_answered_is_counted_after_a_power_cut_and_only_once(another):
    server = another()
    press = {"reason": "online", "service": "TP", "procedure": "TP-0"}
    api = Api(server.url, server.tokens["api"])
    assert api.post("/api/visits/end", press, **{"Idempotency-Key": "one press"}).status_code == 201
    server.kill()
    server.start()
    api = Api(server.url, server.tokens["api"])
    assert saved(api) == (0, 1)
    assert api.post("/api/visits/end", press, **{"Idempotency-Key": "one press"}).status_code == 201
    assert saved(api) == (0, 1)
    assert api.post("/api/visits/end", press | {"reason": "bored"}).status_code == 422
    assert api.post("/api/visits/end", press | {"service": "none"}).status_code == 404

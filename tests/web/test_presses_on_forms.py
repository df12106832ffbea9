"""Second taps and keys on pages that the server draws, and a key that is held down anywhere."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.pages import let_in
from tests.program import server_in, serving

SEEN_MS = 600
"""By then what has come was seen."""


def as_people_have_it(settings):
    settings["screens"]["settle_s"] = 0.5
    settings["bookings"]["on"] = True


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    with serving(
        server_in(folder, as_people_have_it, furnished=furnished, at="2026-11-23T08:40:00")
    ) as server:
        yield server


@pytest.fixture(scope="module")
def api(centre):
    return Api(centre.url, centre.tokens["api"])


@pytest.fixture
def posts(page):
    """What the page has sent."""
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    return sent


def middle(control):
    box = control.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def tap_twice(page, control, gap_ms=250):
    """Tap on what was seen, and once more after so long, wherever that is by then."""
    control.scroll_into_view_if_needed()
    spot = middle(control)
    page.wait_for_timeout(SEEN_MS)
    with page.expect_navigation():
        page.mouse.click(*spot)
    page.wait_for_timeout(gap_ms)
    page.mouse.click(*spot)
    page.wait_for_timeout(SEEN_MS)


@pytest.mark.parametrize("gap_ms", [50, 400])
def test_a_second_tap_ends_no_other_bulletin(page, centre, api, posts, gap_ms):
    for words in ("một", "hai"):
        answer = api.post("/api/bulletins", {"reason": "own", "words": words})
        assert answer.ok, answer.text
    let_in(page, centre.url, "huong")
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{centre.url}/bulletins")
    told = page.locator("[data-bulletin]")
    expect(told).to_have_count(2)
    spot = middle(told.first.get_by_role("button"))
    tap_twice(page, told.first.get_by_role("button"), gap_ms)
    assert middle(told.first.get_by_role("button")) == spot, "the other one lies there now"
    expect(told).to_have_count(1)
    assert len(posts) == 1
    # and once it was seen it can be pressed there
    with page.expect_navigation():
        page.mouse.click(*spot)
    expect(told).to_have_count(0)


def test_a_second_tap_takes_no_number_from_home_unread(page, centre, posts):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{centre.url}/book?service=XD")
    tap_twice(page, page.get_by_role("link", name="Lấy số cho hôm nay"))
    button = page.get_by_role("button", name="Lấy số này")
    expect(button).to_be_visible()
    assert posts == []
    page.wait_for_timeout(SEEN_MS)
    button.click()
    expect(page.get_by_text("Mã xác nhận")).to_be_visible()


def test_a_second_enter_takes_no_counter_over_that_was_only_asked_about(page, centre, api, posts):
    api.post("/api/counters/08/open")
    let_in(page, centre.url, "minh")
    page.goto(f"{centre.url}/counters")
    page.get_by_label("Số quầy").fill("8")
    page.wait_for_timeout(SEEN_MS)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Enter")
        page.wait_for_timeout(200)
    assert len(posts) == 1
    expect(page.get_by_role("alertdialog")).to_contain_text("đang làm việc ở Quầy 08")


def press_again(page):
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")


def hold(page):
    for _ in range(20):
        page.keyboard.down("Enter")
        page.wait_for_timeout(33)
    page.keyboard.up("Enter")


@pytest.mark.parametrize("answer", [press_again, hold])
def test_the_key_that_answers_a_question_does_not_call_the_next(page, centre, api, posts, answer):
    for _ in range(2):
        api.post("/api/tickets", {"service": "GTVT-LX"})
    let_in(page, centre.url, "minh")
    page.goto(f"{centre.url}/counters")
    page.wait_for_timeout(SEEN_MS)
    page.locator("form[action='/counters/07/choose'] button").click()
    page.wait_for_url("**/counters/07")
    state, main = page.locator(".s"), page.locator("button.main")
    for shown in ("Sẵn sàng", "Đang gọi"):
        page.keyboard.press("F9")
        expect(state).to_have_text(shown)
        expect(page.locator("[data-locked=true]")).to_have_count(0)
    posts.clear()
    page.keyboard.press("g", delay=SEEN_MS)
    page.keyboard.type("chup", delay=150)
    answer(page)
    expect(main).to_be_focused()
    page.wait_for_timeout(SEEN_MS)
    assert [url.rpartition("/")[2] for url in posts if "/api/" in url] == ["park"]
    expect(state).to_have_text("Sẵn sàng")
    page.keyboard.press("Enter")
    expect(state).to_have_text("Đang gọi")
    api.post("/api/counters/07/finish")
    api.post("/api/counters/07/close")

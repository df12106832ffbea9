"""A second tap, or a key, that comes down on a page that has only just come: it does nothing."""

import re

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.counters.tablet import on_duty
from tests.hands import BY_A_PERSON_MS, Scanner, stand_still
from tests.program import in_a_hurry, server_in, serving

SOON_MS = 440
"""Nobody has seen by then what has come; half a second is the limit."""


def at_the_pace_of_people(settings):
    settings["screens"]["settle_s"] = 0.5


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("taps")
    with serving(
        server_in(folder, in_a_hurry, at_the_pace_of_people, furnished=furnished)
    ) as server:
        yield server


@pytest.fixture(scope="module")
def api(centre):
    return Api(centre.url, centre.tokens["api"])


@pytest.fixture
def kiosk(new_context, centre):
    page = new_context(viewport={"width": 1080, "height": 1920}, has_touch=True).new_page()
    page.clock.install()
    page.goto(f"{centre.url}/kiosk?token={centre.tokens['kiosk']}")
    page.locator(".tile.ask").wait_for()
    # What moves once its letters have come is new again, and time stands still from here on
    page.evaluate("() => document.fonts.ready.then(() => new Promise(requestAnimationFrame))")
    stand_still(page)
    return page


def middle(control):
    box = control.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("way", ["mouse", "touchscreen"])
def test_a_second_tap_on_a_tile_chooses_no_priority(kiosk, api, way):
    tap = {"mouse": kiosk.mouse.click, "touchscreen": kiosk.touchscreen.tap}[way]
    issued = len(tickets(api))
    spot = middle(kiosk.locator(".tile").filter(has_text=re.compile(r"Sở\sXây")))
    tap(*spot)
    groups = kiosk.locator(".groups")
    expect(groups).to_be_visible()
    # the last ones are late enough, but the finger has gone on at its pace and looked at nothing
    for gap_ms in (0, 120, SOON_MS - 120, 300, 300):
        kiosk.clock.run_for(gap_ms)
        tap(*spot)
    expect(groups).to_be_visible()
    assert len(tickets(api)) == issued
    tap(*middle(kiosk.locator(".groups .no")))
    expect(kiosk.locator(".tk .no")).to_be_visible()
    # a page that the server has brought: the same finger gives no number back
    tap(*middle(kiosk.get_by_role("button", name="Hủy số")))
    expect(kiosk.get_by_role("alertdialog")).to_have_count(0)
    kiosk.clock.run_for(500)
    tap(*middle(kiosk.get_by_role("button", name="Hủy số")))
    expect(kiosk.get_by_role("alertdialog")).to_be_visible()


def tickets(api):
    return api.get("/api/services").json()


def test_a_finger_that_comes_down_too_soon_and_stays_presses_nothing(kiosk):
    kiosk.locator(".tile").first.click()
    expect(kiosk.locator(".groups")).to_be_visible()
    kiosk.mouse.move(*middle(kiosk.locator(".groups .no")))
    kiosk.clock.run_for(SOON_MS)
    kiosk.mouse.down()
    kiosk.clock.run_for(3000)
    kiosk.mouse.up()
    expect(kiosk.locator(".groups")).to_be_visible()
    # but a slow hand is not kept waiting: down and up may be as far apart as it likes
    kiosk.mouse.down()
    kiosk.clock.run_for(3000)
    kiosk.mouse.up()
    expect(kiosk.locator(".tk .no")).to_be_visible()


def test_keys_press_nothing_that_has_only_just_come(kiosk):
    kiosk.locator(".tile").first.focus()
    kiosk.keyboard.press("Enter")
    kiosk.clock.run_for(BY_A_PERSON_MS)
    expect(kiosk.locator(".groups")).to_be_visible()
    for key in ("Enter", "Space"):
        kiosk.locator(".groups .yes").first.focus()
        kiosk.clock.run_for(SOON_MS // 2)
        kiosk.keyboard.press(key)
    kiosk.clock.run_for(SOON_MS // 2)
    kiosk.keyboard.press("Space")
    expect(kiosk.locator(".groups")).to_be_visible()
    kiosk.clock.run_for(500)
    kiosk.locator(".groups .no").focus()
    kiosk.keyboard.press("Space")
    kiosk.clock.run_for(BY_A_PERSON_MS)
    expect(kiosk.locator(".tk .no")).to_be_visible()


def test_typing_fast_on_the_kiosks_own_keys_loses_no_letter(kiosk):
    kiosk.locator(".find").click()
    kiosk.clock.run_for(600)
    for letter in "xayxay":
        kiosk.mouse.click(*middle(kiosk.get_by_role("button", name=letter, exact=True)))
        kiosk.clock.run_for(30)
    expect(kiosk.locator(".field input")).to_have_value("xayxay")


@pytest.fixture
def opened(new_context, centre):
    """Open a page of the centre whose clock then stands still; returns the page."""

    def open_page(path, sees):
        page = new_context(base_url=centre.url, viewport={"width": 1024, "height": 768}).new_page()
        page.clock.install()
        page.goto(path)
        page.locator(sees).first.wait_for()
        stand_still(page)
        return page

    return open_page


def test_the_rating_tablet_takes_no_tap_meant_for_its_page_before(opened, centre, api):
    tablet = opened(f"/rate?counter=07&token={centre.tokens['counter']}", "[data-part=idle]")
    question, face = tablet.locator("[data-part=ask]"), tablet.locator("[data-level]").first
    serve(api, "07")
    expect(question).to_be_visible()
    spot = middle(face)
    tablet.mouse.click(*spot)
    tablet.clock.run_for(SOON_MS)
    tablet.mouse.click(*spot)
    face.focus()
    tablet.keyboard.press("Enter")
    tablet.clock.run_for(100)
    # the next citizen is asked with the same faces, under the finger of the one before
    number = serve(api, "07")
    expect(tablet.locator("[data-number]")).to_have_text(number)
    tablet.mouse.click(*spot)
    tablet.clock.run_for(SOON_MS)
    tablet.mouse.click(*spot)
    expect(question).to_be_visible()
    tablet.clock.run_for(500)
    face.focus()
    for text in ("", " ", "7"):
        Scanner(tablet).scan(text + "079201012345||Tran")
        expect(question).to_be_visible()
    tablet.mouse.click(*spot)
    expect(tablet.locator("[data-part=thanks]")).to_be_visible()
    assert api.get("/api/reports/departments").json()["total"]["ratings"] == 1


def serve(api, counter):
    """Serve one citizen to the end; return the number."""
    api.post("/api/tickets", {"service": "GTVT-LX"})
    api.post(f"/api/counters/{counter}/open")
    api.post(f"/api/counters/{counter}/call-next")
    return api.post(f"/api/counters/{counter}/finish").json()["ticket"]["number"]


def test_a_phone_takes_no_tap_for_what_it_shows_only_now(opened, api):
    given, behind = (api.post("/api/tickets", {"service": "GTVT-LX"}).json() for _ in range(2))
    phone = opened(given["follow_url"], "[data-scripts]:not([hidden])")
    phone.get_by_role("link", name="Tôi đến muộn").click()
    panel = phone.locator("#panel")
    expect(panel).to_be_focused()
    sent = []
    phone.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    button = panel.get_by_role("button").first
    phone.mouse.click(*middle(button))
    button.focus()
    phone.keyboard.press("Enter")
    phone.clock.run_for(SOON_MS)
    phone.mouse.click(*middle(button))
    expect(panel).to_be_visible()
    assert sent == []
    phone.clock.run_for(500)
    with phone.expect_request(lambda request: request.method == "POST"):
        phone.mouse.click(*middle(button))
    api.post(f"/api/tickets/{behind['ticket']['id']}/cancel")


def test_a_row_that_moves_under_the_guides_finger_is_not_opened(new_context, centre, api):
    page = new_context().new_page()
    page.clock.install()
    for _ in range(2):
        api.post("/api/tickets", {"service": "NgV"})
    tablet = on_duty(page, centre.url)
    stand_still(page)
    group = page.locator(".group", has_text="Hội nghị quốc tế")
    second = group.locator(".row").nth(1).get_attribute("data-number")
    spot = middle(group.locator(".row").first)
    api.post("/api/counters/27/open")
    api.post("/api/counters/27/call-next")
    expect(group.locator(".row")).to_have_count(1)
    page.mouse.click(*spot)
    page.clock.run_for(SOON_MS)
    page.mouse.click(*spot)
    expect(tablet.dialog).to_have_count(0)
    page.clock.run_for(500)
    page.mouse.click(*spot)
    expect(tablet.dialog.locator(".found-no")).to_have_text(second)
    # neither does the tap that follows close what has just opened, or choose in it
    page.mouse.click(*spot)
    page.keyboard.press("Enter")
    page.clock.run_for(SOON_MS)
    page.mouse.click(5, 5)
    expect(tablet.dialog.locator(".found-no")).to_have_text(second)
    page.clock.run_for(500)
    page.mouse.click(5, 5)
    expect(tablet.dialog).to_have_count(0)


def dead(page):
    """Name the controls that no pointer reaches."""
    return page.eval_on_selector_all("[data-new]", "all => all.map(each => each.innerText)")


def test_a_row_that_moves_while_it_is_new_can_be_pressed_soon_after(new_context, centre, api):
    page = new_context().new_page()
    page.clock.install()
    tablet = on_duty(page, centre.url)
    stand_still(page)
    normal = find_row(page, api.post("/api/tickets", {"service": "CT"}))
    expect(normal).to_be_visible()
    page.clock.run_for(200)
    # it comes first: the row before lies elsewhere now, and nobody has seen either
    first = find_row(page, api.post("/api/tickets", {"service": "CT", "priority": "elderly"}))
    expect(first).to_be_visible()
    page.clock.run_for(SOON_MS)
    page.mouse.click(*middle(normal))
    expect(tablet.dialog).to_have_count(0)
    page.clock.run_for(600)
    assert dead(page) == []
    page.mouse.click(*middle(normal))
    expect(tablet.dialog).to_be_visible()


def find_row(page, issued):
    return page.locator(f".row[data-number={issued.json()['ticket']['number']}]")


def test_tiles_that_are_pushed_down_as_they_come_can_be_pressed_soon_after(kiosk):
    # the page as it is when it has only just come
    kiosk.locator(".tile").first.click()
    kiosk.clock.run_for(600)
    kiosk.get_by_role("button", name="Quay lại").first.click()
    kiosk.locator(".tile.ask").wait_for()
    kiosk.clock.run_for(200)
    assert len(dead(kiosk)) > 10
    kiosk.evaluate("document.querySelector('main').style.marginTop = '3px'")
    kiosk.clock.run_for(SOON_MS)
    assert len(dead(kiosk)) > 10
    kiosk.clock.run_for(600)
    assert dead(kiosk) == []
    kiosk.touchscreen.tap(*middle(kiosk.locator(".tile").first))
    expect(kiosk.locator(".groups")).to_be_visible()

"""Somebody goes back to a page that was left: it is asked for anew, or says that it is old."""

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.pages import Contexts, let_in
from tests.program import PASSWORD, in_a_hurry, server_in, serving

KEEPS_NOTHING = "--disable-back-forward-cache"
"""What tests begin a browser with else: no person's browser has that."""
KEPT_ASIDE = """() => {
  const kind = {persisted: true};
  dispatchEvent(new PageTransitionEvent("pagehide", kind));
  dispatchEvent(new PageTransitionEvent("pageshow", kind));
}"""
"""What a page is told whose browser keeps pages as they were, as Safari does with all of them."""

SIGN_OUT = """() => fetch("/sign-out", {method: "POST", body: new URLSearchParams({
  csrf_token: document.querySelector("meta[name=csrf-token]").content})})"""
"""What the form of every page of staff sends."""


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("back")
    with serving(server_in(folder, in_a_hurry, furnished=furnished)) as server:
        server.api = Api(server.url, server.tokens["api"])
        server.api.post("/api/counters/02/open")
        yield server


@pytest.fixture(scope="module")
def own_contexts(browser_type, browser_type_launch_args):
    """Contexts of a browser as people have it: it may keep a page while another is looked at."""
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=[KEEPS_NOTHING])
    contexts = Contexts(browser)
    yield contexts
    contexts.close()
    browser.close()


@pytest.fixture
def visit(own_contexts, browser_context_args, centre):
    """Open a page of the centre, each person and device in a context of its own."""

    def open_page(path, name=None):
        whose = name or path.partition("?")[0]
        page = own_contexts.find(browser_context_args, whose).new_page()
        if name:
            let_in(page, centre.url, name)
        page.goto(centre.url + path)
        return page

    yield open_page
    own_contexts.leave_nothing()


def look_away(page, centre, meanwhile):
    """Look at another page meanwhile, and go back."""
    page.goto(f"{centre.url}/healthz")
    meanwhile()
    page.go_back()


def wake_up(page, _centre, meanwhile):
    """The browser keeps the page aside meanwhile."""
    meanwhile()
    page.evaluate(KEPT_ASIDE)


WAYS = pytest.mark.parametrize("come_back", [look_away, wake_up])


@WAYS
def test_a_kiosk_is_as_new_and_nothing_is_pressed_again(visit, centre, come_back):
    page = visit(f"/kiosk?token={centre.tokens['kiosk']}")
    pressed = []
    page.on("request", lambda each: each.method == "POST" and pressed.append(each.url))
    page.locator(".tile[data-unit=YT]").click()
    page.locator(".groups .no").click()
    number = page.locator(".tk .no").inner_text()
    pressed.clear()
    come_back(page, centre, lambda: None)
    expect(page.locator("main.home")).to_be_visible()
    expect(page.locator("#screen")).not_to_contain_text(number)
    assert [url for url in pressed if "socket.io" not in url] == []


@WAYS
def test_a_phone_shows_what_has_become_of_its_number(visit, centre, come_back):
    centre.api.post("/api/counters/02/finish")
    issued = centre.api.post("/api/tickets", {"service": "XD"}).json()
    page = visit(issued["follow_url"])
    expect(page.locator("[data-act=alerts]")).to_be_visible()
    call = {"ticket": issued["ticket"]["id"], "reason": "help"}
    come_back(page, centre, lambda: centre.api.post("/api/counters/02/call", call))
    expect(page.locator("#ticket .to b")).to_have_text("02")
    expect(page.locator("body.stale")).to_have_count(0)


@WAYS
def test_board_guide_and_managers_see_the_present(visit, centre, come_back):
    pages = {
        ".cell.now": visit(f"/display?zone=tret&layout=board&token={centre.tokens['display']}"),
        "#counters, .units": visit("/counters/guide", name="huong"),
        "#live": visit("/reports", name="giang"),
    }
    centre.api.post("/api/counters/02/finish")
    centre.api.post("/api/counters/02/open")
    for page in pages.values():
        number = None

        def call():
            nonlocal number
            centre.api.post("/api/tickets", {"service": "XD"})
            done = centre.api.post("/api/counters/02/finish-and-call-next").json()
            number = done["ticket"]["number"]

        come_back(page, centre, call)
        if page.url.endswith("/guide"):
            page.locator("#tab-counter").click()
        expect(page.locator("body")).to_contain_text(number)
        expect(page.locator(".stale")).to_have_count(0)


def test_what_somebody_typed_is_not_there_for_who_goes_back(visit, centre):
    page = visit("/sign-in")
    page.fill("#name", "ai đó")
    page.fill("#password", PASSWORD)
    look_away(page, centre, lambda: None)
    for field in ("#name", "#password"):
        expect(page.locator(field)).to_have_value("")


@WAYS
def test_a_counter_sees_the_present_and_no_question_of_before(visit, centre, come_back):
    page = visit("/counters", name="lan")
    page.locator("[action='/counters/07/choose'] button").click()
    page.get_by_role("button", name="Mở quầy").click()
    expect(page.locator(".live, main").first).to_contain_text("Sẵn sàng")
    page.get_by_role("button", name="Tạm nghỉ").first.click()
    expect(page.locator("dialog[open], [role=dialog]").first).to_be_visible()
    number = None

    def come():
        nonlocal number
        number = centre.api.post("/api/tickets", {"service": "GTVT-LX"}).json()["ticket"]["number"]

    come_back(page, centre, come)
    expect(page.locator("button.main")).to_contain_text(number)
    expect(page.locator(".stale")).to_have_count(0)
    for button in ("call-next", "no-show", "close"):
        centre.api.post(f"/api/counters/07/{button}")


@WAYS
@pytest.mark.parametrize(
    ("name", "path"),
    [("giang", "/reports/statistics"), ("quan", "/admin/people"), ("huong", "/counters/guide")],
)
def test_who_signed_out_left_nothing_for_who_goes_back(visit, centre, come_back, name, path):
    page = visit(path, name=name)

    def sign_out():
        other = page.context.new_page()
        other.goto(f"{centre.url}/account")
        other.evaluate(SIGN_OUT)
        other.close()

    come_back(page, centre, sign_out)
    expect(page.locator("#password")).to_be_visible()

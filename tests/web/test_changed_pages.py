"""What browsers do to a page: translate, add, forget, sleep; no old number looks new."""

import signal

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.pages import let_in
from tests.program import in_a_hurry, server_in, serving

WORDS = """const words = () => [...document.querySelectorAll("body *")]
  .filter((e) => !["SCRIPT", "STYLE"].includes(e.tagName) && !e.closest("font"))
  .flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3 && n.data.trim());"""
TRANSLATORS = {
    "puts other words in the place": """for (const text of words()) {
      const font = document.createElement("font");
      font.textContent = `(${text.data})`;
      text.replaceWith(font);
    }""",
    "wraps the words": """for (const text of words()) {
      const font = document.createElement("font");
      text.replaceWith(font);
      font.append(text);
    }""",
    "writes into the words": "for (const text of words()) text.data = `(${text.data})`;",
    "writes the elements anew": """for (const text of words()) {
      if (text.parentNode) text.parentNode.textContent = `(${text.data})`;
    }""",
    "takes the screen apart": """const screen = document.querySelector("#screen");
      const copy = screen.cloneNode(true);
      screen.replaceWith(copy);
      copy.firstElementChild.append(document.createElement("font"));
      screen.firstElementChild.remove();""",
    "never gives up": """const again = () => {
      for (const text of words()) {
        const font = document.createElement("font");
        text.replaceWith(font);
        font.textContent = text.data;
      }
    };
    new MutationObserver(again).observe(document.body, {childList: true, subtree: true});
    again();""",
}
SLEEP = "const day = Date.now; Date.now = () => day() + 3600000;"
OPENS_MENU = """document.body.dispatchEvent(
  new MouseEvent("contextmenu", {cancelable: true, bubbles: true}))"""
IS_TAKEN_BACK = f"""(root) => {{
  const text = document.querySelector(root).innerText;
  {WORDS}
  {TRANSLATORS["puts other words in the place"]}
  return new Promise((done) => setTimeout(() => done(
    document.querySelector(root).innerText === text
    && document.querySelector(root).querySelector("font") === null)));
}}"""


@pytest.fixture(scope="module")
def centre(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("changed")
    with serving(server_in(folder, in_a_hurry, furnished=furnished)) as server:
        server.api = Api(server.url, server.tokens["api"])
        server.api.post("/api/counters/02/open")
        yield server


@pytest.fixture
def visit(kept_contexts, browser_context_args, centre):
    """Open a page of the centre, each person and device in a context of its own."""

    def open_page(path, name=None, **options):
        options = {"viewport": {"width": 1440, "height": 1000}} | options
        whose = name or path.partition("/t/")[0].partition("?")[0]
        page = kept_contexts.find(browser_context_args | options, whose).new_page()
        if name:
            let_in(page, centre.url, name)
        page.goto(centre.url + path)
        return page

    yield open_page
    kept_contexts.leave_nothing()


def open_board(visit, centre):
    page = visit(f"/display?zone=tret&layout=board&token={centre.tokens['display']}")
    page.wait_for_selector("html[data-ready]")
    return page


def call_next(centre):
    """Somebody comes and is called at counter 02; return the number."""
    centre.api.post("/api/tickets", {"service": "XD"})
    return centre.api.post("/api/counters/02/finish-and-call-next").json()["ticket"]["number"]


def test_a_board_shows_what_is_so_whatever_is_done_to_it(visit, centre):
    page = open_board(visit, centre)
    for translator, change in TRANSLATORS.items():
        page.evaluate(f"() => {{ {WORDS} {change} }}")
        number = call_next(centre)
        expect(page.locator(".call .no"), translator).to_have_text(number)
        expect(page.locator(".cell.now"), translator).to_contain_text(number)
        expect(page.locator(".cell", has_text="Sẵn sàng"), translator).to_have_count(0)
        assert page.locator("#screen").count() == 1, translator


def test_every_screen_takes_back_what_a_translator_wrote(visit, centre):
    desk = {"extra_http_headers": {"Authorization": f"Bearer {centre.tokens['counter 07']}"}}
    pages = {
        "kiosk": visit(f"/kiosk?token={centre.tokens['kiosk']}"),
        "console": visit("/counters/07", **desk),
        "guide": visit("/counters/guide", name="huong"),
        "live": visit("/reports", name="giang"),
    }
    for name, page in pages.items():
        root = "#screen" if name == "kiosk" else f"#{name}"
        expect(page.locator(f"{root} button, {root} table").first).to_be_visible()
        assert page.evaluate(IS_TAKEN_BACK, root), name
    centre.api.post("/api/tickets", {"service": "YT"})
    expect(pages["kiosk"].locator("[data-unit=YT] .w")).to_contain_text("1")


@pytest.mark.parametrize("translator", TRANSLATORS)
def test_a_translated_phone_is_told_of_its_call_and_its_buttons_work(visit, centre, translator):
    change = TRANSLATORS[translator].replace("#screen", "#ticket")
    centre.api.post("/api/counters/02/finish")
    issued = centre.api.post("/api/tickets", {"service": "XD"}).json()
    page = visit(issued["follow_url"], viewport={"width": 390, "height": 844})
    expect(page.locator("[data-act=alerts]")).to_be_visible()
    page.evaluate(f"() => {{ {WORDS} {change} }}")
    page.locator("#ticket a[href*='ask=cancel']").click()
    expect(page.locator("#panel button.stop")).to_be_visible()
    page.evaluate(f"() => {{ {WORDS} {change} }}")
    centre.api.post("/api/counters/02/call", {"ticket": issued["ticket"]["id"], "reason": "help"})
    expect(page.locator("#ticket .call .no")).to_have_text(issued["ticket"]["number"])
    expect(page.locator("#ticket .to b")).to_have_text("02")


@pytest.mark.parametrize("translator", TRANSLATORS)
def test_translated_pages_of_the_staff_go_on_working(visit, centre, translator):
    desk = {"Authorization": f"Bearer {centre.tokens['counter 07']}"}
    console = visit("/counters/07", extra_http_headers=desk)
    guide = visit("/counters/guide", name="huong", viewport={"width": 1024, "height": 768})
    centre.api.post("/api/counters/07/open")
    number = centre.api.post("/api/tickets", {"service": "GTVT-LX"}).json()["ticket"]["number"]
    expect(guide.locator(f".work .row[data-number={number}]")).to_be_visible()
    for page, root in ((console, "#console"), (guide, "#guide")):
        change = TRANSLATORS[translator].replace("#screen", root)
        page.evaluate(f"() => {{ {WORDS} {change} }}")
    guide.locator(f".work .row[data-number={number}]").click()
    expect(guide.locator("dialog[open] .found-no")).to_have_text(number)
    console.locator("button.main").click()
    expect(console.locator(".card .no")).to_have_text(number)
    expect(guide.locator("dialog[open] .found .s")).to_have_class("s called")
    centre.api.post("/api/counters/07/finish")


def test_who_wakes_up_is_marked_at_once_and_then_shows_what_is_so(visit, centre):
    page = open_board(visit, centre)
    number = call_next(centre)
    expect(page.locator(".call .no")).to_have_text(number)
    centre.signal(signal.SIGSTOP)
    try:
        page.evaluate(SLEEP)
        expect(page.locator(".screen.stale")).to_be_visible(timeout=1500)
    finally:
        centre.signal(signal.SIGCONT)
    expect(page.locator(".screen.stale")).to_have_count(0)
    expect(page.locator(".call .no")).to_have_text(call_next(centre))


def test_a_page_that_was_left_and_come_back_to_is_fresh(visit, centre):
    page = open_board(visit, centre)
    page.goto(f"{centre.url}/display/basic?zone=tret")
    number = call_next(centre)
    page.go_back()
    expect(page.locator(".call .no")).to_have_text(number)


def test_two_tabs_of_one_counter_show_the_same(visit, centre):
    desk = {"Authorization": f"Bearer {centre.tokens['counter 07']}"}
    first = visit("/counters/07", extra_http_headers=desk)
    second = first.context.new_page()
    second.goto(first.url)
    centre.api.post("/api/counters/07/open")
    number = centre.api.post("/api/tickets", {"service": "GTVT-LX"}).json()["ticket"]["number"]
    expect(first.locator("button.main")).to_contain_text(number)
    first.locator("button.main").click()
    for page in (first, second):
        expect(page.locator(".big, .no, .number").filter(has_text=number).first).to_be_visible()


@pytest.mark.parametrize("path", ["/kiosk", "/display", "/display/basic", "/sign-in", "/rate"])
def test_browsers_are_asked_not_to_translate_nor_to_darken(visit, centre, path):
    device = "kiosk" if path == "/kiosk" else "counter 07" if path == "/rate" else "display"
    page = visit(f"{path}?counter=07&token={centre.tokens[device]}")
    assert page.locator("html").get_attribute("translate") == "no"
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("meta[name=google]").get_attribute("content") == "notranslate"
    assert page.locator("meta[name=color-scheme]").get_attribute("content") == "only light"


def test_a_phone_may_be_translated_but_for_the_number(visit, centre):
    issued = centre.api.post("/api/tickets", {"service": "XD"}).json()
    page = visit(issued["follow_url"])
    assert page.locator("html").get_attribute("translate") is None
    assert page.locator("meta[name=google]").count() == 0
    assert page.locator(".no").get_attribute("translate") == "no"


def test_a_kiosk_cannot_be_zoomed_and_opens_no_menu(visit, centre):
    page = visit(f"/kiosk?token={centre.tokens['kiosk']}", has_touch=True)
    page.locator(".tile").first.wait_for()
    touch = page.context.new_cdp_session(page)

    def fingers(kind, apart=0):
        points = [{"x": 700 + side * apart, "y": 500, "id": side} for side in (-1, 1)]
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [] if kind == "touchEnd" else points},
        )

    fingers("touchStart", 50)
    for apart in range(60, 400, 20):
        fingers("touchMove", apart)
    fingers("touchEnd")
    assert page.evaluate("visualViewport.scale") == 1
    assert page.evaluate(OPENS_MENU) is False

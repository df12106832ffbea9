"""Whatever one person leaves behind on the kiosk: the next one finds nothing of it."""

import re

import pytest
from playwright.sync_api import expect

from tests.api import Api
from tests.kiosk.conftest import open_kiosk
from tests.kiosk.walk import search
from tests.program import server_in, serving
from tests.waiting import wait_until

IDLE_S = 20
WARNING_S = 20
TICKET_S = 20
LONGEST_TICKET_S = TICKET_S * 2 * 2
"""The page of a number without paper, for somebody with an aid."""
KEPT = "JSON.stringify([{...localStorage}, {...sessionStorage}])"


def with_short_patience(settings):
    settings["screens"]["kiosk"].update(idle_s=IDLE_S, ticket_page_s=TICKET_S)


@pytest.fixture(scope="module")
def program(furnished, tmp_path_factory):
    folder = tmp_path_factory.mktemp("leaving")
    with serving(server_in(folder, with_short_patience, furnished=furnished)) as server:
        yield server


@pytest.fixture(scope="module")
def api(program):
    return Api(program.url, program.tokens["api"])


@pytest.fixture
def kiosk(new_context, program):
    page = new_context(has_touch=True).new_page()
    page.clock.install()
    open_kiosk(page, program, program.tokens["kiosk"])
    return page


def ask_for_a_number(page):
    page.locator(".tile[data-unit=YT]").click()
    page.locator(".groups .no").click()


def state_of(api, number):
    found = api.get(f"/api/guide/tickets?number={number}").json()["tickets"]
    return [ticket["state"] for ticket in found]


def lose_answers(page):
    """Let every press for a number arrive, and none of the answers; returns the numbers given."""
    given = []

    def lose(route):
        answer = route.fetch()
        if answer.status == 201:
            given.append(answer.json()["ticket"]["number"])
        route.abort()

    page.route(re.compile("/api/tickets$"), lose)
    return given


def go_home(page):
    page.get_by_role("button", name="Về trang đầu").click()


def stay_away(page):
    for _ in range(max(2 * (IDLE_S + WARNING_S), LONGEST_TICKET_S) + 2):
        page.clock.run_for(1000)


@pytest.mark.parametrize("leave", [go_home, stay_away, lambda page: page.reload()])
def test_a_number_whose_answer_was_lost_is_given_back_and_the_next_person_gets_another(
    kiosk, api, leave
):
    given = lose_answers(kiosk)
    ask_for_a_number(kiosk)
    wait_until("the press has arrived", lambda: given or kiosk.clock.run_for(100))
    if leave is go_home:
        sorry = kiosk.get_by_text("Chưa lấy được số")
        wait_until("nobody waits any longer", lambda: sorry.count() or kiosk.clock.run_for(500))
    assert len(set(given)) == 1, "one press is one number"
    leave(kiosk)
    expect(kiosk.locator("main.home")).to_be_visible()
    kiosk.unroute_all()
    ask_for_a_number(kiosk)
    expect(kiosk.locator(".tk .no")).to_be_visible()
    number = kiosk.locator(".tk .no").inner_text()
    assert number not in given
    wait_until("it is given back", lambda: state_of(api, given[0]) == ["cancelled"])
    assert state_of(api, number) == ["waiting"]
    wait_until("nothing is kept of the press", lambda: "press" not in kiosk.evaluate(KEPT))


def test_a_copy_of_the_kiosk_s_tab_gives_up_no_press_of_the_other(kiosk, api):
    given_up, held = [], []
    kiosk.context.on(
        "request", lambda each: given_up.append(each) if "give-up" in each.url else None
    )
    kiosk.route(re.compile("/api/tickets$"), lambda route: held.append(route))
    ask_for_a_number(kiosk)
    wait_until("the press is under way", lambda: held or kiosk.clock.run_for(100))
    with kiosk.context.expect_page() as copied:
        kiosk.evaluate("() => { window.open(location.href); }")
    expect(copied.value.locator("main.home")).to_be_visible()
    copied.value.reload()
    expect(copied.value.locator("main.home")).to_be_visible()
    kiosk.unroute_all()
    expect(kiosk.locator(".tk .no")).to_be_visible()
    assert given_up == []
    assert state_of(api, kiosk.locator(".tk .no").inner_text()) == ["waiting"]


def searching(page):
    search(page, "nguyen van an")


def choosing_a_service(page):
    page.locator(".tile[data-unit=GTVT]").click()
    page.locator(".pick .r").first.wait_for()


def asked_for_priority(page):
    page.locator(".tile[data-unit=YT]").click()
    page.locator(".groups .yes").first.wait_for()


def of_a_priority_group(page):
    page.locator(".quick .pri").click()
    page.locator(".groups .yes").first.click()
    expect(page.locator(".quick .pri")).to_have_attribute("aria-pressed", "true")


def holding_a_number(page):
    ask_for_a_number(page)
    page.locator(".tk .no").wait_for()


def about_to_cancel(page):
    holding_a_number(page)
    page.get_by_role("button", name="Cancel").click()
    page.get_by_role("alertdialog").wait_for()


@pytest.mark.parametrize(
    "stand",
    [
        searching, choosing_a_service, asked_for_priority, of_a_priority_group, holding_a_number,
        about_to_cancel,
    ],
)  # fmt: skip
def test_nothing_of_one_person_is_there_for_the_next(kiosk, stand):
    kiosk.get_by_role("button", name="English").click()
    for aid in ("contrast", "low"):
        kiosk.locator(f"[data-aid={aid}]").click()
    stand(kiosk)
    kiosk.clock.pause_at(kiosk.evaluate("Date.now()") / 1000 + 1)
    stay_away(kiosk)
    is_as_new(kiosk)


def is_as_new(page):
    expect(page.locator("main.home")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xin chào!")
    expect(page.locator("main [aria-pressed=true]")).to_have_count(0)
    expect(page.locator("[data-aid][aria-pressed=true]")).to_have_count(0)
    worn = set(page.evaluate("[...document.documentElement.classList]"))
    assert worn <= {"compact", "stale"}, "no aid"
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("[scrollX, scrollY, visualViewport.scale]") == [0, 0, 1]
    assert page.evaluate("document.activeElement.matches('h1, body')")
    assert page.evaluate("getSelection().toString()") == ""
    assert not re.search("nguyen|elderly|YT", page.evaluate(KEPT))
    page.locator(".find").dispatch_event("click")
    expect(page.locator(".field input")).to_have_value("")


SMALL_PANEL = """async () => {
  const {asset_base} = JSON.parse(document.getElementById("page").textContent);
  (await import(`${asset_base}/kiosk/extra.js`)).extra.panel_inches = 10.1;
  dispatchEvent(new Event("resize"));
}"""


def test_a_first_page_that_was_only_looked_through_begins_anew(kiosk):
    kiosk.set_viewport_size({"width": 1024, "height": 600})
    kiosk.evaluate(SMALL_PANEL)
    kiosk.get_by_role("button", name="Trang sau").click()
    kiosk.locator(".tile.ask").focus()
    assert kiosk.evaluate("document.querySelector('main').scrollTop") > 0
    kiosk.clock.pause_at(kiosk.evaluate("Date.now()") / 1000 + 1)
    kiosk.clock.run_for((IDLE_S + 1) * 1000)
    assert kiosk.evaluate("document.querySelector('main').scrollTop") == 0
    is_as_new(kiosk)


STILL_THERE = "Ông/Bà còn ở đó không?"


def type_slowly(page):
    page.locator(".kb button").first.click()


def turn_the_wheel(page):
    page.mouse.wheel(0, 10)


@pytest.mark.parametrize("sign", [type_slowly, turn_the_wheel])
def test_who_is_still_there_is_not_sent_away(kiosk, sign):
    searching(kiosk)
    kiosk.clock.pause_at(kiosk.evaluate("Date.now()") / 1000 + 1)
    for second in range(3 * (IDLE_S + WARNING_S)):
        if second % (IDLE_S - 5) == 0:
            sign(kiosk)
        kiosk.clock.run_for(1000)
        assert kiosk.get_by_text(STILL_THERE).count() == 0
    expect(kiosk.locator(".field input")).to_have_value(re.compile("^nguyen van an"))


def test_who_answers_the_question_goes_on(kiosk):
    searching(kiosk)
    kiosk.clock.pause_at(kiosk.evaluate("Date.now()") / 1000 + 1)
    for _ in range(IDLE_S + 2):
        kiosk.clock.run_for(1000)
    expect(kiosk.get_by_text(STILL_THERE)).to_be_visible()
    kiosk.get_by_role("button", name="Tôi còn ở đây").click()
    expect(kiosk.get_by_text(STILL_THERE)).to_have_count(0)
    expect(kiosk.locator(".field input")).to_have_value("nguyen van an")


def test_a_kiosk_that_slept_asks_at_once_who_is_there(kiosk):
    searching(kiosk)
    kiosk.clock.pause_at(kiosk.evaluate("Date.now()") / 1000 + 1)
    kiosk.evaluate("() => { const day = Date.now; Date.now = () => day() + 3600000; }")
    kiosk.clock.run_for(2000)
    expect(kiosk.get_by_text(STILL_THERE)).to_be_visible()
    for _ in range(WARNING_S):
        kiosk.clock.run_for(1000)
    is_as_new(kiosk)


def test_a_calendar_that_is_set_back_holds_nobody_s_page(kiosk):
    searching(kiosk)
    kiosk.clock.pause_at(kiosk.evaluate("Date.now()") / 1000 + 1)
    kiosk.evaluate("() => { const day = Date.now; Date.now = () => day() - 86400000; }")
    stay_away(kiosk)
    is_as_new(kiosk)


def test_the_size_of_the_page_is_nobodys_to_change(kiosk):
    session = kiosk.context.new_cdp_session(kiosk)

    def touch(kind, apart=None):
        points = [] if apart is None else [
            {"x": 540 - apart, "y": 960, "id": 0}, {"x": 540 + apart, "y": 960, "id": 1},
        ]  # fmt: skip
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 50)
    for apart in range(60, 400, 20):
        touch("touchMove", apart)
    touch("touchEnd")
    assert kiosk.evaluate("visualViewport.scale") == 1
    assert kiosk.evaluate(
        """() => [new WheelEvent("wheel", {ctrlKey: true, cancelable: true, bubbles: true}),
          ...["+", "-", "0"].map((key) => new KeyboardEvent(
            "keydown", {key, ctrlKey: true, cancelable: true, bubbles: true}))]
          .every((event) => !document.body.dispatchEvent(event))"""
    )
